"""Every kind can do everything: a new one that lacks something is found here."""

import json
from datetime import UTC, date, datetime, time

import pytest

from forum_app.fields import (
    FOOTERS,
    KINDS,
    OPERATOR_WORDS,
    Choice,
    Choices,
    Email,
    Link,
    Minutes,
    Money,
    Number,
    Phone,
    Problem,
    Text,
)
from forum_app.fields.kind import EMPTINESS

TODAY = date(2026, 11, 24)
HALF_PAST = datetime(2026, 9, 3, 9, 30, tzinfo=UTC)
ONE, TWO = "rec0000000000000A", "rec0000000000000B"
OPTIONS = [("first", "First"), ("second", "Second")]
# Of each kind: how one is made, what somebody types or pastes, what that is, and a greater one.
SAMPLES = {
    "text": ({}, "Short breaks", "Short breaks", "Transport"),
    "long_text": ({}, "One line\nand two", "One line\nand two", "Then this"),
    "number": ({}, "1,200.5", 1200.5, 1201),
    "money": ({}, "£24.20", 2420, 2421),
    "minutes": ({}, "1:30", 90, 91),
    "date": ({}, "3/9/26", date(2026, 9, 3), date(2026, 9, 4)),
    "moment": ({}, "3 9 2026 10:30", HALF_PAST, HALF_PAST.replace(month=10)),
    "time": ({}, "2.15 pm", time(14, 15), time(14, 16)),
    "yes_no": ({}, "No", False, True),
    "choice": ({"options": OPTIONS}, "First", "first", "second"),
    "choices": ({"options": OPTIONS}, "Second, first", ["first", "second"], ["second"]),
    "level": ({}, "Board only", "board", "restricted"),
    "email": ({}, "Becky@Example.org", "becky@example.org", "olu@example.org"),
    "phone": ({}, "01632 960001", "01632 960001", "01632 960002"),
    "link": ({}, "example.org/a", "https://example.org/a", "https://example.org/b"),
    "person": ({}, ONE, ONE, TWO),
    "record_link": ({}, ONE, ONE, TWO),
    "record_links": ({}, f"{ONE}; {TWO}", [ONE, TWO], [TWO]),
    "file": ({}, f"{ONE}; {TWO}", [ONE, TWO], [TWO]),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_reads_keeps_shows_and_gives_back_what_somebody_typed(name):
    made_with, typed, value, _ = SAMPLES[name]
    kind = KINDS[name](**made_with)
    assert kind.parse(typed, TODAY) == value == kind.check(value)
    assert kind.parse("", TODAY) == kind.empty and kind.show(kind.empty) == kind.export(kind.empty) == ""
    assert isinstance(kind.check(object()), Problem) and kind.problem().words
    assert kind.show(value, TODAY)
    assert kind.parse(kind.edit(value), TODAY) == value, "what stands in its box"
    assert kind.parse(kind.export(value), TODAY) == value, "what a file holds, pasted back"
    assert kind.from_json(json.loads(json.dumps(kind.to_json(value)))) == value


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_can_be_asked_sorted_and_added_up_and_says_how_it_is_written(name):
    made_with, _, value, greater = SAMPLES[name]
    kind = KINDS[name](**made_with)
    assert kind.operators[-2:] == EMPTINESS and set(kind.operators) <= OPERATOR_WORDS.keys()
    assert sorted([kind.empty, greater, value], key=kind.sort_key) == [value, greater, kind.empty]
    assert kind.help.endswith(".") and kind.align in ("left", "right")
    assert {"filled", "empty"} <= set(kind.footers) <= FOOTERS.keys()
    assert ("sum" in kind.footers) == kind.sums
    assert ("each" in kind.footers) <= (not isinstance(kind, Choices))
    for footer in set(kind.footers) - {"each"}:
        assert kind.foot(footer, 1200 if footer in ("filled", "empty") else value, TODAY)
    assert isinstance(kind, Choice) or kind.foot("filled", 1200) == "1,200"


def test_averages_are_said_as_the_kind_is():
    said = {
        "number": (2.25, "2.2"),
        "money": (1999.5, "£20.00"),
        "minutes": (91.6, "1 h 32 min"),
    }
    for name, (value, words) in said.items():
        assert KINDS[name]().foot("average", value) == words
        assert KINDS[name]().foot("average", None) == ""
    assert KINDS["number"]().foot("average", 3.0) == "3"


@pytest.mark.parametrize(
    ("kind", "keyboard"),
    [
        (Email(), "email"),
        (Phone(), "tel"),
        (Link(), "url"),
        (Number(whole=True, least=0), "numeric"),
        (Number(least=0), "decimal"),
        (Money(), "decimal"),
        (Number(), ""),
        (Money(least=None), ""),
        (Minutes(), ""),
        (Text(), ""),
    ],
)
def test_a_phone_offers_keys_that_can_write_the_value(kind, keyboard):
    """A minus is not among the figures, nor the h of hours, so those bring all keys."""
    assert kind.keyboard == keyboard
