"""Every question of every column, asked of the demo, finds the rows that a careful reader would tick."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from peewee import TextField

from forum_app import clock
from forum_app.features.demo.data.ids import id_of
from forum_app.fields import periods, words
from forum_app.fields.clean import clean
from forum_app.fields.kind import EMPTINESS
from forum_app.permissions.readable import readable
from forum_app.permissions.roles import command_line, viewer_for
from forum_app.records import conditions, registry, sentences
from forum_app.records.columns import visible
from forum_app.records.filters import Branch, Leaf
from tests.demo.build import NOW

from .slow_reader import SlowReader

pytestmark = pytest.mark.postgres
PARTS = ("contains", "does_not_contain", "starts_with")


def small(text: str) -> str:
    return "".join(chr(ord(one) + 32) if "A" <= one <= "Z" else one for one in text)


def holds(operator: str, value: Any, asked: list, is_text: bool) -> bool:
    """Whether one value fits, told the slow way."""
    if isinstance(value, list):
        return _holds_several(operator, set(value), set(asked))
    empty = value is None or (is_text and value == "")
    if operator in EMPTINESS:
        return empty == (operator == "is_empty")
    if is_text and operator in (*PARTS, "is", "is_not"):
        value, asked = small(value or ""), [small(one) for one in asked]
    if isinstance(value, datetime):
        value, asked = _london(value), [_london(one) if isinstance(one, datetime) else one for one in asked]
    if empty:
        return operator in ("is_not", "is_none_of", "does_not_contain")
    return {
        "is": lambda: value == asked[0],
        "is_not": lambda: value != asked[0],
        "is_any_of": lambda: value in asked,
        "is_none_of": lambda: value not in asked,
        "contains": lambda: asked[0] in value,
        "does_not_contain": lambda: asked[0] not in value,
        "starts_with": lambda: value.startswith(asked[0]),
        "less_than": lambda: value < asked[0],
        "before": lambda: value < asked[0],
        "at_most": lambda: value <= asked[0],
        "on_or_before": lambda: value <= asked[0],
        "more_than": lambda: value > asked[0],
        "after": lambda: value > asked[0],
        "at_least": lambda: value >= asked[0],
        "on_or_after": lambda: value >= asked[0],
        "between": lambda: min(asked) <= value <= max(asked),
        "within": lambda: asked[0] <= value <= asked[1],
    }[operator]()


def _holds_several(operator: str, held: set, asked: set) -> bool:
    return {
        "is": held == asked,
        "has_any_of": bool(held & asked),
        "has_all_of": held >= asked,
        "has_none_of": not held & asked,
        "is_empty": not held,
        "is_not_empty": bool(held),
    }[operator]


def _london(moment: datetime) -> date:
    return moment.astimezone(clock.LONDON).date()


def questions(table, column, values: list) -> Iterator[tuple[Leaf, list]]:
    """Each operator of a column, about values that stand in it, and what the slow way is told."""
    field, kind = table.field(column.name), column.kind
    if values and isinstance(values[0], list):
        values = sorted({one for value in values for one in value})
    for operator in kind.operators:
        if operator in EMPTINESS:
            yield Leaf(column.name, operator), []
        elif operator == "within":
            for name in ("this-month", "last-90-days"):
                yield Leaf(column.name, operator, (name,)), list(periods.span(name, NOW.date()))
        elif operator in PARTS and values:
            part = clean(str(values[0]).split("\n")[0][:9])
            yield Leaf(column.name, operator, (part.upper(),)), [part.upper()]
        elif values:
            many = 2 if operator == "between" or operator.endswith(("any_of", "all_of")) else 1
            some = [values[0], values[-1]][:many]
            said = [str(one) if hasattr(field, "rel_model") else kind.export(one) for one in some]
            yield Leaf(column.name, operator, tuple(said)), some


@pytest.mark.parametrize("who", ["S1", "R06", "R01"])
def test_every_question_of_every_column_finds_what_a_reader_would_tick(demo_app, who):
    viewer = viewer_for(id_of(who, command_line(NOW)), NOW)
    asked, reader = 0, SlowReader(viewer)
    for table in registry.tables():
        for column in visible(viewer, table):
            found = reader.column(table, column)
            is_text = isinstance(table.field(column.name), TextField) and not hasattr(
                table.field(column.name), "rel_model"
            )
            values = [one for one in found.values() if one not in (None, "", [])]
            for leaf, told in questions(table, column, values):
                narrowed = conditions.condition(viewer, table, Branch((leaf,)))
                assert narrowed.where is not None, (table.name, leaf, narrowed.left_out)
                rows = readable(table.model, viewer).where(narrowed.where).select(table.model.id).tuples()
                right = {row for row, value in found.items() if holds(leaf.operator, value, told, is_text)}
                assert {row for (row,) in rows} == right, (table.name, leaf)
                assert sentences.sentence(viewer, table, Branch((leaf,))).startswith(
                    words.small(column.label)
                )
                asked += 1
    assert asked > 500
