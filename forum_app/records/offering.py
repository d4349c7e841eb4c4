"""Records to choose from, among those that one viewer may read: the first of a table, or by some letters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from peewee import DateField

from ..fields import LongText, Moment
from ..fields.choices import Option
from ..fields.dates import days_said
from ..models.base import Record
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from . import access_log, within
from .columns import node, visible
from .registry import Column, Table, table_of
from .sorting import ordered, sorts_of
from .titles import full_titles, rows_of

BY_LETTERS = 20


@dataclass(frozen=True)
class Offer:
    """Records to choose from, in their table's order. Not `whole`: there are more, found by their names."""

    options: tuple[Option, ...]
    whole: bool


Offers = Mapping[type[Record], Offer]


def offers(viewer: Viewer, targets: Iterable[type[Record]], most: int, chosen: Iterable[str] = ()) -> Offers:
    """Of each table as many as `most` to choose from; what is `chosen` already can be kept."""
    rows: dict[type[Record], list[Any]] = {}
    more: set[type[Record]] = set()
    kept = sorted(set(chosen))
    for model in dict.fromkeys(targets):
        found = _first(viewer, table_of(model), readable(model, viewer), most + 1)
        if len(found) > most:
            more.add(model)
            found = found[:most]
            there = {row.id for row in found}
            found += [row for row in rows_of(viewer, model, kept) if row.id not in there]
        rows[model] = found
    words = full_titles(viewer, rows, {})
    return {
        model: Offer(tuple((row.id, words[row.id]) for row in some), model not in more)
        for model, some in rows.items()
    }


def with_letters(viewer: Viewer, table: Table, text: str) -> tuple[list[Option], bool]:
    """The first records that hold every word of a text in what they are called by: their id and that name.

    Second: whether there are more.
    """
    query = readable(table.model, viewer)
    if text:
        query = query.where(_holds(viewer, table, text))
    rows = _first(viewer, table, query, BY_LETTERS + 1)
    more, rows = len(rows) > BY_LETTERS, rows[:BY_LETTERS]
    access_log.shown(getattr(row, "level", "") for row in rows)
    called = full_titles(viewer, {table.model: rows}, {})
    return [(row.id, called[row.id]) for row in rows], more


def _first(viewer: Viewer, table: Table, query: Any, most: int) -> list[Any]:
    return list(query.order_by(*ordered(sorts_of(viewer, table), table.model.id)).limit(most))


def _holds(viewer: Viewer, table: Table, text: str) -> Any:
    """Every word stands in what a record is called by, and so does a day that is said."""
    days, rest = days_said(text, viewer.today)
    seen = {column.name for column in visible(viewer, table)}
    dated = [name for name in table.called if name in seen and isinstance(table.field(name), DateField)]
    if not days or not dated:
        return within.condition(viewer, table, _called_by(viewer, table), text)
    wheres = [node(viewer, table, dated[0]).in_(days)]
    wheres += [within.condition(viewer, table, _called_by(viewer, table), rest)] if rest else []
    return reduce(and_, wheres)


def _called_by(viewer: Viewer, table: Table) -> list[Column]:
    """Its name where it has one; else what stands on one line of it, and what it links to."""
    seen = [column for column in visible(viewer, table) if column.made is None]
    named = [column for column in seen if column.name in within.CALLED]
    return named or [column for column in seen if not isinstance(column.kind, LongText | Moment)]
