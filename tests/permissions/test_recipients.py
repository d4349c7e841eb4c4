"""Whom the forum's own mail goes to, and who an officer is behind a link: alike on both engines."""

from datetime import date

import pytest

from forum_app.db import unguarded
from forum_app.models.meetings import (
    Attendance,
    Decision,
    FeedbackChase,
    Meeting,
    OutcomeFeedback,
    ReservedAnswer,
)
from forum_app.models.organisations import Contact, Organisation
from forum_app.permissions import recipients
from forum_app.permissions.errors import NotFound
from forum_app.permissions.readable import one, readable
from forum_app.permissions.roles import officer_for

from . import forum
from .forum import NOON, person_id

pytestmark = pytest.mark.postgres
SEATED = person_id("rep with the seat")
LATE = date(2026, 11, 20)


@pytest.fixture
def planted(database):
    forum.plant()
    with unguarded("a test plants rows"):
        Organisation.insert(id="partner", name="partner").execute()
        Contact.insert(id="officer", name="Ann Officer", email="ann@example.org").execute()
        Attendance.insert(id="was", meeting="meeting-here", person=SEATED, state="present").execute()
        owed = {"owed_by": "partner", "due_on": LATE}
        OutcomeFeedback.insert(id="owed", meeting="meeting-here", **owed).execute()
        OutcomeFeedback.insert(id="other", meeting="meeting-there", **owed).execute()
        chase = {"feedback": "owed", "contact": "officer"}
        FeedbackChase.insert(id="first", kind="asked", asked_on=LATE, **chase).execute()
        FeedbackChase.insert(id="second", kind="reminder", asked_on=NOON.date(), **chase).execute()
        Decision.insert(
            id="question", kind="reserved", state="waiting", board="here", text="x", asked_on=LATE,
            answer_by=NOON.date(),
        ).execute()  # fmt: skip
        ReservedAnswer.insert(id="answer", decision="question", person=SEATED).execute()


def test_mail_finds_those_who_were_there_who_keep_the_forum_and_who_have_not_answered(planted):
    assert recipients.of_feedback("owed") == [SEATED] and recipients.of_feedback("other") == []
    assert recipients.coordinators(NOON.date(), NOON) == [person_id("coordinator")]
    [chased] = recipients.feedback_not_given()
    assert (chased.feedback, chased.last_on, chased.reminders) == ("owed", NOON.date(), 1)
    assert recipients.address_of("officer") == "ann@example.org"
    [asked] = recipients.not_answered(LATE, NOON.date())
    assert (asked.person, asked.decision, asked.answer_by) == (SEATED, "question", NOON.date())


def test_an_officer_reads_the_one_thing_they_were_asked_for(planted):
    officer = officer_for("first", NOON)
    assert officer.name == "Ann Officer" and one(OutcomeFeedback, "owed", officer)
    assert [row.id for row in readable(Meeting, officer)] == ["meeting-here"]
    with pytest.raises(NotFound):
        one(OutcomeFeedback, "other", officer)
    with unguarded("a test marks a meeting, and stops a link"):
        Meeting.update(marking="restricted").where(Meeting.id == "meeting-here").execute()
        FeedbackChase.update(stopped_on=LATE).where(FeedbackChase.id == "second").execute()
    assert not list(readable(Meeting, officer)) and not list(readable(Meeting, officer_for("first", NOON)))
    assert officer_for("second", NOON) is None and officer_for("no-such", NOON) is None
