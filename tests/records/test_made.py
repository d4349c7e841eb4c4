"""Columns that are worked out: over what their reader may read, and what is hidden changes no figure."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from forum_app.fields import Choices, Date, Minutes, Moment, Number, RecordLink, RecordLinks, Text
from forum_app.models.boards import Board, Seat
from forum_app.models.control import Marking
from forum_app.models.meetings import Decision, Meeting
from forum_app.models.money import TimeEntry
from forum_app.models.organisations import Organisation
from forum_app.models.people import Person
from forum_app.records import registry, sentences
from forum_app.records.columns import visible
from forum_app.records.export import csv_rows
from forum_app.records.filters import Branch, Leaf
from forum_app.records.listing import page_of
from forum_app.records.made import MADE, Changed, Count, Created, LinksFrom, Lookup, Rollup
from forum_app.records.registry import Column, Table
from forum_app.records.shown import shown_to
from forum_app.records.views import View
from forum_app.records.write import Add, Bin, Edit, many
from tests.statements import counted

from .conftest import BECKY, BRYONY, NOW, PRIYA, becky, board, ident, leave, priya

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("forum")]
meeting, other, marking = ident("meeting"), ident("other"), ident("marking")
TIME = (TimeEntry.person, None, TimeEntry.minutes)
LOOKED = ("board", "board_kind")
WHEN = ("made_at", "changed_at")


class Kept:
    """A list that some column of a forum's own keeps as JSON."""

    field = Person.cells

    def visible(self, _viewer):
        return True

    def node(self, _viewer):
        return Person.cells["areas"]


def held(column: Column, table: Table) -> Table:
    return replace(table, columns=(*table.columns, column))


@pytest.fixture(autouse=True)
def tables(tables, monkeypatch):
    """The forum's tables with columns that are worked out."""
    more = {
        "boards": (
            Column("coming", "Coming", Number(), made=Count(Meeting.board)),
            Column("next", "Next", Date(), made=Rollup(Meeting.board, None, Meeting.day, "earliest")),
            Column("people", "People", RecordLinks(), made=LinksFrom(Seat.board, None, Seat.person)),
            Column("decided", "Decided", RecordLinks(), made=LinksFrom(Decision.board)),
        ),
        "people": (
            Column("given", "Given", Minutes(9999), made=Rollup(*TIME)),
            Column(
                "usual",
                "Usual",
                Minutes(9999),
                made=Rollup(TimeEntry.person, None, TimeEntry.minutes, "average"),
            ),
            Column("sits", "Sits on", RecordLinks(), made=LinksFrom(Seat.person, None, Seat.board)),
            Column("changed_at", "Changed", Moment(), made=Changed(Person)),
            Column("changed_by", "Changed by", RecordLink(), made=Changed(Person, who=True)),
            Column("areas", "Areas", Choices(["health", "schools", "travel"]), made=Kept()),
        ),
        "time-entries": (
            Column("board", "Board", RecordLink(), made=Lookup(TimeEntry, ("meeting", "board"))),
            Column(
                "board_kind", "Kind of board", Text(), made=Lookup(TimeEntry, ("meeting", "board", "kind"))
            ),
        ),
        "decisions": (
            Column("host", "Host", RecordLink(), made=Lookup(Decision, ("meeting", "board", "host"))),
            Column("on", "On", Date(), made=Lookup(Decision, ("meeting", "day"))),
            Column("made_at", "Added", Moment(), made=Created(Decision)),
            Column("made_by", "Added by", RecordLink(), made=Created(Decision, who=True)),
            Column("changed_at", "Changed", Moment(), made=Changed(Decision)),
            Column("changed_by", "Changed by", RecordLink(), made=Changed(Decision, who=True)),
        ),
    }
    registry.register(Table("seats", Seat, "Seats", (Column("board", "Board", RecordLink()),), order=("id",)))
    for name, columns in more.items():
        table = registry._by_name[name]
        for column in columns:
            table = held(column, table)
        registry.register(table)


def act(*asks, who=BRYONY, via="form"):
    return many(leave(who), asks, via=via).ids


def cell(viewer, name: str, column: str, row_id: str) -> str:
    table = registry.table(name)
    page = page_of(viewer, table, None, 50, shown_to(viewer, table, View(columns=(column,))))
    return next(row.shown[column] for row in page.rows if row.id == row_id)


def order(viewer, name: str, sort: str) -> list[str]:
    table = registry.table(name)
    return [
        row.id for row in page_of(viewer, table, None, 50, shown_to(viewer, table, View(sorts=(sort,)))).rows
    ]


def found(viewer, name: str, column: str, operator: str, *values: str) -> set[str]:
    return set(ids(viewer, name, View(where=asked(column, operator, *values))))


def ids(viewer, name: str, view: View) -> list[str]:
    table = registry.table(name)
    wanted = shown_to(viewer, table, view)
    assert not wanted.told, wanted.told
    return [row.id for row in page_of(viewer, table, None, 50, wanted).rows]


def a_meeting(row_id: str, day: date, **more) -> Add:
    when = NOW.replace(month=day.month, day=day.day)
    return Add(Meeting, {"board": board, "starts_at": when, "day": day, "planned_minutes": 60} | more, row_id)


def closed(**more) -> dict:
    return {"level": "restricted", "name": "tender", "review_on": date(2027, 4, 30)} | more


def test_a_hidden_meeting_counts_for_nobody_who_may_not_read_it():
    act(Add(Marking, closed(), marking), via="job")
    act(
        a_meeting(meeting, date(2026, 12, 9)), a_meeting(other, date(2026, 12, 2), marking=marking), via="job"
    )
    named = replace(BRYONY, markings=frozenset({marking}))
    assert [cell(who, "boards", "coming", board) for who in (named, BRYONY, BECKY)] == ["2", "1", "1"]
    assert [cell(who, "boards", "next", board) for who in (named, BECKY)] == [
        "2 Dec",
        "9 Dec",
    ]
    assert found(BECKY, "boards", "coming", "more_than", "1") == set()
    assert found(named, "boards", "coming", "more_than", "1") == {board}
    assert found(BECKY, "boards", "next", "before", "5 12 2026") == set()


def test_sums_and_averages_of_the_records_that_link_here_are_for_those_who_see_them_all():
    day, late = {"day": date(2026, 11, 3), "kind": "meeting"}, ident("late")
    minutes = [(becky, 90), (becky, 61), (becky, 60), (priya, 30)]
    act(*[Add(TimeEntry, day | {"person": who, "minutes": some}) for who, some in minutes], via="job")
    act(Add(TimeEntry, day | {"person": priya, "minutes": 900}, late), via="job")
    act(Bin(TimeEntry, late), via="job")
    told = [cell(BRYONY, "people", name, row) for row in (becky, priya) for name in ("given", "usual")]
    assert told == ["3 h 31 min", "1 h 10 min", "30 min", "30 min"]
    assert cell(BRYONY, "people", "given", ident("bryony")) == ""
    assert order(BRYONY, "people", "-given") == [becky, priya, ident("bryony")]
    assert order(BRYONY, "people", "usual") == [priya, becky, ident("bryony")]
    assert found(BRYONY, "people", "given", "is_empty") == {ident("bryony")}
    # Hers alone would look like everybody's: a rep has no such column at all.
    assert not {"given", "usual"} & {column.name for column in visible(BECKY, registry.table("people"))}


def test_links_from_the_other_side_are_asked_sorted_and_shown_by_title():
    boards = [ident(f"b{n}") for n in range(5)]
    act(*[Add(Board, {"name": f"Board {n}", "kind": "Own"}, row) for n, row in enumerate(boards)], via="job")
    seats = [Add(Seat, {"board": row, "person": becky, "role": "lead"}) for row in boards]
    twice = Add(Seat, {"board": boards[0], "person": becky, "role": "deputy"})
    act(*seats, twice, Add(Seat, {"board": boards[4], "person": priya, "role": "deputy"}), via="job")
    assert cell(PRIYA, "people", "sits", becky) == "Board 0, Board 1, Board 2 and 2 more"
    assert cell(PRIYA, "boards", "people", boards[4]) == "Becky and Priya"
    act(Bin(Board, boards[0]), via="job")
    assert cell(PRIYA, "people", "sits", becky) == "Board 1, Board 2, Board 3 and 1 more"
    bryony = ident("bryony")
    for operator, values, right in (
        ("has_any_of", (boards[1], boards[4]), {becky, priya}),
        ("has_all_of", (boards[1], boards[4]), {becky}),
        ("has_all_of", ("nothing",), set()),
        ("is", ("nothing",), set()),
        ("has_none_of", (boards[1],), {priya, bryony}),
        ("is", (boards[4],), {priya}),
        ("is_empty", (), {bryony}),
        ("is_not_empty", (), {becky, priya}),
        # One in the bin is as one that never was.
        ("has_any_of", (boards[0],), set()),
        ("has_any_of", (ident("nowhere"),), set()),
        ("has_none_of", (boards[0],), {becky, priya, bryony}),
    ):
        assert found(PRIYA, "people", "sits", operator, *values) == right, operator
    assert order(PRIYA, "people", "sits") == [becky, priya, bryony]
    assert order(PRIYA, "people", "-sits") == [priya, becky, bryony]
    said = sentences.sentence(
        PRIYA, registry.table("people"), asked("sits", "has_all_of", boards[1], boards[4])
    )
    assert said == "sits on has all of Board 1 and Board 4"
    said = sentences.sentence(PRIYA, registry.table("people"), asked("sits", "has_none_of", boards[1]))
    assert said == "sits on does not have Board 1"
    file = "".join(csv_rows(PRIYA, registry.table("people")))
    assert "Board 1; Board 2; Board 3; Board 4" in file and "Board 0" not in file
    table = registry.table("people")
    rows = page_of(PRIYA, table, None, 50, shown_to(PRIYA, table, View(find="board"))).rows
    assert [row.id for row in rows] == [becky, priya], "a word finds what is linked"


def asked(column: str, operator: str, *values: str) -> Branch:
    return Branch((Leaf(column, operator, values),))


def test_a_list_kept_as_json_is_asked_and_sorted_alike():
    bryony = ident("bryony")
    for row, areas in ((becky, ["health", "travel"]), (priya, ["schools"])):
        act(Edit(Person, row, {"cells": {"areas": areas}}), via="job")
    for operator, values, right in (
        ("has_any_of", ("health", "schools"), {becky, priya}),
        ("has_all_of", ("health", "travel"), {becky}),
        ("has_all_of", ("health", "schools"), set()),
        ("has_none_of", ("health",), {priya, bryony}),
        ("is", ("travel", "health"), {becky}),
        ("is", ("health",), set()),
        ("is_empty", (), {bryony}),
        ("is_not_empty", (), {becky, priya}),
    ):
        assert found(PRIYA, "people", "areas", operator, *values) == right, operator
    assert order(PRIYA, "people", "areas") == [becky, priya, bryony]
    assert order(PRIYA, "people", "-areas") == [priya, becky, bryony]


def test_when_and_by_whom_is_told_as_far_as_one_could_see_the_change():
    later, decision = NOW + timedelta(days=1), ident("decision")
    named = replace(BRYONY, markings=frozenset({marking}))
    act(Add(Marking, closed(), marking), via="job")
    secret = {"board": board, "text": "Ask", "marking": marking, "level": "restricted"}
    act(Add(Decision, secret, decision), who=named)
    act(Edit(Decision, decision, {"text": "Ask again"}), who=replace(named, now=later))
    act(Edit(Decision, decision, {"marking": None, "level": "members"}), who=replace(named, now=later))
    row = [cell(who, "decisions", name, decision)[:6] for who in (named, PRIYA) for name in WHEN]
    assert row == ["24 Nov", "25 Nov", "24 Nov", "24 Nov"]
    assert cell(PRIYA, "decisions", "changed_by", decision) == "Bryony"
    much_later = replace(PRIYA, now=later + timedelta(days=5))
    act(Edit(Decision, decision, {"due_on": date(2026, 12, 1)}), who=much_later)
    assert cell(PRIYA, "decisions", "changed_at", decision) == "30 Nov, 09:00"
    assert cell(BECKY, "decisions", "changed_by", decision) == "Priya"
    assert cell(BECKY, "decisions", "made_by", decision) == "Bryony"
    assert found(BECKY, "decisions", "changed_by", "is", priya) == {decision}


def test_a_change_to_a_column_of_others_is_no_change():
    act(Edit(Person, becky, {"phone": "01632 960099"}), who=replace(BRYONY, now=NOW + timedelta(days=1)))
    whole = (BRYONY, BECKY)
    assert {cell(who, "people", "changed_at", becky) for who in whole} == {"25 Nov, 09:00"}
    assert cell(PRIYA, "people", "changed_at", becky) == "24 Nov, 09:00"
    assert cell(PRIYA, "people", "changed_by", becky) == "", "the demo made her, and that is nobody"


def test_what_a_link_leads_to_is_seen_through_it():
    act(a_meeting(meeting, date(2026, 12, 9)), via="job")
    decision = ident("decision")
    act(Add(Decision, {"board": board, "text": "Ask", "meeting": meeting}, decision))
    assert cell(PRIYA, "decisions", "on", decision) == "9 Dec"
    assert cell(PRIYA, "boards", "decided", board) == "Ask"
    act(Bin(Meeting, meeting), via="job")
    assert cell(PRIYA, "boards", "decided", board) == ""
    for path in (("meeting", "board", "nothing"), ("meeting", "meeting")):
        with pytest.raises((KeyError, ValueError)):
            Lookup(Decision, path)


def test_a_lookup_through_what_one_may_not_read_is_empty():
    act(Add(Marking, closed(), marking), a_meeting(meeting, date(2026, 11, 3), marking=marking), via="job")
    spent = {"person": becky, "meeting": meeting, "day": date(2026, 11, 3), "kind": "meeting", "minutes": 60}
    act(Add(TimeEntry, spent, ident("spent")), via="job")
    named = replace(BECKY, markings=frozenset({marking}))
    through = [cell(who, "time-entries", name, ident("spent")) for who in (named, BECKY) for name in LOOKED]
    assert through == ["Short Breaks", "Operational", "", ""]
    assert found(BECKY, "time-entries", "board", "is_empty") == {ident("spent")}
    assert found(BECKY, "time-entries", "board_kind", "is", "Operational") == set()


def test_more_rows_cost_no_more_statements():
    def statements() -> int:
        with counted() as told:
            for name in ("people", "boards", "decisions"):
                page_of(PRIYA, registry.table(name))
        return len(told)

    act(Add(Seat, {"board": board, "person": becky, "role": "lead"}), via="job")
    statements()  # what is written out once is written out
    few = statements()
    boards = [Add(Board, {"name": f"Board {n}", "kind": "Own"}, ident(f"b{n}")) for n in range(9)]
    act(
        *boards, *[Add(Seat, {"board": one.id, "person": becky, "role": "lead"}) for one in boards], via="job"
    )
    assert statements() == few


def test_what_cannot_be_worked_out_is_refused_as_the_app_starts():
    for wrong in (
        lambda: Rollup(TimeEntry.person, None, TimeEntry.minutes, "middle"),
        lambda: Rollup(TimeEntry.person, None, Meeting.day, "latest"),
        lambda: Count(Organisation.successor),
    ):
        with pytest.raises(ValueError):
            wrong()
    assert {"lookup", "rollup", "count", "links", "files", "created", "changed"} == MADE.keys()
    assert all(words.endswith(".") for _, words in MADE.values())
