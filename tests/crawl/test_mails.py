"""Every mail that leaves, read whole: nothing that its reader may not see, and nothing closed at all."""

import email
import email.policy
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from forum_app.config import Settings
from forum_app.db import db, unguarded
from forum_app.features.digests import mail as digest_mail
from forum_app.jobs import worker
from forum_app.models.boards import Seat
from forum_app.models.meetings import Decision, Meeting, OutcomeFeedback, RepRequest
from forum_app.models.post import Mail
from forum_app.permissions.abilities import Grant
from forum_app.permissions.roles import command_line
from forum_app.records import outbox, write
from forum_app.records.outbox import Mailing
from tests.permissions.forum import NOON

from .canaries import Place
from .conftest import connected, serve
from .oracle import AS, OPEN, PARENTS, Oracle, Who
from .people import CLOSED, MENTIONED
from .readings import readings

TO_AN_OFFICER = {"contacts.name", "boards.name", "rep_requests.text", "rep_requests.answer"}
KEEPERS = ("bryony-coordinator", "hannah-co-chair", "priya-co-chair")


@pytest.fixture
def sent(planted, copy_of, at_noon, monkeypatch) -> list[tuple[str, str, set[Place]]]:
    """Every mail of a worker's round: to whom, of which kind, and the planted places found in it."""
    path = copy_of(planted.path)
    monkeypatch.setenv("FORUM_BASE_URL", "http://127.0.0.1:8000")
    serve(path)
    settings = Settings(
        f"sqlite:///{path}", "k" * 32, f"folder:{path.parent / 'mail'}", "http://127.0.0.1:8000"
    )
    with connected(path):
        with unguarded("a test queues mail"):
            of_each_kind = {
                (row.marking_id, row.level, row.meeting_id == CLOSED): row.id
                for row in Decision.select().order_by(Decision.id)
            }
            left = [row[0] for row in Seat.select(Seat.id).where(Seat.aside_from.is_null(False)).tuples()]
            outbox.queue(
                Mailing("decision_answered", person, (("decisions", decision),), f"{person} {decision}")
                for person in planted.people.values()
                for decision in of_each_kind.values()
                if person and AS not in person
            )
            outbox.queue(
                Mailing("cover_wanted", person, (("seats", seat),), f"{person} {seat}")
                for person in planted.people.values()
                for seat in left
                if person and AS not in person
            )
            outbox.queue(
                Mailing(kind, planted.people[name], (("roles", "bin-roles"),), f"{kind} {name}")
                for kind in (
                    "digest_test",
                    "digest_test_rep",
                    "digest_test_coordinator",
                    "role_changed",
                    "own_page",
                    "password_changed",
                    "second_step_on",
                )
                for name in KEEPERS
            )
            outbox.queue(
                Mailing(
                    "second_step_reset", planted.people[name], (("people", planted.people["becky"]),), name
                )
                for name in (*KEEPERS, "becky")
            )
            outbox.queue(
                Mailing("mention", person, (("record_comments", comment),), f"{person} {comment}")
                for person in planted.people.values()
                for comment, _table, _row in MENTIONED
                if person and AS not in person
            )
            outbox.queue(_owed_back(planted))
        _change_meetings(planted.people.values())
        worker.work(settings, name="a test")
        with unguarded("a test reads what was sent"):
            rows = {row[0]: row[1:] for row in Mail.select(Mail.id, Mail.person, Mail.kind).tuples()}
    return [
        (*rows[file.stem], planted.canaries.found_in(_whole(file)))
        for file in sorted((path.parent / "mail").glob("*.eml"))
    ]


def _change_meetings(people) -> None:
    """An open meeting and a closed one get another link and are moved, and everybody would be told."""
    grant = Grant(command_line(NOON), "edit_meeting")
    for meeting in ("meeting-here", "closed-ahead"):
        write.one(grant, write.Edit(Meeting, meeting, {"planned_minutes": 75, "join_link": ""}), via="job")
    with unguarded("a test queues mail"):
        outbox.queue(
            Mailing(
                "meeting_changed", person, (("meetings", meeting), ("versions", "1")), f"{person} {meeting}"
            )
            for person in people
            for meeting in ("meeting-here", "closed-ahead")
            if person and AS not in person
        )


def _owed_back(planted) -> Iterator[Mailing]:
    """Every mail about what is owed, barriers and questions to everybody, and each officer's own."""
    about = {
        "question_asked": "decisions",
        "feedback_came": "outcome_feedback",
        "escalation_asked": "escalations",
    }
    OutcomeFeedback.update(given_on=NOON.date()).where(OutcomeFeedback.meeting.is_null(False)).execute()
    people = [person for person in planted.people.values() if person and AS not in person]
    for (kind, table), person in product(about.items(), people):
        some = {
            (row.get("marking_id"), row.get("meeting_id") == CLOSED): key
            for key, row in planted.rows[table].items()
        }
        for row in some.values():
            yield Mailing(kind, person, ((table, row),), f"{kind} {person} {row}")
    for chase in planted.rows["feedback_chases"]:
        parts = (("feedback_chases", chase),)
        yield Mailing("thanks_asked", None, parts, f"officer {chase}", to="officer@example.org", secret="s")
    for request, row in planted.rows["rep_requests"].items():
        RepRequest.update(reply=row["reply"] or "no").where(RepRequest.id == request).execute()
        parts = (("rep_requests", request), ("people", planted.people["bryony-coordinator"]))
        yield Mailing("request_answered", None, parts, f"answered {request}", to="officer@example.org")


def _whole(file: Path) -> str:
    """A mail as it travels, read every way, and each of its parts as a mail reader shows it."""
    raw = file.read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [str(part.get_content()) for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([readings(raw), *map(str, message.values()), *parts])


def test_a_mail_says_nothing_its_reader_may_not_see_and_nothing_that_is_closed(sent, planted):
    oracle = planted.oracle()
    leaks = {
        f"{kind} to {person}: {place}"
        for person, kind, places in sent
        for place in places
        if not _may_travel(oracle, person, place)
    }
    assert not leaks, "\n".join(sorted(leaks)[:40])
    kinds = {kind for _person, kind, _places in sent}
    expected = {"steering_digest", "digest_test", "decision_answered", "meeting_changed", "cover_wanted"}
    assert expected | {"second_step_reset", "request_answered", "mention"} <= kinds
    everywhere = {place for _person, _kind, places in sent for place in places}
    assert {"decisions", "escalations", "boards", "you_said"} <= {place.table for place in everywhere}


def test_the_preview_says_no_more_than_the_mail(planted, copy_of, at_noon, monkeypatch):
    monkeypatch.setenv("FORUM_BASE_URL", "http://127.0.0.1:8000")
    path, oracle = copy_of(planted.path), planted.oracle()
    serve(path)
    for name in (*KEEPERS, "gwen-treasurer-and-steering"):
        person = planted.people[name]
        with connected(path):
            text = digest_mail.preview(person, NOON)
        found = planted.canaries.found_in(text)
        assert found and all(_may_travel(oracle, person, place) for place in found), name
    assert db.is_closed()


def _may_travel(oracle: Oracle, person: str | None, place: Place) -> bool:
    """Mail carries nothing above Members, whoever reads it.

    To an officer their name, a board's, what they asked for themselves and its answer.
    """
    row = oracle.rows[place.table][place.id]
    if person is None:
        return f"{place.table}.{place.column}" in TO_AN_OFFICER
    return oracle.sees(oracle.who(person), place.table, place.column, row) and not _is_closed(oracle, row)


def _is_closed(oracle: Oracle, row: dict) -> bool:
    """Closed itself, or by what it hangs from."""
    parents = ((table, row.get(f"{name}_id")) for name, table in PARENTS.items())
    if any(_is_closed(oracle, oracle.rows[table][parent]) for table, parent in parents if parent):
        return True
    if "table" in row and "row" in row:  # what is said about a record is as closed as that
        item, member = oracle.rows[row["table"]][row["row"]], Who("nobody", frozenset({"members"}))
        return not oracle.sees_row(member, row["table"], item)
    marking = oracle.rows["markings"].get(row.get("marking_id"))
    if marking is None:
        return False
    embargoed = bool(marking["embargoed_until"] and marking["embargoed_until"] > oracle.now)
    return embargoed or marking["level"] not in OPEN
