"""Many cells at once, pasted, filled, cleared or set: a plan in words first, then one act, one undo."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..fields import Problem
from ..models.base import Record
from ..permissions.abilities import require
from ..permissions.errors import NotFound
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from . import access_log, cells, rows, write
from .columns import sees, visible
from .edits import Edit, Written
from .errors import RuleBroken
from .locks import locked
from .past import changed_since
from .picking import kind_of, learn
from .registry import Column, Table
from .steps import plan as steps_of
from .titles import titles

MOST_CELLS = 5_000
NOT_YOURS = "That is not yours to change"
LOCKED = "It is locked"
CHANGED = "It was changed after you looked"
CHANGE, SAME, UNREAD, MEANWHILE = "change", "same", "unread", "meanwhile"
# What is to stand in a cell: given the row, its number and the column with its number, a text or a value.
Said = Callable[[Record, int, int], Any]


@dataclass(frozen=True)
class Held:
    """A value to be written as it is, where a text would have to be read."""

    value: Any


@dataclass(frozen=True)
class Target:
    """The cells to be written: rows by id in order, with the version each had when somebody looked."""

    ids: Sequence[str]
    columns: Sequence[str]
    versions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """One cell: what stands there, what would, and what becomes of it. `why` for a cell that is left."""

    row: str
    title: str
    column: Column
    old: str
    new: str
    state: str
    why: str = ""
    value: Any = None


@dataclass(frozen=True)
class Plan:
    """What would become of some cells. `fixed`: labels of columns that no cell changes; `gone`: rows."""

    cells: tuple[Planned, ...]
    fixed: tuple[str, ...] = ()
    gone: int = 0
    versions: Mapping[str, int] = field(default_factory=dict)

    def of(self, state: str) -> list[Planned]:
        return [one for one in self.cells if one.state == state]

    @property
    def mark(self) -> str:
        """The same for the same plan, so that what is applied is what was shown."""
        said = [(one.row, one.column.name, one.old, one.new, one.state) for one in self.cells]
        return hashlib.sha256(repr((said, self.gone)).encode("utf-8", "replace")).hexdigest()[:24]


class Changed(Exception):
    """Something changed between the plan and its applying; holds the plan as it is now."""

    def __init__(self, plan: Plan):
        super().__init__()
        self.plan = plan


def of_lines(lines: list[list[str]]) -> Said:
    """What a pasted range says; one row of it goes into every row, one column into every column."""

    def said(_row: Record, at: int, beside: int) -> str | None:
        line = lines[at if len(lines) > 1 else 0] if at < len(lines) or len(lines) == 1 else []
        beside = beside if len(line) > 1 else 0
        return line[beside] if beside < len(line) else None

    return said


def plan(viewer: Viewer, table: Table, target: Target, said: Said) -> Plan:
    """What would become of these cells, nothing written. Raises NotFound, NotAllowed, RuleBroken."""
    require(viewer, table.change or "edit_record")
    columns, fixed = _columns(viewer, table, target.columns)
    ids = list(dict.fromkeys(target.ids))
    if len(ids) * len(columns) > MOST_CELLS:
        raise RuleBroken("text", f"That is more than {MOST_CELLS:,} cells. Take them in smaller parts.")
    found = _found(viewer, table.model, ids)
    access_log.shown({getattr(row, "level", "") for row in found.values()})
    there = [(at, found[row_id]) for at, row_id in enumerate(ids) if row_id in found]
    for beside, _, kind in columns:
        learn(kind, _texts(said(row, at, beside) for at, row in there))
    work = _Planning(viewer, table, columns, found, target.versions, said)
    planned = [one for at, row in there for one in work.row(row, at)]
    versions = {row_id: row.version for row_id, row in found.items()}
    return Plan(tuple(planned), fixed, len(ids) - len(found), versions)


def apply(
    viewer: Viewer,
    table: Table,
    target: Target,
    said: Said,
    mark: str,
    form_key: str | None,
    via: str = "paste",
) -> Written:
    """Write what was planned, in one act. Raises Changed when that is no longer so, and as `plan`."""
    with write.together():
        grant = require(viewer, table.change or "edit_record")
        if first := write.already(grant, form_key):
            return first
        now = plan(viewer, table, target, said)
        if now.mark != mark:
            raise Changed(now)
        values: dict[str, dict[str, Any]] = {}
        for one in now.of(CHANGE):
            values.setdefault(one.row, {})[one.column.name] = one.value
        edits = [Edit(table.model, row_id, new, now.versions[row_id]) for row_id, new in values.items()]
        number = len(now.of(CHANGE))
        words = "1 cell changed" if number == 1 else f"{number:,} cells changed"
        return write.many(grant, edits, via=via, words=words, form_key=form_key)


def _columns(
    viewer: Viewer, table: Table, names: Sequence[str]
) -> tuple[list[tuple[int, Column, Any]], tuple[str, ...]]:
    """Each column to be written with its place and its kind, and the labels of those that never are."""
    seen = {column.name: column for column in visible(viewer, table)}
    open_ones = cells.open_columns(viewer, table)
    if any(name not in seen for name in names):
        raise NotFound
    asked = [(at, seen[name]) for at, name in enumerate(names)]
    written = [(at, one, kind_of(viewer, table, one)) for at, one in asked if one.name in open_ones]
    return written, tuple(one.label for _, one in asked if one.name not in open_ones)


def _found(viewer: Viewer, model: type[Record], ids: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for some in rows.parts(ids, rows.AT_ONCE):
        found.update((row.id, row) for row in readable(model, viewer).where(model.id.in_(some)))
    return found


def _texts(said: Iterable[Any]) -> list[str]:
    """What is to be read or led to: texts, and the ids that are held."""
    each = (one.value if isinstance(one, Held) else one for one in said)
    return [one for one in each if isinstance(one, str)]


class _Planning:
    """Works out rows of one plan; each text is read once, each batch of links named once."""

    def __init__(
        self,
        viewer: Viewer,
        table: Table,
        columns: list[tuple[int, Column, Any]],
        found: Mapping[str, Any],
        versions: Mapping[str, int],
        said: Said,
    ):
        self._viewer, self._table, self._columns, self._said = viewer, table, columns, said
        self._read: dict[tuple[str, str], Any] = {}
        older = {row_id: version for row_id, version in versions.items() if _is_older(found, row_id, version)}
        self._touched = changed_since(table.model, older) if older else {}
        self._whole = rows.current((table.model, row_id) for row_id in found)
        self._locked = locked(self._whole)
        self._titles = {
            column.name: titles(target, {row.__data__.get(column.name) for row in found.values()}, viewer)
            for _, column, _ in columns
            if (target := table.target(column.name)) is not None
        }

    def row(self, row: Any, at: int) -> list[Planned]:
        """The cells of one row, as they would become."""
        why = "" if cells.may_change(self._viewer, self._table, row) else NOT_YOURS
        if (self._table.model, row.id) in self._locked:
            why = LOCKED
        title = self._table.title(row)
        asked = ((column, kind, self._said(row, at, beside)) for beside, column, kind in self._columns)
        planned = [
            self._cell(row, title, column, kind, said, why)
            for column, kind, said in asked
            if said is not None and sees(self._viewer, self._table, column.name, row)
        ]
        return self._checked(row, planned)

    def _cell(self, row: Any, title: str, column: Column, kind: Any, said: Any, why: str) -> Planned:
        old = row.__data__.get(column.name)
        if old not in self._titles.get(column.name, (old,)):
            old = None  # to this viewer nothing stands there
        value = kind.check(said.value) if isinstance(said, Held) else self._value(column, kind, said)
        shown = self._words(column, kind, old, row)
        if isinstance(value, Problem):
            typed = "" if isinstance(said, Held) else said
            return Planned(row.id, title, column, shown, typed, UNREAD, value.words)
        new = self._words(column, kind, value, row)
        state = CHANGE
        if (value or None) == (old or None) and type(value) in (type(old), str, type(None)):
            state, why = SAME, ""
        elif why:
            state = UNREAD
        elif column.name in self._touched.get(row.id, ()):
            state, why = MEANWHILE, CHANGED
        return Planned(row.id, title, column, shown, new, state, why, value)

    def _value(self, column: Column, kind: Any, text: str) -> Any:
        key = (column.name, text)
        if key not in self._read:
            self._read[key] = cells.read(kind, self._table, column, text, self._viewer)
        return self._read[key]

    def _words(self, column: Column, kind: Any, value: Any, row: Any) -> str:
        if column.show is not None:
            return column.show(value, row)
        if column.name in self._titles:
            return self._titles[column.name].get(value) or kind.show(value)
        return kind.show(value, self._viewer.today)

    def _checked(self, row: Any, planned: list[Planned]) -> list[Planned]:
        """The same with what the table's own checks refuse told at its cell, or at all if none is named."""
        while new := {one.column.name: one.value for one in planned if one.state == CHANGE}:
            edit = Edit(self._table.model, row.id, new, row.version)
            try:
                steps_of([edit], self._whole, self._viewer, "paste", check_links=False)
            except RuleBroken as broken:
                named = {broken.field} & new.keys() or new.keys()
                planned = [_left(one, broken.words) if one.column.name in named else one for one in planned]
            else:
                break
        return planned


def _is_older(found: Mapping[str, Any], row_id: str, version: int) -> bool:
    return row_id in found and found[row_id].version != version


def _left(one: Planned, why: str) -> Planned:
    if one.state != CHANGE:
        return one
    return Planned(one.row, one.title, one.column, one.old, one.new, UNREAD, why)
