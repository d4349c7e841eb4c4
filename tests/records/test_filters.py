"""Filters: what somebody asks of a table, in words, and never of what they may not see."""

import json
from datetime import date

import pytest

from forum_app.fields import Problem, periods
from forum_app.models.boards import Board
from forum_app.models.meetings import Decision
from forum_app.models.organisations import Organisation
from forum_app.models.people import Person
from forum_app.permissions.readable import readable
from forum_app.records import conditions, filters, registry, sentences
from forum_app.records.conditions import GONE
from forum_app.records.filters import Branch, Leaf
from forum_app.records.write import Add, Bin, Edit, many

from .conftest import BECKY, BRYONY, becky, board, bryony, ident, leave, priya

pytestmark = pytest.mark.postgres

WHAT = (
    ("Ask the council for DATES", date(2026, 12, 1), "open", "becky"),
    ("Été: write to Anil", None, "open", "bryony"),
    ("100% of papers_late", date(2026, 11, 30), "done", "becky"),
    ("ask again", date(2027, 1, 7), "agreed", None),
)


@pytest.fixture
def decided(forum):
    def add(number: int, text: str, due: date | None, state: str, owner: str | None) -> Add:
        who = {"owner": ident(owner)} if owner else {}
        return Add(
            Decision,
            {"text": text, "due_on": due, "state": state, "board": board, "decided_on": date(2026, 11, 1)}
            | who,
            ident(f"what{number}"),
        )

    many(forum, [add(number, *what) for number, what in enumerate(WHAT)], via="demo")


def found(tree, viewer=BRYONY, table="decisions") -> set[str]:
    narrowed = conditions.condition(viewer, registry.table(table), tree)
    query = readable(registry.table(table).model, viewer)
    rows = query.where(narrowed.where) if narrowed.where is not None else query
    return {row.id.rstrip("0") for row in rows}


def numbers(*leaf: str) -> list[int]:
    """Which of WHAT one condition finds."""
    column, operator, *values = leaf
    narrowed = found(Branch((Leaf(column, operator, tuple(values)),)))
    return [number for number in range(len(WHAT)) if f"recwhat{number}".rstrip("0") in narrowed]


@pytest.mark.parametrize(
    "leaf, right",
    [
        (("text", "contains", "ASK"), [0, 3]),
        (("text", "does_not_contain", "ask"), [1, 2]),
        (("text", "contains", "0% of"), [2]),
        (("text", "contains", "s_l"), [2]),
        (("text", "contains", "Été"), [1]),
        (("due_on", "is", "1 12 2026"), [0]),
        (("due_on", "before", "1 12 2026"), [2]),
        (("due_on", "on_or_before", "1 12 2026"), [0, 2]),
        (("due_on", "after", "1 12 2026"), [3]),
        (("due_on", "on_or_after", "1/12/26"), [0, 3]),
        (("due_on", "between", "2 12 2026", "30 11 2026"), [0, 2]),
        (("due_on", "is_empty"), [1]),
        (("due_on", "is_not_empty"), [0, 2, 3]),
        (("state", "is", "open"), [0, 1]),
        (("state", "is_not", "open"), [2, 3]),
        (("state", "is_any_of", "done", "agreed"), [2, 3]),
        (("state", "is_none_of", "done", "agreed"), [0, 1]),
        (("due_on", "within", "next-7-days"), [0, 2]),
        (("due_on", "within", "this-month"), [2]),
        (("due_on", "within", "last-30-days"), []),
        (("owner", "is", "me"), [1]),
        (("owner", "is_not", "me"), [0, 2, 3]),
        (("owner", "is_any_of", "me", becky), [0, 1, 2]),
        (("owner", "is", "recnobody00000000"), []),
        (("owner", "is_empty"), [3]),
    ],
)
def test_each_question_finds_what_it_says(decided, leaf, right):
    assert numbers(*leaf) == right


def test_questions_nest_and_read_as_a_sentence(decided):
    tree = filters.read(
        '{"any":[["state","is","agreed"],'
        '{"all":[["state","is","open"],["due_on","is_not_empty"],["text","contains","dates"]]}]}'
    )
    assert isinstance(tree, Branch)
    assert found(tree) == {"recwhat", "recwhat3"}
    assert sentences.sentence(BRYONY, registry.table("decisions"), tree) == (
        "state is agreed or (state is open and due is not empty and what contains “dates”)"
    )
    assert filters.read(filters.written(tree)) == tree


def test_what_a_person_may_not_see_is_answered_as_what_is_not_there(forum):
    many(leave(BRYONY), [Edit(Person, priya, {"phone": "01632 960777"})], via="form")
    people = registry.table("people")

    def asked(viewer, column: str) -> tuple[set[str], tuple[str, ...]]:
        tree = Branch((Leaf(column, "contains", ("960777",)),))
        return found(tree, viewer, "people"), conditions.condition(viewer, people, tree).left_out

    assert asked(BRYONY, "phone") == ({"recpriya"}, ())
    assert asked(BECKY, "phone") == (set(), ()), "of her own row only"
    everybody = found(Branch(), BECKY, "people")
    for column in ("sort_name", "Phone", "phone.x", "nonsense", "person.phone", "marking"):
        assert asked(BECKY, column) == (everybody, (GONE,)), column
        assert asked(BRYONY, column) == (everybody, (GONE,)), column
    assert everybody == {one.rstrip("0") for one in (becky, bryony, priya)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        "3",
        '{"all":3}',
        '{"none":[]}',
        '{"all":[3]}',
        '{"all":[["state"]]}',
        '{"all":[["state","is",3]]}',
        '{"all":[],"any":[]}',
        '{"all":[' * 50 + "]}" * 50,
        "[" * 4000,
        r'{"all":[["text","contains","\ud800"]]}',
        json.dumps({"all": [["state", "is", "open"]] * 60}),
        json.dumps({"all": [["text", "contains", "x" * 9000]]}),
    ],
)
def test_a_filter_that_cannot_be_read_says_so(text):
    assert isinstance(filters.read(text), Problem)


def test_a_condition_that_cannot_be_read_is_left_out_and_told_and_the_others_hold(decided):
    table = registry.table("decisions")
    for leaf, told in (
        (Leaf("due_on", "before", ("soon",)), "Due: Write a date as 3 9 2026"),
        (Leaf("due_on", "before", ("",)), "Due: Say what to look for"),
        (Leaf("due_on", "between", ("1 12 2026",)), "Due: Say what to look for"),
        (Leaf("due_on", "contains", ("1",)), GONE),
        (Leaf("state", "is", ("no such state",)), "State: Choose"),
    ):
        tree = Branch((leaf, Leaf("state", "is", ("open",))))
        assert found(tree) == {"recwhat", "recwhat1"}, leaf
        assert conditions.condition(BRYONY, table, tree).left_out[0].startswith(told), leaf
        assert sentences.sentence(BRYONY, table, tree) == "state is open"


def test_a_link_to_what_one_may_not_read_is_a_link_to_nothing(forum):
    hidden = ident("hidden")
    many(
        forum,
        [
            Add(Organisation, {"name": "Gone"}, ident("gone")),
            Add(Board, {"name": "Secret", "kind": "Operational", "host": ident("gone")}, hidden),
        ],
        via="demo",
    )
    many(forum, [Bin(Organisation, ident("gone"))], via="demo")
    for leaf in (Leaf("host", "is", (ident("gone"),)), Leaf("host", "is_not_empty")):
        assert found(Branch((leaf,)), BECKY, "boards") == set(), leaf
    both = {one.rstrip("0") for one in (board, hidden)}
    for leaf in (Leaf("host", "is_empty"), Leaf("host", "is_not", (ident("gone"),))):
        assert found(Branch((leaf,)), BECKY, "boards") == both, leaf
    tree = Branch((Leaf("host", "is", (ident("gone"),)),))
    assert sentences.sentence(BECKY, registry.table("boards"), tree) == "host is one that is not here"


def test_days_are_told_from_today_and_terms_are_the_forums_own():
    tuesday, terms = (
        date(2026, 11, 24),
        [(date(2026, 9, 2), date(2026, 10, 23)), (date(2026, 11, 2), date(2026, 12, 18))],
    )
    for name, first, last, said in (
        ("today", tuesday, tuesday, "today"),
        ("this-week", date(2026, 11, 23), date(2026, 11, 29), "in this week"),
        ("last-month", date(2026, 10, 1), date(2026, 10, 31), "in last month"),
        ("next-month", date(2026, 12, 1), date(2026, 12, 31), "in next month"),
        ("this-school-year", date(2026, 9, 1), date(2027, 8, 31), "in this school year"),
        ("this-grant-year", date(2026, 4, 1), date(2027, 3, 31), "in this grant year"),
        ("next-30-days", tuesday, date(2026, 12, 24), "in the next 30 days"),
        (periods.TERM, date(2026, 11, 2), date(2026, 12, 18), "in this school term"),
    ):
        assert periods.span(name, tuesday, terms) == (first, last), name
        assert periods.said(name) == said
    assert periods.span(periods.TERM, date(2026, 10, 28), terms) == terms[1], "between two terms the next"
    assert periods.span(periods.TERM, date(2027, 1, 1), terms) is None
    assert periods.span("next-0-days", tuesday) is None and periods.span("no-such-days", tuesday) is None
    assert all(periods.span(name, tuesday, terms) for name in periods.OFFERED)
