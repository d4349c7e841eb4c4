"""One order for both engines: (value is empty, value, id), and the condition for what lies beyond a row."""

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from peewee import Expression, Field, TextField

from ..db import is_postgres
from ..permissions.audiences import masked, sees_everyones
from ..permissions.roles import Viewer
from .registry import Table


@dataclass(frozen=True)
class Sort:
    """One column to sort by. Empty comes last, whichever way it goes."""

    field: Field
    node: Any
    descending: bool = False

    @property
    def place(self) -> Any:
        # PostgreSQL would sort words by its own language; by bytes, both engines agree.
        if is_postgres() and isinstance(self.field, TextField):
            return self.node.collate('"C"')
        return self.node


def sorts_of(viewer: Viewer, table: Table, order: Iterable[str] | None = None) -> list[Sort]:
    """The sorts that these names ask for ("-day": newest first).

    Columns that are not for this viewer are left out: an order tells as much as the values do.
    """
    sorts = []
    for name in table.order if order is None else order:
        field = table.model._meta.fields.get(name.lstrip("-"))
        if field is not None and sees_everyones(table.audience(field.name), viewer):
            node = masked(field, viewer).unalias() if hasattr(field, "audience") else field
            sorts.append(Sort(field, node, name.startswith("-")))
    return sorts


def ordered(sorts: Sequence[Sort], row_id: Field, *, backwards: bool = False) -> list[Any]:
    """What ORDER BY takes; `backwards` turns the whole order round."""
    terms: list[Any] = []
    for sort in sorts:
        if sort.field.null:
            empty = sort.node.is_null()
            terms.append(empty.desc() if backwards else empty.asc())
        terms.append(sort.place.desc() if sort.descending != backwards else sort.place.asc())
    return [*terms, row_id.desc() if backwards else row_id.asc()]


def beyond(sorts: Sequence[Sort], row: Any, row_id: Field, *, backwards: bool = False) -> Expression:
    """The condition for rows that come after `row` in this order, or before it when `backwards`."""
    further = row_id < row.id if backwards else row_id > row.id
    for sort in reversed(sorts):
        further = _beyond(sort, row.__data__[sort.field.name], further, backwards)
    return further


def _beyond(sort: Sort, value: Any, further: Expression, backwards: bool) -> Expression:
    """Rows beyond a value in one column; among those that share it, rows that are `further`."""
    node, ways = sort.node, []
    if value is None:
        ways.append(node.is_null() & further)
        if backwards:
            ways.append(node.is_null(False))
    else:
        compare = "<" if sort.descending != backwards else ">"
        ways += [Expression(sort.place, compare, value), (node == value) & further]
        if sort.field.null and not backwards:
            ways.append(node.is_null())
    return reduce(operator.or_, ways)
