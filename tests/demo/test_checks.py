"""What each table refuses, tried on rows of the demo; and that every table is described, for its audience."""

from datetime import date, datetime, time, timedelta

import pytest

from forum_app.clock import LONDON
from forum_app.db import unguarded
from forum_app.models import RECORDS
from forum_app.models.boards import Board, BoardLink, QuorumPart, SchoolHours, SchoolTerm, Seat
from forum_app.models.control import Marking
from forum_app.models.coproduction import Consultation, DataComplaint, PlanOutcome, YouSaid
from forum_app.models.meetings import AgendaItem, Decision, Escalation, Meeting, Paper, ReservedAnswer
from forum_app.models.money import Claim, ClaimLine, Offer, Posting, TimeEntry
from forum_app.models.organisations import Organisation
from forum_app.models.people import Agreement, Declaration, Person, Role
from forum_app.models.post import Preference
from forum_app.permissions.abilities import require
from forum_app.permissions.audiences import AUDIENCES, BY_ROW
from forum_app.permissions.roles import command_line
from forum_app.records import registry, write
from forum_app.records.errors import RuleBroken
from tests.demo.build import NOW, describe_tables

describe_tables()
NOON = datetime(2026, 12, 2, 12, tzinfo=LONDON)
REFUSED = [
    ("a person without a name", Person, {}, {"name": ""}, "name"),
    ("a role that ends before it starts", Role, {}, {"ends_at": NOON - timedelta(days=900)}, "ends_at"),
    ("an agreement that ends as it starts", Agreement, {}, {"starts_at": NOON, "ends_at": NOON}, "ends_at"),
    ("something and nothing declared", Declaration, {"nothing": True}, {"text": "Governor"}, "nothing"),
    (
        "an organisation ended before it began",
        Organisation,
        {},
        {"started_on": date(2027, 1, 1), "ended_on": date(2026, 1, 1)},
        "ended_on",
    ),
    (
        "a quorum part of a body and a sector",
        QuorumPart,
        {"sector": ""},
        {"sector": "Health"},
        "organisation",
    ),
    ("a seat that ends before it starts", Seat, {"role": "lead"}, {"ends_on": date(2020, 1, 1)}, "ends_on"),
    ("back before stepping aside", Seat, {"role": "lead"}, {"aside_until": date(2027, 1, 1)}, "aside_from"),
    ("a half-term that runs backwards", SchoolTerm, {}, {"last_day": date(2020, 1, 1)}, "last_day"),
    ("school hours that run backwards", SchoolHours, {}, {"ends_at": time(8)}, "ends_at"),
    ("a closed thing without a reason", Marking, {"level": "restricted"}, {"reason": ""}, "reason"),
    ("a closed thing for nobody", Marking, {"level": "board"}, {"audience_words": ""}, "audience_words"),
    ("an embargo without a reason", Marking, {"level": "public"}, {"reason": ""}, "reason"),
    ("a closed thing never looked at again", Marking, {"level": "board"}, {"review_on": None}, "review_on"),
    ("Board only for no board", Marking, {"level": "board"}, {"board": None}, "board"),
    (
        "a day that is not that of the start",
        Meeting,
        {"code": "M05"},
        {"day": date(2026, 9, 17)},
        "starts_at",
    ),
    (
        "an invite after the meeting",
        Meeting,
        {"code": "M05"},
        {"invited_on": date(2026, 9, 17)},
        "invited_on",
    ),
    (
        "a restricted item without a marking",
        AgendaItem,
        {"level": "members"},
        {"level": "restricted"},
        "level",
    ),
    ("a Board only paper without a marking", Paper, {"level": "members"}, {"level": "board"}, "level"),
    ("a reserved decision with no day", Decision, {"kind": "reserved"}, {"answer_by": None}, "answer_by"),
    ("done on a day and still open", Decision, {"code": "A01"}, {"state": "open"}, "state"),
    ("an answer at no moment", ReservedAnswer, {"answer": ""}, {"answer": "support"}, "answer"),
    ("an answer nobody offered", ReservedAnswer, {"answer": "support"}, {"answer": "perhaps"}, "answer"),
    ("an answer due before it was asked", Escalation, {}, {"due_on": date(2026, 1, 1)}, "due_on"),
    ("no time at all", TimeEntry, {"row": "T01"}, {"minutes": 0}, "minutes"),
    ("more than a day in a day", TimeEntry, {"row": "T01"}, {"minutes": 1500}, "minutes"),
    ("more taken than offered", Offer, {"code": "P13"}, {"taken_pence": 2625}, "taken_pence"),
    ("declined, yet taken", Offer, {"code": "P03"}, {"taken_pence": 100}, "taken_pence"),
    ("approved by nobody", Claim, {"code": "C06"}, {"state": "approved"}, "approved_by"),
    ("paid on no day", Claim, {"code": "C04"}, {"state": "paid"}, "paid_on"),
    ("miles for parking", ClaimLine, {"kind": "parking"}, {"miles": 3}, "miles"),
    (
        "a consultation that closes before it opens",
        Consultation,
        {"code": "Q01"},
        {"closes_on": date(2026, 1, 1)},
        "closes_on",
    ),
    (
        "more open comments than comments",
        Consultation,
        {"code": "Q01"},
        {"comments_open": 30},
        "comments_open",
    ),
    ("a baseline written anew", PlanOutcome, {}, {"baseline": "Better than it was"}, "baseline"),
    ("not done, and no reason why", YouSaid, {"outcome": "not_done"}, {"reason": ""}, "reason"),
    ("closed before it came", DataComplaint, {}, {"closed_on": date(2026, 1, 1)}, "received_on"),
    ("a digest at night", Preference, {}, {"hour": 22}, "hour"),
]


def put(edit) -> None:
    write.one(require(command_line(NOW), "edit_record"), edit, via="command")


def first(model, **values):
    with unguarded("a test picks a row to try"):
        return (
            model.get(*(getattr(model, name) == value for name, value in values.items()))
            if values
            else model.select().first()
        )


@pytest.mark.parametrize(
    ("model", "where", "values", "field"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refused(demo, model, where, values, field):
    row = first(model, **where)
    with pytest.raises(RuleBroken) as broken:
        put(write.Edit(model, row.id, values))
    assert broken.value.field == field
    assert broken.value.words and "!" not in broken.value.words
    assert first(model, id=row.id).version == row.version


@pytest.mark.parametrize("field", ["approver", "approved_by"])
def test_nobody_approves_their_own_claim(demo, field):
    claim = first(Claim, code="C13")
    with pytest.raises(RuleBroken) as broken:
        put(write.Edit(Claim, claim.id, {field: claim.person_id}))
    assert broken.value.field == field


def test_a_board_is_not_linked_to_itself(demo):
    link = first(BoardLink)
    with pytest.raises(RuleBroken):
        put(write.Edit(BoardLink, link.id, {"to_board": link.from_board_id}))


def test_money_that_moved_is_reversed_never_changed(demo):
    posting = first(Posting)
    with pytest.raises(RuleBroken):
        put(write.Edit(Posting, posting.id, {"pence": 1}))
    side = {"movement": "C01 approved", "day": posting.day, "account": "under the bed", "pence": 5}
    with pytest.raises(RuleBroken):
        put(write.Add(Posting, side))


def test_every_table_is_described_once(demo):
    described = [table.model for table in registry.tables()]
    assert set(described) == set(RECORDS) and len(described) == len(RECORDS)
    assert all(table.name == table.name.lower().replace("_", "-") for table in registry.tables())


def test_every_column_has_an_audience(demo):
    for table in registry.tables():
        for column in table.columns:
            assert table.audience(column.name) in AUDIENCES.keys() | BY_ROW, (table.name, column.name)


def test_people_have_at_least_a_name_an_email_and_a_town(demo):
    people = registry.table("people")
    assert {"Name", "Email", "Town"} <= {column.label for column in people.columns}
    assert people.natural_key == "email"
    assert people.audience("email") == "self_team" and people.audience("contact_wishes") == "self_coordinator"


def test_every_row_of_the_demo_can_be_written_again(demo):
    """Each row's own values pass its kinds and checks: nothing in the demo is an exception."""
    from forum_app.records.values import checked

    viewer = command_line(NOW)
    for table in registry.tables():
        with unguarded("a test reads every row"):
            names = [field.name for field in table.model._meta.sorted_fields]
            rows = [dict(zip(names, row, strict=True)) for row in table.model.select().tuples()]
        for row in rows:
            for column in table.stored:
                assert checked(table, column.name, row[column.name]) == row[column.name]
            for check in table.checks:
                check(row, row, viewer)


def test_a_title_for_every_row(demo):
    for table in registry.tables():
        with unguarded("a test reads every row"):
            rows = list(table.model.select())
        assert all(isinstance(table.title(row), str) and table.title(row) for row in rows), table.name


def test_a_vacancy_and_a_board_without_a_limit_may_be(demo):
    assert first(Seat, role="deputy", person=None).id
    assert first(Board, code="B14").limit_minutes is None
