"""What became of a record, told to those who may know; and taking an act back, the next day too."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as option
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from ..db import unguarded
from ..models.base import Record
from ..models.comments import Lock
from ..models.control import Change, ChangeGroup
from ..permissions.errors import NotFound
from ..permissions.roles import Viewer
from . import rows
from .columns import sees, visible
from .levels import LevelsThen
from .registry import Column, Table, table_of
from .titles import titles
from .undo import Cell, Undone, undo
from .values import kept, unkept

__all__ = ["Binning", "Cell", "Entry", "Past", "Undone", "Was", "binned_by", "history_of", "past_of", "undo"]

SIZE = 20
# What becomes of a lock, as it is told of the record that it locks.
LOCKING = {"locks": {"add": "lock", "restore": "lock", "bin": "unlock", "edit": "lock"}}


@dataclass(frozen=True)
class Was:
    """One field of one change, in words. None instead of words: not for this viewer.

    `now`: what stands there, if it was changed since. `back`: whether the old value would be another.
    """

    field: str
    label: str
    old: str | None
    new: str | None
    now: str | None = option(default=None, compare=False)
    back: bool = option(default=False, compare=False)


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
    id: str = ""
    undoes: bool = False


@dataclass(frozen=True)
class Past:
    """A page of what became of a record, newest first: `people` who changed it, and where to go on."""

    entries: list[Entry]
    people: list[str]
    earlier: str | None


def history_of(viewer: Viewer, model: type[Record], row_id: str) -> list[Entry]:
    """Every change of a record the viewer may read, newest first. Raises NotFound.

    An old value is told only to someone who may see its column, at its level now and at its level then.
    """
    table, row, columns, changes = _read(viewer, model, row_id)
    return _told(viewer, table, row, columns, changes, changes)


def past_of(
    viewer: Viewer, model: type[Record], row_id: str, *, by: str = "", before: str = "", size: int = SIZE
) -> Past:
    """A page of the history of a record the viewer may read, of one person's changes if asked.

    A change of nothing that the viewer may see is not there for them. Raises NotFound.
    """
    table, row, columns, changes = _read(viewer, model, row_id)
    names = {column.name for column in columns}
    there = [change for change in changes if change.kind != "edit" or names & change.new.keys()]
    there = sorted([*there, *_locking(table, row_id)], key=lambda change: change.id)
    people = sorted({change.group.who for change in there})
    asked = [one for one in there if by in ("", one.group.who) and (not before or one.id < before)]
    earlier = asked[-size].id if len(asked) > size else None
    return Past(_told(viewer, table, row, columns, changes, asked[-size:]), people, earlier)


def _read(viewer: Viewer, model: type[Record], row_id: str) -> tuple[Table, Any, list[Column], list[Change]]:
    table = table_of(model)
    row = rows.readable_rows([(model, row_id)], viewer).get((model, row_id))
    if row is None:
        raise NotFound
    columns = [
        column
        for column in visible(viewer, table)
        if not column.made and sees(viewer, table, column.name, row)
    ]
    return table, row, columns, _changes_of(table, row_id)


def _told(
    viewer: Viewer, table: Table, row: Any, columns: list[Column], changes: list[Change], asked: list[Change]
) -> list[Entry]:
    """Some of a record's changes in words, newest first."""
    then = LevelsThen(viewer, {change.old_level for change in changes})
    words = _Words(viewer, table, row, columns, asked)
    following = {one.id: after.old_level for one, after in pairwise(changes)}
    entries = []
    for change in asked:
        if change.table in LOCKING:
            entries.append(_entry(change, ()))
            continue
        level_after = following.get(change.id, "")
        old_open = bool(change.old_level) and then.open(change.old_level)
        new_open = not level_after or then.open(level_after)
        cells = tuple(words.of(column, change, old_open, new_open) for column in words.changed(change))
        entries.append(_entry(change, cells))
    return entries[::-1]


class Binning(NamedTuple):
    """Who put a record in the bin, and when. `person`: the id of whoever did, if a person did."""

    who: str
    at: datetime
    person: str | None = None


def binned_by(found: Iterable[Any]) -> dict[str, Binning]:
    """Who put each of these rows in the bin last, and when, by its id. The viewer may read them there."""
    told = {row.id: Binning("", row.binned_at) for row in found}
    if not told:
        return {}
    query = ChangeGroup.select(Change.row, ChangeGroup.who, ChangeGroup.at, ChangeGroup.person)
    query = query.join(Change, on=(Change.group == ChangeGroup.id))
    with unguarded("who put it in the bin; the viewer may read it there"):
        acts = query.where(Change.row.in_(sorted(told)), Change.kind == "bin").order_by(Change.id).tuples()
        return told | {row: Binning(*act) for row, *act in acts}


def _changes_of(table: Table, row_id: str) -> list[Change]:
    query = Change.select(Change, ChangeGroup).join(ChangeGroup)
    mine = (Change.row == row_id) & (Change.table == table.model._meta.table_name)
    with unguarded("the viewer may read the record; each value is asked about apart"):
        return list(query.where(mine).order_by(Change.id))


def _locking(table: Table, row_id: str) -> list[Change]:
    """When the record was locked and unlocked; why stands on its page, while it is."""
    here = (Lock.table == table.model._meta.table_name) & (Lock.row == row_id)
    query = Change.select(Change, ChangeGroup).join(ChangeGroup)
    with unguarded("that a record is locked is for whoever may read it"):
        locks = Lock.select(Lock.id).where(here)
        return list(query.where(Change.table == "locks", Change.row.in_(locks)).order_by(Change.id))


def _entry(change: Change, cells: tuple[Was, ...]) -> Entry:
    group = change.group
    kind = LOCKING[change.table][change.kind] if change.table in LOCKING else change.kind
    return Entry(
        group_id=group.id,
        at=group.at,
        who=group.who,
        act=group.act,
        words=group.words,
        via=group.via,
        kind=kind,
        cells=cells,
        id=change.id,
        undoes=bool(group.undoes),
    )


class _Words:
    """Kept values in the words of their columns, with the titles of what they link to."""

    def __init__(
        self, viewer: Viewer, table: Table, row: Any, columns: list[Column], changes: Iterable[Change]
    ):
        self._table = table
        self._now = {column.name: kept(row.__data__.get(column.name)) for column in columns}
        self._columns = columns
        self._titles: dict[str, dict[str, str]] = {}
        changes = list(changes)
        for column in columns:
            target = table.target(column.name)
            if target is not None:
                then = (held.get(column.name) for change in changes for held in (change.old, change.new))
                self._titles[column.name] = titles(target, (self._now[column.name], *then), viewer)

    def changed(self, change: Change) -> list[Column]:
        return [column for column in self._columns if column.name in change.new]

    def of(self, column: Column, change: Change, old_open: bool, new_open: bool) -> Was:
        old = self._say(column, change.old.get(column.name)) if change.old else ""
        held, now = change.new[column.name], self._now[column.name]
        told = old_open or not change.old
        return Was(
            column.name,
            column.label,
            old if told else None,
            self._say(column, held) if new_open else None,
            now=self._say(column, now) if new_open and now != held else None,
            back=told and change.kind == "edit" and now != change.old.get(column.name),
        )

    def _say(self, column: Column, value: Any) -> str:
        if value is None:
            return ""
        if column.name in self._titles:
            return self._titles[column.name].get(value, "")
        return column.kind.show(unkept(self._table.field(column.name), value))
