"""Rows of a view in groups: which there are, in what order, what each is called and comes to."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from peewee import SQL, BooleanField, DateField, Expression, Select, Value, fn

from ..db import db
from ..fields.words import MONTHS
from ..models.base import found_together
from ..permissions.roles import Viewer
from .cells import words_of
from .registry import Column, Table
from .shown import Grouping, Shown
from .sorting import Sort, by_what_is_linked
from .titles import titles
from .totals import Places, Tally, columns_of, named_as, same

MOST_GROUPS = 5_000
TOKEN = 10  # letters: that any two of so many groups share them is one chance in 90,000


@dataclass(frozen=True)
class Bunch:
    """Rows that share the values grouped by. `keys` as the engine has them, and a value for each.

    `counts`: what they come to, for `places` to read.
    """

    keys: tuple[Any, ...]
    values: tuple[Any, ...]
    counts: tuple[Any, ...]
    places: Places = field(compare=False, repr=False)

    @property
    def tally(self) -> Tally:
        return self.places.tally(self.counts)

    @property
    def token(self) -> str:
        """What an address calls it."""
        return token_of(self.keys)


def token_of(keys: tuple[Any, ...]) -> str:
    """What an address calls the group of these keys, which says nothing of its values."""
    return hashlib.sha256(repr(keys).encode()).hexdigest()[:TOKEN]


def bunches(viewer: Viewer, table: Table, asked: Shown) -> list[Bunch]:
    """Each group of a view, the inmost ones, in the order of the view; at most MOST_GROUPS and one."""
    places, deep = Places(viewer, table, asked), len(asked.groups)
    told = _told(table, asked, places)
    keys, values = columns_of(told, "k", deep), columns_of(told, "v", deep)
    order = [
        term
        for group, key, value in zip(asked.groups, keys, values, strict=True)
        for term in _order(viewer, table, group, key, value)
    ]
    found = Select([told], [*keys, *values, *places.counts(told)]).order_by(*order)
    rows = db.execute(found.limit(MOST_GROUPS + 1)).fetchall()
    return [Bunch(row[:deep], row[deep : 2 * deep], row[2 * deep :], places) for row in rows]


def _told(table: Table, asked: Shown, places: Places) -> Any:
    """The groups: their keys as k0 and k1, a value of each as v0 and v1, their counts as t0, t1 and on.

    Rows are gathered by what they hold, which an index may serve, and only those few heaps are then brought
    together: what stands in a linked record, looked up once for each record that is linked; then links that
    lead nowhere for this viewer, days of a month, words that differ in capitals.
    """
    inner, deep = places.rows.alias("inner_rows"), len(asked.groups)
    held = columns_of(inner, "k", deep)
    heaps = _heaped(inner, held, places.tallied(inner), _as_served(table, places, deep)).alias("gathered")
    if any(group.leads_to for group in asked.groups):
        links = zip(asked.groups, columns_of(heaps, "k", deep), strict=True)
        led = [group.leads_to(link) if group.leads_to else link for group, link in links]
        heaps = _heaped(heaps, led, places.tallied_again(heaps)).alias("led")
    values = columns_of(heaps, "k", deep)
    keys = [group.on(value)[-1].node for group, value in zip(asked.groups, values, strict=True)]
    shared = [
        # PostgreSQL has no least of yes and no, which are their own keys.
        key if isinstance(table.field(group.column.name), BooleanField) else fn.MIN(value)
        for group, key, value in zip(asked.groups, keys, values, strict=True)
    ]
    told = _heaped(heaps, keys, places.tallied_again(heaps))
    return told.select_extend(*named_as("v", shared)).alias("told")


def _as_served(table: Table, places: Places, deep: int) -> list[int]:
    """The numbers of the groups' keys: first what an index begins with that holds all there is to ask, last
    what one begins with that does not.

    SQLite gathers in the order it is told, by an index that begins so, and would look at every row beside it.
    """
    wide = found_together(table.model)
    holding = {one[0] for one in wide if set(places.held) <= set(one)}
    others = {one[0] for one in wide} - holding
    held = places.held
    return sorted(range(deep), key=lambda number: (held[number] not in holding, held[number] in others))


def _heaped(source: Any, keys: Sequence[Any], counts: Sequence[Any], order: Iterable[int] = ()) -> Any:
    """The rows of a source that share these keys as one: k0 and on, and what they come to, t0 and on."""
    found = Select([source], [*named_as("k", keys), *named_as("t", counts)])
    return found.group_by(*(SQL(str(number + 1)) for number in order or range(len(keys))))


def _order(viewer: Viewer, table: Table, group: Grouping, key: Any, value: Any) -> list[Any]:
    sort, target = group.sorts[-1], table.target(group.column.name)
    sorts = [Sort(key, True, sort.descending)]
    if target is not None:
        sorts = [*by_what_is_linked(viewer, target, value, sort.descending), *sorts]
    # In one term, so that what is linked is looked up once.
    ways = (one.node.desc if one.descending else one.node.asc for one in sorts)
    return [way(nulls="LAST") for way in ways]


def called(viewer: Viewer, table: Table, group: Grouping, bunches: Sequence[Bunch]) -> list[str]:
    """What each of these is called, which a view groups by this column last."""
    column, target = group.column, table.target(group.column.name)
    values = [_value(table, group, bunch.values[-1]) for bunch in bunches]
    named = titles(target, values, viewer) if target is not None else {}
    nothing = f"No {column.label[:1].lower()}{column.label[1:]}"
    return [
        (named.get(value, "") if target is not None else _said(viewer, table, column, value)) or nothing
        for value in values
    ]


def _value(table: Table, group: Grouping, raw: Any) -> Any:
    return None if raw is None else table.field(group.column.name).python_value(raw)


def _said(viewer: Viewer, table: Table, column: Column, value: Any) -> str:
    if isinstance(value, date) and isinstance(table.field(column.name), DateField):
        return f"{MONTHS[value.month - 1]} {value.year}"
    return "" if value is None else words_of(viewer, table, column, value)


def outer(found: Sequence[Bunch]) -> list[Bunch]:
    """The groups of the first column, when a view groups by two, each with what its own come to."""
    heaped: dict[tuple[Any, ...], list[Bunch]] = {}
    for bunch in found:
        heaped.setdefault(bunch.keys[:1], []).append(bunch)
    return [Bunch(first, _least(own), _together(own), own[0].places) for first, own in heaped.items()]


def _least(own: Sequence[Bunch]) -> tuple[Any]:
    return (min((bunch.values[0] for bunch in own if bunch.values[0] is not None), default=None),)


def whole(found: Sequence[Bunch]) -> Tally | None:
    """What all groups come to; None where there are none."""
    return found[0].places.tally(_together(found)) if found else None


def _together(found: Sequence[Bunch]) -> tuple[Any, ...]:
    return found[0].places.together(bunch.counts for bunch in found)


def inside(groups: Sequence[Grouping], opened: Iterable[Bunch]) -> Expression:
    """The condition for the rows of some open groups."""
    each = [
        reduce(and_, (same(one.sorts[-1].node, key) for one, key in zip(groups, bunch.keys, strict=False)))
        for bunch in opened
    ]
    return reduce(or_, each)


def outside(groups: Sequence[Grouping], folded: Iterable[Bunch]) -> Expression:
    """The condition for the rows of no folded group."""
    apart = [
        reduce(or_, (_differs(one.sorts[-1].node, key) for one, key in zip(groups, bunch.keys, strict=False)))
        for bunch in folded
    ]
    return reduce(and_, apart)


def _differs(place: Any, key: Any) -> Expression:
    if key is None:
        return place.is_null(False)
    return place.is_null() | Expression(place, "!=", Value(key, converter=False))
