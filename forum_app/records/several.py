"""Columns that hold several things: links from the other side, and lists kept as JSON, asked in SQL."""

from collections.abc import Sequence
from functools import reduce
from operator import and_
from typing import Any

from peewee import Case, Entity, Expression, NodeList, Select, TextField, Value, fn

from ..db import is_postgres
from ..fields import Choices
from ..fields.kind import EMPTINESS
from ..models.base import Record
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .columns import node as node_of
from .registry import Column, Table

IDS_APART = ","


class IdsField(TextField):
    """Ids of records of one table as one text, an id after the other. Nothing is an empty list."""

    def __init__(self, rel_model: type[Record], audience: str, **options: Any):
        super().__init__(null=True, **options)
        self.rel_model = rel_model
        self.audience = audience

    def db_value(self, value):
        return IDS_APART.join(value) if isinstance(value, list | tuple) else value

    def python_value(self, value):
        return value.split(IDS_APART) if value else []


def holds_several(column: Column | None) -> bool:
    """Whether the values of a column are lists."""
    return column is not None and isinstance(column.kind, Choices)


class Several:
    """What a column holds beside each row of its table, as SQL. `one` is where one of those things stands."""

    def __init__(self, viewer: Viewer, table: Table, column: Column):
        apart = getattr(column.made, "one_by_one", None)
        self._rows: Any
        self.one: Any
        self._rows, self.one = apart(viewer) if apart else _kept_as_json(viewer, table, column)

    def some(self, *where: Any) -> Expression:
        """Whether it holds anything, or anything that fits."""
        rows = self._rows.select(Value(1))
        return fn.EXISTS(rows.where(*where) if where else rows)

    def any_of(self, values: Any) -> Expression:
        return self.some(self.one.in_(values))

    def asked(self, operator: str, values: Sequence[str]) -> Expression:
        """The condition that an operator of such a column makes."""
        if operator in EMPTINESS:
            return ~self.some() if operator == "is_empty" else self.some()
        if operator == "has_none_of":
            return ~self.any_of(values)
        if operator == "has_any_of":
            return self.any_of(values)
        # What leads to nothing is in no list.
        every = reduce(and_, (self.any_of([value]) for value in values)) if values else self.any_of([])
        return every if operator == "has_all_of" else every & ~self.some(self.one.not_in(values))

    def ids(self) -> Any:
        """All it holds, to be asked whether something is among it."""
        return self._rows.select(self.one)

    def least(self, place: Any) -> Any:
        """The least of a place that is worked out for each thing."""
        return NodeList((self._rows.select(fn.MIN(place)),))

    def number(self) -> Any:
        """How many things it holds."""
        return NodeList((self._rows.select(fn.COUNT(Value(1))),))


class _Each:
    """A list kept as JSON, as a query of what stands in it."""

    def __init__(self, node: Any, *where: Any):
        self._node, self._where = node, where

    def select(self, *columns: Any) -> Select:
        spread = fn.JSONB_ARRAY_ELEMENTS_TEXT if is_postgres() else fn.JSON_EACH
        found = Select([spread(self._node).alias("each_of")], columns)
        return found.where(*self._where) if self._where else found


def _kept_as_json(viewer: Viewer, table: Table, column: Column) -> tuple[_Each, Any]:
    one = Entity("each_of", "value")
    target = table.target(column.name)
    # A link to what the viewer may not read is a link to nothing.
    there = () if target is None else (one.in_(readable(target, viewer).select(target.id)),)
    return _Each(node_of(viewer, table, column.name), *there), one


def ranked(column: Column, one: Any) -> Any:
    """Where one thing stands in the list that a column chooses from; what is not in it stands last."""
    ranks = [(value, rank) for rank, (value, _) in enumerate(column.kind.options)]
    return Case(one, ranks, len(ranks)) if ranks else one
