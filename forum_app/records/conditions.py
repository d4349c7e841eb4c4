"""A filter asked of rows: what narrows a query that `readable` began, as far as its viewer may ask.

A column that the viewer may not see is answered as one that is not there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any

from peewee import DateTimeField, Expression, Field, ForeignKeyField, TextField, fn

from .. import clock
from ..fields import OPERATOR_WORDS, Problem, periods, words
from ..fields.clean import clean
from ..fields.ids import looks_like_id
from ..fields.kind import EMPTINESS
from ..models.base import Record
from ..models.boards import Board, SchoolTerm
from ..models.people import Person
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .columns import node as node_of
from .columns import visible
from .filters import ME, MINE, WITHIN, Branch, Leaf, is_part
from .letters import holds, small, small_text
from .registry import Column, Table
from .several import Several, holds_several
from .sorting import has_list

GONE = "One condition is left out: its column is no longer here."
Columns = Mapping[str, Column]
LEFT_OUT = ". Until then this condition is left out."


@dataclass(frozen=True)
class Narrowed:
    """What a filter asks of a row; None when it asks nothing. `left_out` says in words what was not read."""

    where: Expression | None
    left_out: tuple[str, ...] = ()


def problem_of(viewer: Viewer, table: Table, leaf: Leaf) -> str:
    """What is to be put right before a condition can be asked, beside its box; "" when nothing is."""
    column = next((one for one in visible(viewer, table) if one.name == leaf.column), None)
    if column is None:
        return "Choose a column."
    if leaf.operator not in column.kind.operators:
        ways = [OPERATOR_WORDS[one] for one in column.kind.operators]
        return f"{column.label} can be asked: {words.join(list(dict.fromkeys(ways)), 'or')}."
    asked = asked_of(viewer, table, {column.name: column}, leaf)
    return (
        f"{asked.words.removeprefix(column.label + ': ').removesuffix(LEFT_OUT)}."
        if isinstance(asked, Problem)
        else ""
    )


def condition(viewer: Viewer, table: Table, tree: Branch) -> Narrowed:
    """What the tree asks of a row, as far as this viewer may ask; the rest is left out and told."""
    columns = {column.name: column for column in visible(viewer, table)}
    left_out: list[str] = []
    where = _where(viewer, table, columns, tree, left_out)
    return Narrowed(where, tuple(dict.fromkeys(left_out)))


def _where(viewer, table, columns: Columns, part: Leaf | Branch, left_out: list[str]):
    if isinstance(part, Leaf):
        asked = asked_of(viewer, table, columns, part)
        if isinstance(asked, Problem):
            left_out.append(asked.words)
            return None
        return asked
    each = [_where(viewer, table, columns, one, left_out) for one in part.parts]
    asked = [one for one in each if one is not None]
    return reduce(and_ if part.every else or_, asked) if asked else None


def asked_of(viewer: Viewer, table: Table, columns: Columns, leaf: Leaf) -> Expression | Problem:
    """What one condition asks of a row, or why it cannot be asked; `columns`: those the viewer sees."""
    column = columns.get(leaf.column)
    if column is None or leaf.operator not in column.kind.operators:
        return Problem(GONE)
    values = _values(viewer, table, column, leaf)
    if isinstance(values, Problem):
        return Problem(f"{column.label}: {values.words}{LEFT_OUT}")
    if holds_several(column):
        return Several(viewer, table, column).asked(leaf.operator, values)
    field, node = table.field(leaf.column), node_of(viewer, table, leaf.column)
    if isinstance(field, ForeignKeyField):
        return _of_link(viewer, field.rel_model, node, leaf.operator, values)
    return _asked(field, node, leaf.operator, values, as_written=not has_list(column))


def _of_link(
    viewer: Viewer, target: type[Record], node: Any, operator: str, ids: Sequence[str]
) -> Expression:
    """A link to what the viewer may not read is a link to nothing, and is no link to any one of them."""
    there = readable(target, viewer).select(target.id)
    if operator in EMPTINESS:
        empty = node.is_null() | node.not_in(there)
        return empty if operator == "is_empty" else ~empty
    may_read = [row_id for (row_id,) in there.where(target.id.in_(ids)).tuples()]
    return node.in_(may_read) if operator in ("is", "is_any_of") else node.is_null() | node.not_in(may_read)


def _values(viewer: Viewer, table: Table, column: Column, leaf: Leaf) -> list | Problem:
    """The values as the column's kind reads them, as many as the operator takes."""
    if leaf.operator in EMPTINESS:
        return []
    if leaf.operator == WITHIN:
        return _days(viewer, leaf)
    if (target := table.target(column.name)) is not None:
        return _linked(viewer, column, target, leaf)
    found = [_read(viewer, column, leaf.operator, one) for one in leaf.values]
    wrong = next((one for one in found if isinstance(one, Problem)), None)
    if wrong is not None:
        return wrong
    many = holds_several(column) or leaf.operator in ("is_any_of", "is_none_of")
    needed = len(found) or 1 if many else 2 if leaf.operator == "between" else 1
    if len(found) != needed or any(one is None or one == "" for one in found):
        return Problem("Say what to look for")
    return found


def _read(viewer: Viewer, column: Column, operator: str, said: str) -> Any:
    """One value as its column's kind reads it; of a column that holds several, one of them."""
    if is_part(operator):
        return clean(said)
    return column.kind.find(clean(said)) if holds_several(column) else column.kind.parse(said, viewer.today)


def _days(viewer: Viewer, leaf: Leaf) -> list | Problem:
    """The first and last day of a period told by its name."""
    name = leaf.values[0] if len(leaf.values) == 1 else ""
    terms = readable(SchoolTerm, viewer).select(SchoolTerm.first_day, SchoolTerm.last_day).tuples()
    days = periods.span(name, viewer.today, list(terms) if name == periods.TERM else ())
    return Problem("Choose which days") if days is None else list(days)


def _linked(viewer: Viewer, column: Column, target: type[Record], leaf: Leaf) -> list | Problem:
    """Ids of linked records: oneself, the boards one sits on, or records by their id."""
    found: list[str] = []
    for one in leaf.values:
        if (target, one) == (Person, ME):
            found.append(viewer.person_id or "")
        elif (target, one) == (Board, MINE):
            found += sorted(viewer.boards)
        elif looks_like_id(one):
            found.append(one)
    if leaf.operator in ("is", "is_not") and not holds_several(column):
        return found if len(leaf.values) == 1 else Problem("Choose one")
    return found if leaf.values else Problem("Choose from the list")


def _asked(
    field: Field, node: Any, operator: str, values: Sequence[Any], as_written: bool = True
) -> Expression:
    """`as_written`: words are people's own, so that capitals are no matter; an option is always the same."""
    empty = _is_empty(field, node)
    if operator in EMPTINESS:
        return empty if operator == "is_empty" else ~empty
    if operator == WITHIN:
        first, last = values
        if isinstance(field, DateTimeField):
            return (node >= clock.at(first, 0)) & (node < clock.at(last + timedelta(days=1), 0))
        return node.between(first, last)
    if isinstance(field, DateTimeField):
        return _OF_MOMENTS[operator](node, *[_london_day(value) for value in values])
    if as_written and isinstance(field, TextField) and operator in _OF_TEXT:
        return _OF_TEXT[operator](small(node), empty, [small_text(value) for value in values])
    if operator == "is_any_of":
        return node.in_(values)
    if operator == "is_none_of":
        return node.not_in(values) | empty
    return (
        (_OF_VALUES[operator](node, *values) | empty)
        if operator == "is_not"
        else _OF_VALUES[operator](node, *values)
    )


def _is_empty(field: Field, node: Any) -> Expression:
    if isinstance(field, TextField):
        return node.is_null() | (node == "")
    return node.is_null()


_OF_VALUES: dict[str, Callable[..., Expression]] = {
    "is": lambda node, value: node == value,
    "is_not": lambda node, value: node != value,
    "less_than": lambda node, value: node < value,
    "before": lambda node, value: node < value,
    "at_most": lambda node, value: node <= value,
    "on_or_before": lambda node, value: node <= value,
    "more_than": lambda node, value: node > value,
    "after": lambda node, value: node > value,
    "at_least": lambda node, value: node >= value,
    "on_or_after": lambda node, value: node >= value,
    "between": lambda node, low, high: node.between(min(low, high), max(low, high)),
}


def _london_day(value: datetime) -> tuple[datetime, datetime]:
    """When that day begins in London, and when the next one does."""
    day = value.astimezone(clock.LONDON).date()
    return clock.at(day, 0), clock.at(day + timedelta(days=1), 0)


_Day = tuple[datetime, datetime]
_OF_MOMENTS: dict[str, Callable[..., Expression]] = {
    "is": lambda node, day: (node >= day[0]) & (node < day[1]),
    "is_not": lambda node, day: node.is_null() | (node < day[0]) | (node >= day[1]),
    "before": lambda node, day: node < day[0],
    "on_or_before": lambda node, day: node < day[1],
    "after": lambda node, day: node >= day[1],
    "on_or_after": lambda node, day: node >= day[0],
    "between": lambda node, one, other: (node >= min(one[0], other[0])) & (node < max(one[1], other[1])),
}


_OF_TEXT: dict[str, Callable[..., Expression]] = {
    "contains": lambda node, empty, values: holds(node, values[0]),
    "does_not_contain": lambda node, empty, values: ~holds(node, values[0]) | empty,
    "is": lambda node, empty, values: node == values[0],
    "is_not": lambda node, empty, values: (node != values[0]) | empty,
    "starts_with": lambda node, empty, values: fn.SUBSTR(node, 1, len(values[0])) == values[0],
}
