"""What became of a record, told to those who may know; and taking an act back, the next day too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..db import unguarded
from ..models.base import Record
from ..models.control import Change, ChangeGroup
from ..permissions.errors import NotFound
from ..permissions.roles import Viewer
from . import rows
from .columns import sees, visible
from .levels import LevelsThen
from .registry import Column, Table, table_of
from .titles import titles
from .undo import Cell, Undone, undo
from .values import unkept

__all__ = ["Cell", "Entry", "Undone", "Was", "history_of", "undo"]


@dataclass(frozen=True)
class Was:
    """One field of one change, in words. None instead of words: not for this viewer."""

    field: str
    label: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Entry:
    """One change of a record: who did what, when, by which way in."""

    group_id: str
    at: datetime
    who: str
    act: str
    words: str
    via: str
    kind: str
    cells: tuple[Was, ...]


def history_of(viewer: Viewer, model: type[Record], row_id: str) -> list[Entry]:
    """Every change of a record the viewer may read, newest first. Raises NotFound.

    An old value is told only to someone who may see its column, at its level now and at its level then.
    """
    table = table_of(model)
    row = rows.readable_rows([(model, row_id)], viewer).get((model, row_id))
    if row is None:
        raise NotFound
    changes = _changes_of(table, row_id)
    columns = [column for column in visible(viewer, table) if sees(viewer, table, column.name, row)]
    then = LevelsThen(viewer, {change.old_level for change in changes})
    words = _Words(viewer, table, columns, changes)
    entries = []
    for place, change in enumerate(changes):
        following = changes[place + 1].old_level if place + 1 < len(changes) else ""
        old_open = bool(change.old_level) and then.open(change.old_level)
        new_open = not following or then.open(following)
        cells = tuple(words.of(column, change, old_open, new_open) for column in words.changed(change))
        entries.append(_entry(change, cells))
    return entries[::-1]


def _changes_of(table: Table, row_id: str) -> list[Change]:
    query = Change.select(Change, ChangeGroup).join(ChangeGroup)
    mine = (Change.row == row_id) & (Change.table == table.model._meta.table_name)
    with unguarded("the viewer may read the record; each value is asked about apart"):
        return list(query.where(mine).order_by(Change.id))


def _entry(change: Change, cells: tuple[Was, ...]) -> Entry:
    group = change.group
    return Entry(
        group_id=group.id,
        at=group.at,
        who=group.who,
        act=group.act,
        words=group.words,
        via=group.via,
        kind=change.kind,
        cells=cells,
    )


class _Words:
    """Kept values in the words of their columns, with the titles of what they link to."""

    def __init__(self, viewer: Viewer, table: Table, columns: list[Column], changes: Iterable[Change]):
        self._table = table
        self._columns = columns
        self._titles: dict[str, dict[str, str]] = {}
        changes = list(changes)
        for column in columns:
            target = table.target(column.name)
            if target is not None:
                values = (kept.get(column.name) for change in changes for kept in (change.old, change.new))
                self._titles[column.name] = titles(target, values, viewer)

    def changed(self, change: Change) -> list[Column]:
        return [column for column in self._columns if column.name in change.new]

    def of(self, column: Column, change: Change, old_open: bool, new_open: bool) -> Was:
        old = self._say(column, change.old.get(column.name)) if change.old else ""
        return Was(
            column.name,
            column.label,
            old if old_open or not change.old else None,
            self._say(column, change.new[column.name]) if new_open else None,
        )

    def _say(self, column: Column, value: Any) -> str:
        if value is None:
            return ""
        if column.name in self._titles:
            return self._titles[column.name].get(value, "")
        return column.kind.show(unkept(self._table.field(column.name), value))
