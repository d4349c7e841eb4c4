"""What the seeds ask of confidentiality: agreements that run out, and rules that bind everybody alike."""

import re
from datetime import date
from pathlib import Path

import pytest

import forum_app.permissions as room
from forum_app.clock import at
from forum_app.db import unguarded
from forum_app.models.control import Marking, NamedPerson
from forum_app.models.meetings import AgendaItem, Decision, Meeting, MeetingReport
from forum_app.models.people import Agreement, Role
from tests.story import code
from tests.web.browse import change, rows

SHUT = "so what is Board only or Restricted is closed to you."
ENDED = f"Your confidentiality agreement ended on Mon 23 November, {SHUT} Ask the coordinator for a new one."
NEVER = f"You have not signed the confidentiality agreement, {SHUT} Ask the coordinator for it."
STATUS = re.compile(r"\b(parents?|carers?|officers?|profession\w*)\b", re.I)


def sign(person: str) -> None:
    """Somebody signs the agreement, for a year."""
    year = {"starts_at": at(date(2026, 9, 1), 0), "ends_at": at(date(2027, 9, 1), 0)}
    with unguarded("a test signs"):
        Agreement.insert(id=f"agr{person[3:]}", person=person, signed_on=date(2026, 9, 1), **year).execute()


def run_out(person: str) -> None:
    """Their agreement ended yesterday, at midnight."""
    change(Agreement, Agreement.person == person, ends_at=at(date(2026, 11, 24), 0))


def restrict(item, *people: str) -> None:
    """Close what matches to these people alone."""
    with unguarded("a test closes an item"):
        Marking.insert(
            id="recClosed", board=code("B02"), name="plan", level="restricted", reason="not public yet",
            audience_words="those named", review_on=date(2027, 2, 1),
        ).execute()  # fmt: skip
        for person in people:
            NamedPerson.insert(id=f"nam{person[3:]}", marking="recClosed", person=person).execute()
    change(AgendaItem, item, marking="recClosed", level="restricted")


@pytest.mark.requirement("ES-91")
def test_a_rep_whose_agreement_ended_opens_nothing_closed_and_reads_why(visit):
    becky, meeting = visit("becky"), f"/meetings/{code('M26')}"
    becky.get(f"{meeting}/log")
    told = {"attended": "there", "minutes": "90", "text": "Quince scoring", "action": "Quince questions"}
    becky.post(f"{meeting}/log", {"form_key": becky.form_key(), **told})
    action = f"/decisions/{rows(Decision, Decision.text == 'Quince questions')[0].id}"
    assert "Quince scoring" in becky.read(meeting) and "Quince" in becky.read(action)
    assert "agreement" not in becky.read(meeting) + becky.read("/")
    run_out(becky.person_id)
    assert ENDED in becky.read("/") and ENDED in becky.read(meeting)
    assert becky.get(action).status_code == 404
    for page in (meeting, "/", "/time", "/tables/meeting-reports", "/tables/decisions"):
        assert "Quince" not in becky.read(page), page
    change(Agreement, Agreement.person == becky.person_id, ends_at=at(date(2027, 9, 1), 0))
    assert "Quince scoring" in becky.read(meeting) and "agreement" not in becky.read(meeting)


@pytest.mark.requirement("ES-91")
def test_a_rep_is_told_the_same_where_nothing_is_closed(visit):
    becky, plain = visit("becky"), f"/meetings/{code('M15')}"
    run_out(becky.person_id)
    with unguarded("a test opens everything"):
        closed = [row.id for row in Marking.select().where(Marking.level.in_(["board", "restricted"]))]
        Marking.update(binned_at="2026-11-24 08:00:00").where(Marking.id.in_(closed)).execute()
    assert not rows(MeetingReport, MeetingReport.meeting == code("M26"))
    assert ENDED in becky.read("/") and ENDED in becky.read(plain)


@pytest.mark.requirement("ES-91")
@pytest.mark.parametrize("who", ["priya", "bryony"])
def test_the_team_is_told_too(visit, who):
    visitor = visit(who)
    assert "confidentiality agreement" not in visitor.read("/")
    run_out(visitor.person_id)
    asked = ("the coordinator for a new one.", "Sign a new one with a co-chair.")
    told = ENDED if who == "priya" else ENDED.replace(f"Ask {asked[0]}", asked[1])
    assert told in visitor.read("/")


@pytest.mark.requirement("ES-91")
def test_a_rep_who_never_signed_is_told_what_to_do(visit):
    craig = visit("craig")
    assert NEVER in craig.read("/") and NEVER in craig.read(f"/meetings/{code('M09')}")
    sign(craig.person_id)
    assert "agreement" not in craig.read("/") + craig.read(f"/meetings/{code('M09')}")


@pytest.mark.requirement("ES-94")
def test_no_rule_of_access_speaks_of_what_somebody_is_at_home_or_at_work():
    said = {
        f"{path.name}: {line.strip()}"
        for path in Path(room.__file__).parent.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if STATUS.search(line.replace("_", " "))
    }
    assert said == set()


@pytest.mark.requirement("ES-94")
def test_one_marking_binds_rep_and_partner_alike(visit, guest_of):
    becky, guest = visit("becky"), guest_of("B02")
    meeting = rows(Meeting, Meeting.board == code("B02"), Meeting.day == "2026-12-02")[0].id
    address, item = f"/meetings/{meeting}", "Spring workplan"
    both = (becky, guest)
    assert all(item in visitor.read(address) for visitor in both)
    restrict((AgendaItem.title == item) & (AgendaItem.meeting == meeting))
    assert not any(item in visitor.read(address) for visitor in both)
    with unguarded("a test names them both"):
        for visitor in both:
            NamedPerson.insert(
                id=f"nam{visitor.person_id[3:]}", marking="recClosed", person=visitor.person_id
            ).execute()
        Agreement.delete().where(Agreement.person == becky.person_id).execute()
    assert not any(item in visitor.read(address) for visitor in both), "named, and neither has signed"
    for visitor in both:
        sign(visitor.person_id)
    assert all(item in visitor.read(address) for visitor in both)
    for visitor in both:
        run_out(visitor.person_id)
    assert not any(item in visitor.read(address) for visitor in both)


@pytest.mark.requirement("ES-94")
def test_the_name_of_a_role_opens_nothing_restricted(visit):
    gwen, meeting = visit("gwen"), rows(Meeting, Meeting.board == code("B02"), Meeting.day == "2026-12-02")[0]
    restrict((AgendaItem.title == "Spring workplan") & (AgendaItem.meeting == meeting.id), code("R06"))
    with unguarded("a test gives Gwen every role there is"):
        for role in ("coordinator", "cochair", "administrator"):
            Role.insert(
                id=f"rec{role}", person=gwen.person_id, role=role, starts_on=date(2026, 9, 1)
            ).execute()
    assert "Spring workplan" not in gwen.read(f"/meetings/{meeting.id}")
    assert "Spring workplan" in visit("becky").read(f"/meetings/{meeting.id}")
