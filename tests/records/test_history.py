"""History tells what was, to those who may know it today and might have known it then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from forum_app.models.boards import Board
from forum_app.models.control import Marking, NamedPerson
from forum_app.models.meetings import Decision
from forum_app.models.people import Person
from forum_app.permissions.errors import NotFound
from forum_app.permissions.roles import open_markings
from forum_app.records import write
from forum_app.records.history import Was, history_of
from forum_app.records.write import Add, Bin, Edit, many

from .conftest import BECKY, BRYONY, PRIYA, becky, board, ident, leave, priya

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("forum")]
REVIEW = {"review_on": date(2027, 4, 30), "name": "tender", "level": "restricted"}


def act(*asks, who=BRYONY, via="form", **more):
    return many(leave(who), asks, via=via, **more)


def cells(viewer, model, row_id) -> list[tuple[Was, ...]]:
    return [entry.cells for entry in history_of(viewer, model, row_id)]


def afresh(viewer):
    """The viewer of the next request."""
    return replace(viewer, markings=open_markings(viewer))


def test_history_says_who_did_what_newest_first():
    act(Edit(Person, becky, {"town": "Lindale"}), words="Moved", who=PRIYA)
    act(Bin(Person, becky))
    binned, moved, added = history_of(BRYONY, Person, becky)
    assert (binned.kind, moved.kind, added.kind) == ("bin", "edit", "add")
    assert (moved.who, moved.words, moved.via, moved.at) == ("Priya", "Moved", "form", PRIYA.now)
    assert moved.cells == (Was("town", "Town", "Saltmere", "Lindale"),)
    assert Was("name", "Name", "", "Becky") in added.cells


def test_links_are_told_by_title_and_dates_in_words():
    values = {"board": board, "text": "Ask", "owner": becky, "due_on": date(2026, 12, 8)}
    decision = write.new_id()
    act(Add(Decision, values, decision))
    act(Edit(Decision, decision, {"owner": priya}))
    edited, added = cells(BRYONY, Decision, decision)
    assert edited == (Was("owner", "Who", "Becky", "Priya"),)
    assert Was("due_on", "Due", "", "Tue 8 December") in added


def test_a_column_one_may_not_see_is_not_in_the_history_either():
    act(Edit(Person, becky, {"phone": "01632 960007"}))
    assert cells(PRIYA, Person, becky)[0] == ()
    own = cells(BECKY, Person, becky)[0]
    assert own == cells(BRYONY, Person, becky)[0]
    assert [was.field for was in own] == ["phone"]


def test_a_record_one_may_not_read_has_no_history():
    with pytest.raises(NotFound):
        history_of(BRYONY, Person, ident("nobody"))
    marking, decision = write.new_id(), write.new_id()
    closed = {"board": board, "text": "Secret", "marking": marking, "level": "restricted"}
    act(Add(Marking, REVIEW, marking), Add(Decision, closed, decision))
    with pytest.raises(NotFound):
        history_of(afresh(BRYONY), Decision, decision)


@pytest.fixture
def once_restricted():
    """A decision written at Members, marked and rewritten, then opened again with plainer words."""
    marking, decision = write.new_id(), write.new_id()
    act(
        Add(Marking, REVIEW, marking),
        Add(NamedPerson, {"marking": marking, "person": priya}),
        Add(Decision, {"board": board, "text": "Plain"}, decision),
    )
    closed = {"text": "Secret", "marking": marking, "level": "restricted"}
    act(Edit(Decision, decision, closed), who=afresh(PRIYA))
    act(Edit(Decision, decision, {"text": "Open", "marking": None, "level": "members"}))
    return marking, decision


def test_an_old_value_is_told_only_under_the_level_it_had(once_restricted):
    _marking, decision = once_restricted

    def texts(viewer):
        told = [was for entry in cells(viewer, Decision, decision) for was in entry if was.field == "text"]
        return [(was.old, was.new) for was in told]

    assert texts(afresh(PRIYA)) == [("Secret", "Open"), ("Plain", "Secret"), ("", "Plain")]
    assert texts(afresh(BECKY)) == [(None, "Open"), ("Plain", None), ("", "Plain")]
    assert texts(afresh(BRYONY)) == [(None, "Open"), ("Plain", None), ("", "Plain")]


def test_lowering_the_marking_itself_opens_no_old_words(once_restricted):
    marking, decision = once_restricted
    act(Edit(Marking, marking, {"level": "members"}))
    assert [was.old for entry in cells(afresh(BECKY), Decision, decision)[:1] for was in entry] == [None]
    act(Edit(Marking, marking, {"level": "board", "board": board}))
    seated = afresh(replace(BECKY, boards=frozenset({board})))
    assert marking in seated.markings
    assert [was.old for entry in cells(seated, Decision, decision)[:1] for was in entry] == [None]


def test_what_was_written_under_an_embargo_stays_with_those_who_were_briefed():
    marking, decision = write.new_id(), write.new_id()
    until = BRYONY.now + timedelta(days=1)
    closed = {"board": board, "text": "Draft", "marking": marking}
    act(
        Add(Marking, {**REVIEW, "level": "members", "embargoed_until": until}, marking),
        Add(NamedPerson, {"marking": marking, "person": priya}),
        Add(Decision, closed, decision),
    )
    act(Edit(Decision, decision, {"text": "Final"}), who=afresh(PRIYA))
    later = [afresh(replace(who, now=until)) for who in (PRIYA, BECKY)]
    assert [cells(who, Decision, decision)[0][0].new for who in later] == ["Final", "Final"]
    assert [cells(who, Decision, decision)[0][0].old for who in later] == ["Draft", None]


def test_a_board_that_is_named_anew_shows_both_names():
    act(Edit(Board, board, {"name": "Breaks"}))
    assert cells(PRIYA, Board, board)[0] == (Was("name", "Name", "Short Breaks", "Breaks"),)
