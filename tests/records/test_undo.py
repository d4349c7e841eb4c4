"""What was done can be taken back, the next day too, as far as nobody has changed it since."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from forum_app.features.undo.words import told
from forum_app.models.boards import Board
from forum_app.models.control import Aside, ChangeGroup, Marking, NamedPerson
from forum_app.models.meetings import Decision
from forum_app.models.money import Posting, TimeEntry
from forum_app.models.organisations import Organisation
from forum_app.models.people import Person, Role
from forum_app.permissions.errors import NotFound
from forum_app.permissions.roles import open_markings
from forum_app.records import write
from forum_app.records.errors import RuleBroken
from forum_app.records.history import Cell, undo
from forum_app.records.write import Add, Bin, Edit, many

from .conftest import BECKY, BRYONY, NOW, PRIYA, becky, board, leave, priya, row_of, rows_of, viewer

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("forum")]
ENTRY = {"person": becky, "day": date(2026, 11, 11), "kind": "meeting", "minutes": 90}
TREASURER = viewer("bryony", "coordinator", "treasurer")


def act(*asks, who=BRYONY, via="form", **more):
    return many(leave(who), asks, via=via, **more).group_id


def test_undo_puts_back_an_act_the_next_day():
    entry = write.new_id()
    moved = Edit(Person, becky, {"town": "Lindale"})
    done = act(Add(TimeEntry, ENTRY, entry), moved, who=BECKY, words="Logged")
    tomorrow = replace(BECKY, now=BECKY.now + timedelta(days=1))
    undone = undo(tomorrow, done, via="form")
    assert row_of(TimeEntry, entry).binned_at == tomorrow.now
    assert row_of(Person, becky).town == "Saltmere"
    assert undone.left == ()
    assert Cell("people", becky, "Becky", "town", "Town", "Saltmere") in undone.put_back
    group = row_of(ChangeGroup, undone.group_id)
    assert (group.undoes, group.words) == (done, "Undone: Logged")


def test_an_undo_can_be_undone_again_and_again():
    entry = write.new_id()
    done = act(Add(TimeEntry, ENTRY, entry), Edit(Person, becky, {"town": "Lindale"}))
    for turn in range(4):
        done = undo(BRYONY, done, via="form").group_id
        assert (row_of(TimeEntry, entry).binned_at is None) == bool(turn % 2)
        assert row_of(Person, becky).town == ("Lindale" if turn % 2 else "Saltmere")
        assert row_of(ChangeGroup, done).words == f"{'Done again' if turn % 2 else 'Undone'}: edit_record"


def test_undoing_twice_changes_nothing_more():
    done = act(Edit(Person, becky, {"town": "Lindale"}))
    undo(BRYONY, done, via="form")
    again = undo(BRYONY, done, via="form")
    assert (again.group_id, again.put_back) == ("", ())
    assert again.left == (Cell("people", becky, "Becky", "town", "Town", "Saltmere"),)


def test_cells_changed_since_are_left_and_listed():
    done = act(Edit(Person, becky, {"town": "Lindale", "name": "Becky F"}))
    act(Edit(Person, becky, {"town": "Marlbeck"}), who=PRIYA)
    undone = undo(BRYONY, done, via="form")
    assert [cell.field for cell in undone.put_back] == ["name"]
    assert undone.left == (Cell("people", becky, "Becky", "town", "Town", "Marlbeck"),)
    assert (row_of(Person, becky).town, row_of(Person, becky).name) == ("Marlbeck", "Becky")


def test_a_new_record_that_somebody_worked_on_is_left():
    entry = write.new_id()
    done = act(Add(TimeEntry, ENTRY, entry))
    act(Edit(TimeEntry, entry, {"words": "Much to read"}))
    undone = undo(BRYONY, done, via="form")
    assert row_of(TimeEntry, entry).binned_at is None
    assert (undone.group_id, [cell.id for cell in undone.left]) == ("", [entry])


def test_what_was_binned_comes_back_with_its_links():
    host = write.new_id()
    act(Add(Organisation, {"name": "Council"}, host), Edit(Board, board, {"host": host}))
    done = act(Bin(Organisation, host))
    undo(BRYONY, done, via="form")
    assert row_of(Organisation, host).binned_at is None
    assert row_of(Board, board).host_id == host


def test_only_the_one_who_did_it_or_the_coordinator_may_undo():
    done = act(Edit(Person, becky, {"town": "Lindale"}), who=BECKY)
    for who in (PRIYA, viewer("leon", "administrator")):
        with pytest.raises(NotFound):
            undo(who, done, via="form")
    undo(BRYONY, done, via="form")
    assert row_of(Person, becky).town == "Saltmere"
    with pytest.raises(NotFound):
        undo(BRYONY, "recNoSuchGroup000", via="form")


def test_who_is_no_longer_coordinator_takes_back_nothing_she_did_as_one():
    done = act(Edit(Person, becky, {"town": "Lindale"}))
    undone = undo(BRYONY, done, via="form").group_id
    since = replace(BRYONY, roles=frozenset())
    for group in (done, undone):
        with pytest.raises(NotFound):
            undo(since, group, via="form")
    assert row_of(Person, becky).town == "Saltmere"


def test_rows_one_may_not_read_stay_and_are_not_mentioned():
    entry = write.new_id()
    done = act(Edit(Person, becky, {"town": "Lindale"}), Add(TimeEntry, ENTRY, entry), who=PRIYA)
    undone = undo(PRIYA, done, via="form")
    assert [cell.table for cell in undone.put_back] == ["people"]
    assert undone.left == ()
    assert row_of(TimeEntry, entry).binned_at is None


def test_an_act_of_which_one_may_read_nothing_is_not_there():
    marking, decision = write.new_id(), write.new_id()
    done = act(
        Add(Marking, {"review_on": date(2027, 4, 30)}, marking),
        Add(Decision, {"board": board, "text": "X", "marking": marking, "level": "restricted"}, decision),
        who=PRIYA,
    )
    for who in (BRYONY, PRIYA):
        with pytest.raises(NotFound):
            undo(who, done, via="form")
    assert row_of(Decision, decision).binned_at is None


def test_words_from_behind_a_marking_do_not_come_back_in_the_open():
    marking, decision = write.new_id(), write.new_id()
    act(
        Add(Marking, {"review_on": date(2027, 4, 30)}, marking),
        Add(NamedPerson, {"marking": marking, "person": priya}),
        Add(
            Decision, {"board": board, "text": "Secret", "marking": marking, "level": "restricted"}, decision
        ),
    )
    reworded = act(Edit(Decision, decision, {"text": "Plain"}), who=PRIYA)
    act(Edit(Decision, decision, {"marking": None, "level": "members"}))
    named = replace(PRIYA, markings=open_markings(PRIYA))
    undone = undo(named, reworded, via="form")
    assert [cell.field for cell in undone.left] == ["text"]
    assert row_of(Decision, decision).text == "Plain"


def test_money_that_moved_is_reversed_and_the_reversal_too():
    sides = [
        Add(Posting, {"movement": "m", "day": date(2026, 11, 13), "account": account, "pence": pence})
        for account, pence in (("bank", -100), ("payments", 100))
    ]
    done = act(*sides, who=TREASURER)
    undone = undo(TREASURER, done, via="form")
    first, second, *reversals = rows_of(Posting)
    assert {row.reverses for row in reversals} == {first.id, second.id}
    assert len({row.movement for row in reversals}) == 1
    assert {row.day for row in reversals} == {TREASURER.today}
    for account in ("bank", "payments"):
        assert sum(row.pence for row in rows_of(Posting) if row.account == account) == 0
    assert undo(TREASURER, done, via="form").group_id == ""
    undo(TREASURER, undone.group_id, via="form")
    assert sum(row.pence for row in rows_of(Posting) if row.account == "bank") == -100


def test_a_whole_import_is_taken_back():
    done = act(*[Add(TimeEntry, ENTRY) for _ in range(1200)], via="import")
    undone = undo(BRYONY, done, via="form")
    assert len({cell.id for cell in undone.put_back}) == 1200
    assert sum(bool(cell.title) for cell in undone.put_back) == 200, "nobody reads them all"
    assert told(undone).endswith("and 1,198 more.")
    assert all(row.binned_at for row in rows_of(TimeEntry))


def test_a_role_is_not_turned_back_by_whoever_once_could():
    role = write.new_id()
    done = act(
        Add(Role, {"person": becky, "role": "cochair", "starts_on": date(2026, 9, 1)}, role), who=PRIYA
    )
    for who in (PRIYA, BRYONY):
        with pytest.raises(RuleBroken, match="own page"):
            undo(who, done, via="form")
    assert row_of(Role, role).binned_at is None


def test_who_stands_aside_does_not_come_back_by_their_own_undo():
    aside = write.new_id()
    done = act(Add(Aside, {"person": becky, "table": "decisions", "row": "x"}, aside), who=BECKY)
    with pytest.raises(RuleBroken, match="coordinator or a co-chair"):
        undo(BECKY, done, via="form")
    assert row_of(Aside, aside).binned_at is None


def test_a_later_embargo_is_undone_like_any_other_change():
    marking = write.new_id()
    act(
        Add(Marking, {"review_on": date(2027, 4, 30)}, marking),
        Add(NamedPerson, {"marking": marking, "person": priya}),
    )
    cochair = replace(PRIYA, roles=PRIYA.roles | {"cochair"}, markings=frozenset({marking}))
    done = act(Edit(Marking, marking, {"embargoed_until": NOW + timedelta(days=9)}), who=cochair)
    undo(cochair, done, via="form")
    assert row_of(Marking, marking).embargoed_until is None


def test_who_may_see_is_changed_back_only_by_those_who_may_lower_it():
    decision, marking = write.new_id(), write.new_id()
    act(Add(Decision, {"board": board, "text": "Open"}, decision))
    done = act(
        Add(Marking, {"review_on": date(2027, 4, 30)}, marking),
        Add(NamedPerson, {"marking": marking, "person": priya}),
        Edit(Decision, decision, {"marking": marking, "level": "restricted"}),
        who=PRIYA,
    )
    with pytest.raises(RuleBroken, match="coordinator or a co-chair"):
        undo(replace(PRIYA, markings=open_markings(PRIYA)), done, via="form")
    assert row_of(Decision, decision).marking_id == marking
    cochair = replace(PRIYA, roles=PRIYA.roles | {"cochair"}, markings=open_markings(PRIYA))
    undo(cochair, done, via="form")
    assert (row_of(Decision, decision).marking_id, row_of(Decision, decision).level) == (None, "members")
