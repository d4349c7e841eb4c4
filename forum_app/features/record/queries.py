"""A record as one viewer reads it: its fields, what links to it, and who else may read it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ...models.base import Record
from ...models.control import Marking
from ...permissions.audiences import BY_ROW
from ...permissions.errors import NotFound
from ...permissions.readable import readable
from ...permissions.readable.linked import Link, linked
from ...permissions.readable.rules import RULES
from ...permissions.readers import is_for_every_member
from ...permissions.roles import Viewer
from ...records import registry
from ...records.columns import sees, value, visible, with_made
from ...records.history import Binning
from ...records.locks import lock_of
from ...records.registry import Column, Table, table_of
from ...records.titles import Titles, full_titles, learn, rows_of
from ..control.queries import Level, marking_levels
from .comments import Said, comments_of

FEW = 4
CALLED_BY = {"name", "title", "text", "day", "said", "about"}
UNNAMED = 4
# These lead to more than themselves, so they are named first.
WITH_PAGES = {
    "people",
    "organisations",
    "boards",
    "meetings",
    "decisions",
    "barriers",
    "escalations",
    "papers",
}
NAMED = 2  # tables whose rows are named; the others are counted
WHO = {
    "self": "Only the person it is about",
    "self_coordinator": "The person it is about and the coordinator",
    "self_team": "The person it is about, the coordinator and the co-chairs",
    "self_treasurer": "The person it is about and the treasurer",
    "coordinator": "The coordinator",
    "treasurer": "The treasurer",
    "steering": "The steering group, the coordinator and the co-chairs",
}


@dataclass(frozen=True)
class Field:
    """One field in words. `links`: the records it leads to; `who`: who sees it, where it is personal."""

    column: Column
    value: Any
    words: str
    links: tuple[tuple[str, str, str], ...] = ()
    who: str = ""


@dataclass(frozen=True)
class Group:
    """The rows of one table that link here by one column: the first few by name, and how many there are."""

    table: Table
    column: Column
    label: str
    count: int
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Locked:
    """That a record is final: why, who said so and when."""

    reason: str
    who: str
    at: datetime


@dataclass
class RecordPage:
    """One record. `level` is its sign; `binned` by whom and when, where it lies in the bin."""

    table: Table
    row: Any
    title: str
    level: Level
    binned: Binning | None = None
    fields: list[Field] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    lock: Locked | None = None
    comments: list[Said] = field(default_factory=list)
    earlier: str | None = None


def record(viewer: Viewer, table: Table, row_id: str, *, binned: bool = False) -> Any:
    """One row with what is worked out beside it. Raises NotFound. One statement."""
    query = readable(table.model, viewer, binned=binned).where(table.model.id == row_id)
    row = with_made(query, viewer, table, visible(viewer, table)).first()
    if row is None:
        raise NotFound
    return row


def seen(viewer: Viewer, table: Table, row: Any) -> tuple[Column, ...]:
    """The columns of this row that the viewer may see."""
    return tuple(
        column
        for column in visible(viewer, table)
        if not is_personal(table, column) or sees(viewer, table, column.name, row)
    )


def is_personal(table: Table, column: Column) -> bool:
    """Whether a column is for fewer people than its row is."""
    return column.made is None and hasattr(table.field(column.name), "audience")


def record_page(
    viewer: Viewer, table: Table, row: Any, before: str = "", binned: Binning | None = None
) -> RecordPage:
    """All that the viewer may see of a record that they may read; comments from before the one told.

    `binned`: who put it in the bin, if it lies there.
    """
    columns, lock = seen(viewer, table, row), lock_of(viewer, table, row.id)
    known = _own_titles(viewer, table, row)
    signs = marking_levels(viewer, {marking} - {None} if (marking := _marking(row)) else set())
    known[Marking] = {marking: sign.words for marking, sign in signs.items()}
    groups = list(_groups(viewer, table, row, known))
    page = RecordPage(table, row, table.title(row), _level(viewer, table, row, signs), binned, groups=groups)
    page.lock = lock and Locked(lock.reason, lock.who or "", lock.at)
    page.comments, page.earlier = comments_of(viewer, table, row.id, before)
    page.fields = [_field(viewer, table, row, column, known) for column in columns]
    return page


def _marking(row: Any) -> str | None:
    return row.__data__.get("marking")


def _own_titles(viewer: Viewer, table: Table, row: Any) -> Titles:
    """The titles of what the row links to, but for its marking, which is told by its sign."""
    wanted: dict[type[Record], set[str]] = {}
    for column in seen(viewer, table, row):
        target = table.target(column.name)
        if target is not None and column.name != "marking":
            wanted.setdefault(target, set()).update(_ids(value(row, column)))
    known: Titles = {}
    learn(viewer, {model: ids for model, ids in wanted.items() if ids}, known)
    return known


def _ids(held: Any) -> list[str]:
    return [one for one in (held if isinstance(held, list | tuple) else [held]) if one]


def _field(viewer: Viewer, table: Table, row: Any, column: Column, known: Titles) -> Field:
    held, target = value(row, column), table.target(column.name)
    who = WHO.get(table.audience(column.name), "") if is_personal(table, column) else ""
    if target is None:
        shown = column.show(held, row) if column.show else column.kind.show(held, viewer.today)
        return Field(column, held, shown, (), who)
    named = known.get(target, {})
    links = tuple((table_of(target).name, one, named[one]) for one in _ids(held) if one in named)
    return Field(column, held, ", ".join(words for _, _, words in links), links, who)


def _groups(viewer: Viewer, table: Table, row: Any, known: Titles) -> Iterator[Group]:
    """What links here from other records, those first whose rows are called by a name of their own."""
    places = {
        _link(other, column): (other, column)
        for other in registry.tables()
        if RULES[other.model](viewer) is not False
        for column in visible(viewer, other)
        if not column.made and other.target(column.name) is table.model
    }
    found = linked(viewer, row.id, tuple(places), FEW)
    ranked = sorted(found, key=lambda one: _rank(places[one[0]][0]))
    named = [link for link, _, _ in ranked if _rank(places[link][0]) < UNNAMED][:NAMED]
    wanted: dict[type[Record], list[str]] = {}
    for link, ids, _ in found:
        if link in named:
            wanted.setdefault(link.model, []).extend(ids)
    rows = {model: rows_of(viewer, model, ids) for model, ids in wanted.items()}
    words = full_titles(viewer, rows, known, apart=table.model)
    twice = [places[link][0].name for link, _, _ in found]
    for link, ids, count in ranked:
        other, column = places[link]
        label = f"{other.label}: {column.label.lower()}" if twice.count(other.name) > 1 else other.label
        shown = tuple((one, words[one]) for one in ids if link in named and one in words)
        yield Group(other, column, label, count, shown)


def _link(other: Table, column: Column) -> Link:
    """In the other table's own order, where that is by one of its columns."""
    first = other.order[0] if other.order else ""
    order = other.model._meta.fields.get(first.removeprefix("-"))
    if order is None or hasattr(order, "rel_model") or hasattr(order, "audience"):
        return Link(other.model, column.name)
    return Link(other.model, column.name, order.name, first.startswith("-"))


def _rank(table: Table) -> int:
    """Which linked rows come first: what has a page of its own, then what is called something."""
    if table.name == "meetings":
        return 0
    if table.name in WITH_PAGES:
        return 1
    if table.name == "seats":
        return 2
    return 3 if CALLED_BY & set(table.by_name) else UNNAMED


def _level(viewer: Viewer, table: Table, row: Any, signs: dict[str, Level]) -> Level:
    """Who reads the record, in a word or two."""
    if sign := signs.get(_marking(row) or ""):
        return sign
    if is_for_every_member(viewer, table.model, row.id):
        public = row.__data__.get("level") == "public"
        return Level("public", "Public") if public else Level("members", "Members")
    audience = getattr(table.model._meta, "audience", "members")
    return Level("members", WHO.get(audience, "Some members") if audience not in BY_ROW else "Some members")
