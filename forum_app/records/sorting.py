"""One order for both engines: (value is empty, value, id), and the condition for what lies beyond a row."""

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from peewee import Case, Expression, Field, NodeList, TextField, Value, fn

from ..fields import Choice
from ..models.base import Record
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .columns import knows, may_be_empty, node
from .errors import Unregistered
from .letters import by_bytes, small
from .registry import Column, Table, table_of
from .several import Several, holds_several, ranked

PLACE = "place_"


@dataclass(frozen=True)
class Sort:
    """One thing to sort by. Empty comes last, whichever way it goes."""

    node: Any
    null: bool = True
    descending: bool = False

    @property
    def beside(self) -> Any:
        """Its value as the engine has it, to be selected beside a row and compared with again."""
        return NodeList((self.node,))


def sorts_of(viewer: Viewer, table: Table, order: Iterable[str] | None = None) -> list[Sort]:
    """The sorts that these names ask for ("-day": newest first).

    Columns that are not for this viewer are left out; of others, an order tells what the values do.
    """
    sorts: list[Sort] = []
    for said in table.order if order is None else order:
        name = said.removeprefix("-")
        if knows(viewer, table, name):
            sorts += sorts_on(viewer, table, name, node(viewer, table, name), said.startswith("-"))
    return sorts


def sorts_on(viewer: Viewer, table: Table, name: str, place: Any, descending: bool = False) -> list[Sort]:
    """How a column's values are sorted that stand at a place in SQL.

    A link goes by the usual order of what it leads to, a choice by its list, words by their letters.
    """
    field, column = table.field(name), table.by_name.get(name)
    if column is not None and holds_several(column):
        return _of_several(viewer, table, column, descending)
    null = may_be_empty(viewer, table, name)
    if (target := table.target(name)) is not None:
        further = by_what_is_linked(viewer, target, place, descending)
        return [*further, Sort(by_bytes(leading_somewhere(viewer, target, place)), True, descending)]
    if column is not None and has_list(column):
        return [Sort(in_list(column, place), True, descending)]
    if isinstance(field, TextField):
        # What people do not see, such as a name turned round to sort by, is kept the way it is sorted.
        place = by_bytes(small(place) if column is not None else place)
    return [Sort(place, null, descending)]


def has_list(column: Column) -> bool:
    """Whether a column holds one of some options, which go in the order of their list."""
    return isinstance(column.kind, Choice) and bool(column.kind.options)


def in_list(column: Column, place: Any) -> Any:
    """Where in its list the option stands that a place in SQL holds."""
    return Case(place, [(value, rank) for rank, (value, _) in enumerate(column.kind.options)])


def leading_somewhere(viewer: Viewer, target: type[Record], link: Any) -> Any:
    """A link as this viewer knows it: one to what they may not read is none."""
    there = readable(target, viewer).select(target.id)
    return Case(None, ((link.in_(there), link),))


def _of_several(viewer: Viewer, table: Table, column: Column, descending: bool) -> list[Sort]:
    """By the first of them, in the order they have where they come from, then by how many there are."""
    several, target = Several(viewer, table, column), table.target(column.name)
    number = Sort(several.number(), False, descending)
    if target is None:
        return [Sort(several.least(ranked(column, several.one)), True, descending), number]
    usual = _usual_sort(viewer, target)
    if usual is None:
        return [number]
    found = readable(target, viewer).where(target.id.in_(several.ids()))
    found = found.select((fn.MAX if usual.descending else fn.MIN)(usual.node))
    return [Sort(NodeList((found,)), True, usual.descending != descending), number]


def by_what_is_linked(viewer: Viewer, target: type[Record], place: Any, descending: bool) -> list[Sort]:
    """By the usual order of what links at a place in SQL lead to, as far as this viewer may read it."""
    usual = _usual_sort(viewer, target)
    if usual is None:
        return []
    found = readable(target, viewer).select(usual.node).where(target.id == place)
    return [Sort(NodeList((found,)), True, usual.descending != descending)]


def _usual_sort(viewer: Viewer, target: type[Record]) -> Sort | None:
    """What the records of a table are usually sorted by, where that is a column of their own."""
    try:
        linked = table_of(target)
    except Unregistered:
        return None
    first = linked.order[0] if linked.order else "id"
    name = first.removeprefix("-")
    if name == "id" or linked.target(name) is not None or not knows(viewer, linked, name):
        return None
    return sorts_on(viewer, linked, name, node(viewer, linked, name), first.startswith("-"))[0]


def ordered(sorts: Sequence[Sort], row_id: Field, *, backwards: bool = False) -> list[Any]:
    """What ORDER BY takes; `backwards` turns the whole order round."""
    terms: list[Any] = []
    for sort in sorts:
        if sort.null:
            empty = sort.node.is_null()
            terms.append(empty.desc() if backwards else empty.asc())
        terms.append(sort.node.desc() if sort.descending != backwards else sort.node.asc())
    return [*terms, row_id.desc() if backwards else row_id.asc()]


def with_places(query: Any, sorts: Sequence[Sort]) -> Any:
    """The query with what each row is sorted by beside it, for `places` to read."""
    return query.select_extend(*(sort.beside.alias(f"{PLACE}{n}") for n, sort in enumerate(sorts)))


def places(row: Any, sorts: Sequence[Sort]) -> list[Any]:
    """What a row of a query `with_places` is sorted by."""
    return [getattr(row, f"{PLACE}{n}") for n in range(len(sorts))]


def beyond(
    sorts: Sequence[Sort], held: Sequence[Any], row_id: Field, last: str, *, backwards: bool = False
) -> Expression:
    """The condition for rows that come after the row `last` in this order, or before it when `backwards`.

    `held`: what that row is sorted by.
    """
    further = row_id < last if backwards else row_id > last
    for sort, found in reversed(list(zip(sorts, held, strict=True))):
        further = _beyond(sort, found, further, backwards)
    return further


def _beyond(sort: Sort, found: Any, further: Expression, backwards: bool) -> Expression:
    """Rows beyond a value in one column; among those that share it, rows that are `further`."""
    place, ways = sort.node, []
    if found is None:
        ways.append(place.is_null() & further)
        if backwards:
            ways.append(place.is_null(False))
    else:
        value = Value(found, converter=False)
        compare = "<" if sort.descending != backwards else ">"
        # Of the two, the first alone tells an index of the column where to begin.
        ways.append(Expression(place, f"{compare}=", value) & (Expression(place, compare, value) | further))
        if sort.null and not backwards:
            ways.append(place.is_null())
    return reduce(operator.or_, ways)
