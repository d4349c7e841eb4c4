"""One cell: who may change it, how what is typed there is read, and writing it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..fields import Problem
from ..fields.export import rearm
from ..models.base import Record
from ..permissions.abilities import Grant, can, leave
from ..permissions.errors import NotAllowed, NotFound
from ..permissions.readable import one
from ..permissions.roles import Viewer
from . import access_log, write
from .columns import sees, visible
from .edits import Edit, Written
from .errors import RuleBroken, Stale
from .past import changed_since
from .picking import kind_of
from .registry import Column, Table
from .titles import as_said, titles, unseen

ON_ITS_PAGE = "That is not changed in a table, but on a page of its own."


@dataclass(frozen=True)
class Cell:
    """One column of one record that the viewer may read and change here. `kind` reads as this viewer may."""

    table: Table
    column: Column
    row: Any
    kind: Any
    grant: Grant

    @property
    def viewer(self) -> Viewer:
        return self.grant.viewer

    @cached_property
    def value(self) -> Any:
        """What stands here; a link to what the viewer may not read is empty to them."""
        closed = unseen(self.viewer, self.table, [self.row.__data__], [self.column.name])
        return None if closed else self.row.__data__.get(self.column.name)

    @property
    def typed(self) -> str:
        """What stands in the box; of a link its id, which a page turns into the name."""
        if getattr(self.kind, "finder", None):
            return self.value or ""
        return self.kind.edit(self.value)

    @property
    def words(self) -> str:
        return self.said(self.value)

    @property
    def may_be_empty(self) -> bool:
        return may_be_empty(self.table, self.column)

    def said(self, value: Any) -> str:
        """A value of this column in words."""
        return words_of(self.viewer, self.table, self.column, value, self.row)

    def read(self, text: str) -> Any:
        """What a text says here, or a Problem."""
        return read(self.kind, self.table, self.column, text, self.viewer)


def open_columns(viewer: Viewer, table: Table) -> frozenset[str]:
    """The columns whose cells this viewer may change in some rows of a table; `may_change` says in which."""
    if not table.change or not can(viewer, table.change, None):
        return frozenset()
    return frozenset(one.name for one in visible(viewer, table) if one.by_hand)


def may_change(viewer: Viewer, table: Table, row: Record) -> bool:
    """Whether this viewer may change the cells of a row that they may read."""
    return bool(table.change) and can(viewer, table.change, row)


def cell(viewer: Viewer, table: Table, row_id: str, name: str) -> Cell:
    """A cell to be changed. Raises NotFound where it is not for this viewer to see, else NotAllowed."""
    row, column = one(table.model, row_id, viewer), table.by_name.get(name)
    if column is None or not sees(viewer, table, name, row):
        raise NotFound
    if not table.change or not column.by_hand:
        raise NotAllowed(ON_ITS_PAGE)
    grant = leave(viewer, table.change, row)
    access_log.shown([getattr(row, "level", "")])
    return Cell(table, column, row, kind_of(viewer, table, column), grant)


def change_cell(
    viewer: Viewer,
    table: Table,
    row_id: str,
    name: str,
    text: str,
    version: int | None,
    form_key: str | None,
) -> Written:
    """Write what was typed into one cell; `version`: that of the record when its cell was opened.

    Somebody's change of another cell meanwhile is no matter. Raises NotFound, NotAllowed, RuleBroken, Stale.
    """

    def attempt() -> Written:
        found = cell(viewer, table, row_id, name)
        value = found.read(text)
        if isinstance(value, Problem):
            # What is written asks this by itself; what was named then may be called something else by now.
            if first := write.already(found.grant, form_key):
                return first
            raise RuleBroken(name, value.words)
        said = as_said(viewer, found.row, {name: value})
        edit = Edit(table.model, row_id, said, _compared_with(found, version))
        return write.one(
            found.grant, edit, via="cell", words=f"{found.column.label} changed", form_key=form_key
        )

    try:
        return attempt()
    except Stale:
        # The cell itself was changed, or somebody wrote between our look at the record and our change of it.
        with write.together():
            return attempt()


def _compared_with(found: Cell, opened: int | None) -> int:
    """The version that a change is compared with: today's, unless this very cell was changed since."""
    row, name = found.row, found.column.name
    if not opened or opened == row.version:
        return row.version
    changed = changed_since(found.table.model, {row.id: opened}).get(row.id, set())
    return opened if name in changed else row.version


def read(kind: Any, table: Table, column: Column, text: str, viewer: Viewer) -> Any:
    """What a text from a cell, a paste or a spreadsheet says in a column, or a Problem."""
    value = kind.parse(rearm(text), viewer.today)
    if value in (None, "") and not isinstance(value, Problem) and not may_be_empty(table, column):
        return Problem(f"{column.label} is needed here")
    return value


def may_be_empty(table: Table, column: Column) -> bool:
    """Whether a column may hold nothing: it may be unknown, or begins as an empty text."""
    field = table.field(column.name)
    return not column.needed and (bool(field.null) or field.default == "")


def words_of(viewer: Viewer, table: Table, column: Column, value: Any, row: Any = None) -> str:
    """A value in the words of its column, links as far as the viewer may read them."""
    if column.show is not None:
        return column.show(value, row)
    target = table.target(column.name)
    if target is not None:
        return titles(target, {value}, viewer).get(value, "") if value else ""
    return column.kind.show(value, viewer.today)
