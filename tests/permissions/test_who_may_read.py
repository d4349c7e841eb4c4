"""The table of who may read what, as people can read it, checked against the rules themselves."""

from datetime import timedelta

import pytest

from forum_app.db import unguarded
from forum_app.models.control import GuestScope, Marking, NamedPerson
from forum_app.models.coproduction import YouSaid
from forum_app.models.meetings import AgendaItem, Decision, Meeting, MeetingReport, Paper
from forum_app.models.money import Thanks
from forum_app.models.organisations import Organisation
from forum_app.permissions.errors import NotFound
from forum_app.permissions.readable import one, readable
from forum_app.permissions.reports import signs_on
from tests.permissions import forum
from tests.permissions.forum import CONTENT, LEVELS, NOON, PEOPLE, content_id, person_id, see

pytestmark = pytest.mark.postgres
PLANTS = "a test plants rows"

# At noon on 24 November. "lifted" is an embargo whose time came at noon; "embargoed" lifts a minute later.
WHO_MAY_READ = """
                                      | public members board restricted embargoed lifted
coordinator                           |  yes    yes    yes      -          -       yes
co-chair                              |  yes    yes    yes      -          -       yes
co-chair, agreement lapsed            |  yes    yes     -       -          -       yes
rep with the seat                     |  yes    yes    yes      -          -       yes
rep with the seat, no agreement       |  yes    yes     -       -          -       yes
rep with the seat, named              |  yes    yes    yes     yes        yes      yes
rep whose seat ended at noon          |  yes    yes     -      yes        yes      yes
rep who stepped aside from the board  |  yes    yes     -       -          -       yes
rep of another board                  |  yes    yes     -       -          -       yes
rep of another board, named           |  yes    yes     -      yes        yes      yes
named, agreement lapsed               |  yes    yes     -       -          -       yes
named until noon                      |  yes    yes     -       -          -       yes
treasurer                             |  yes    yes     -       -          -       yes
administrator                         |  yes    yes     -       -          -       yes
member                                |  yes    yes     -       -          -       yes
"""


def the_table() -> dict[str, set[str]]:
    lines = WHO_MAY_READ.strip("\n").splitlines()
    levels = lines[0].partition("|")[2].split()
    table = {}
    for line in lines[1:]:
        name, _, answers = line.partition("|")
        table[name.strip()] = {
            level for level, answer in zip(levels, answers.split(), strict=True) if answer == "yes"
        }
    return table


@pytest.fixture(autouse=True)
def planted(database):
    forum.plant()


def levels_read(model, viewer) -> set[str]:
    return {row.id.partition("-")[2] for row in readable(model, viewer).select(model.id)}


@pytest.mark.parametrize("name", the_table(), ids=lambda name: name.replace(" ", "-"))
def test_each_person_reads_the_levels_of_the_table(name):
    for model in CONTENT:
        assert levels_read(model, see(name)) == the_table()[name], model.__name__


def test_the_table_names_everybody_but_guests_and_those_aside():
    apart = {"rep aside from the item, named", "guest of the board", "guest of another board"}
    assert set(the_table()) == set(PEOPLE) - apart


def test_what_a_person_may_not_read_is_not_found_and_not_counted():
    rep = see("rep of another board")
    with pytest.raises(NotFound):
        one(Paper, content_id(Paper, "board"), rep)
    with pytest.raises(NotFound):
        one(Paper, "recNoSuchPaper000", rep)
    assert readable(Paper, rep).count() == 3


def test_stepping_aside_from_an_item_wins_over_every_right():
    rep = see("rep aside from the item, named")
    assert levels_read(AgendaItem, rep) == set()
    assert levels_read(Paper, rep) == set(), "a paper is at least as closed as its item"
    assert levels_read(Decision, rep) == set(LEVELS), "what does not hang from the item stays"


def test_a_guest_reads_members_content_of_their_board_alone():
    assert levels_read(AgendaItem, see("guest of the board")) == {"public", "members", "lifted"}
    assert levels_read(AgendaItem, see("guest of another board")) == set()
    assert levels_read(MeetingReport, see("guest of the board")) == set(), "reports are the forum's own"
    assert [row.id for row in readable(Meeting, see("guest of another board"))] == ["meeting-there"]


def test_a_guest_who_was_sent_one_meeting_reads_nothing_else_of_its_board():
    with unguarded(PLANTS):
        meeting = Meeting.get(Meeting.id == "meeting-here")
        Meeting.insert(
            id="meeting-next", board="here", starts_at=meeting.starts_at, day=meeting.day, planned_minutes=90
        ).execute()
        Decision.insert(
            id="of-the-board", kind="decision", state="noted", board="here", text="loose"
        ).execute()
        GuestScope.update(meeting="meeting-here").where(
            GuestScope.person == person_id("guest of the board")
        ).execute()
    guest = see("guest of the board")
    assert [row.id for row in readable(Meeting, guest)] == ["meeting-here"]
    assert levels_read(AgendaItem, guest) == {"public", "members", "lifted"}
    assert "of-the-board" not in {row.id for row in readable(Decision, guest)}


def test_a_guest_of_one_board_and_one_meeting_of_another_reads_both():
    guest = person_id("guest of the board")
    with unguarded(PLANTS):
        GuestScope.insert(
            id="one-more",
            person=guest,
            board="there",
            meeting="meeting-there",
            until=NOON + timedelta(days=1),
        ).execute()
    assert {row.id for row in readable(Meeting, see("guest of the board"))} == {
        "meeting-here",
        "meeting-there",
    }


def test_thanks_are_read_by_whom_they_thank_once_they_are_sent():
    rep = person_id("rep with the seat")
    with unguarded(PLANTS):
        for state in ("draft", "sent"):
            Thanks.insert(id=state, person=rep, text="Thank you", day=NOON.date(), state=state).execute()
    assert {row.id for row in readable(Thanks, see("rep with the seat"))} == {"sent"}
    assert {row.id for row in readable(Thanks, see("co-chair"))} == {"draft", "sent"}


def test_what_was_said_in_a_closed_meeting_is_as_closed():
    with unguarded(PLANTS):
        Organisation.insert(id="body", name="Body").execute()
        YouSaid.insert(id="said", said="We asked", organisation="body", meeting="meeting-here").execute()
    assert readable(YouSaid, see("member")).count() == 1
    with unguarded(PLANTS):
        Meeting.update(marking="restricted").where(Meeting.id == "meeting-here").execute()
    assert readable(YouSaid, see("member")).count() == 0


def test_an_embargo_falls_at_its_minute():
    member = see("member", NOON + timedelta(seconds=59))
    assert "embargoed" not in levels_read(Paper, member)
    assert "embargoed" in levels_read(Paper, see("member", NOON + timedelta(minutes=1)))


def test_an_agreement_and_a_seat_that_end_at_noon_end_access_at_noon():
    before = NOON - timedelta(seconds=1)
    for name in ("co-chair, agreement lapsed", "rep whose seat ended at noon"):
        assert "board" in levels_read(Paper, see(name, before))
        assert "board" not in levels_read(Paper, see(name))


def test_a_marking_and_its_list_show_only_to_those_who_may_look_behind_it():
    assert {row.id for row in readable(Marking, see("member"))} == {"lifted"}
    assert {row.id for row in readable(Marking, see("coordinator"))} == {"board", "lifted"}
    assert (
        readable(NamedPerson, see("rep of another board")).where(NamedPerson.marking == "board").count() == 0
    )
    named = see("rep of another board, named")
    assert {row.id for row in readable(Marking, named)} == {"restricted", "embargoed", "lifted"}


def test_a_meeting_that_is_marked_closes_all_that_hangs_from_it(database):
    from forum_app.db import unguarded

    with unguarded("a test marks the meeting"):
        Meeting.update(marking="restricted").where(Meeting.id == "meeting-here").execute()
    for model in CONTENT:
        assert levels_read(model, see("rep with the seat")) == set(), model.__name__
    assert "members" in levels_read(Paper, see("rep with the seat, named"))


def test_nobody_without_an_active_account_is_a_viewer(database):
    from forum_app.db import unguarded
    from forum_app.models.control import Account

    with unguarded("a test closes an account"):
        Account.update(active=False).where(Account.person == forum.person_id("coordinator")).execute()
    assert see("coordinator") is None


def test_a_paper_of_an_item_one_stands_aside_from_shows_no_sign():
    """The signs on a meeting's papers are those of papers that one may read."""
    assert {sign.marking_id for sign in signs_on(see("rep with the seat, named"), "meeting-here")}
    assert not signs_on(see("rep aside from the item, named"), "meeting-here")
