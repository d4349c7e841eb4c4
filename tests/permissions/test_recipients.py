"""Whom the forum's own mail goes to, and who an officer is behind a link: alike on both engines."""

from datetime import date

import pytest

from forum_app.db import unguarded
from forum_app.models.boards import Board
from forum_app.models.meetings import (
    AgendaItem,
    Attendance,
    Decision,
    FeedbackChase,
    Meeting,
    OutcomeFeedback,
    OutcomeNews,
    ReservedAnswer,
)
from forum_app.models.organisations import Contact, Organisation
from forum_app.permissions import recipients
from forum_app.permissions.errors import NotFound
from forum_app.permissions.readable import one, readable
from forum_app.permissions.readable.rules import RULES
from forum_app.permissions.roles import viewer_by_guest_link, viewer_for
from forum_app.permissions.usual import Usual, usual_of_feedback

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
    officer = viewer_by_guest_link("first", NOON)
    assert officer.name == "Ann Officer" and one(OutcomeFeedback, "owed", officer)
    assert [row.id for row in readable(Meeting, officer)] == ["meeting-here"]
    with pytest.raises(NotFound):
        one(OutcomeFeedback, "other", officer)
    with unguarded("a test marks a meeting, and stops a link"):
        Meeting.update(marking="restricted").where(Meeting.id == "meeting-here").execute()
        FeedbackChase.update(stopped_on=LATE).where(FeedbackChase.id == "second").execute()
    assert not list(readable(Meeting, officer)) and not list(
        readable(Meeting, viewer_by_guest_link("first", NOON))
    )
    assert viewer_by_guest_link("second", NOON) is None and viewer_by_guest_link("no-such", NOON) is None


def test_an_officer_reads_no_agenda_and_no_row_of_any_other_table(planted):
    with unguarded("a test opens everything"):
        AgendaItem.update(marking=None, level="members").execute()
    officer, open_to_them = (
        viewer_by_guest_link("first", NOON),
        {OutcomeFeedback, FeedbackChase, Contact, Meeting, Board},
    )
    read = {model for model in RULES if readable(model, officer).first() is not None}
    assert read <= open_to_them, read - open_to_them
    assert [row.id for row in readable(FeedbackChase, officer)] == ["first", "second"]


def test_what_partners_told_of_two_meetings_takes_both_to_be_open(planted):
    with unguarded("a test plants rows"):
        OutcomeNews.insert(id="news", feedback="owed", outcome="done", text="x").execute()
        OutcomeFeedback.update(second_meeting="meeting-there").execute()
        Meeting.update(marking="restricted").where(Meeting.id == "meeting-there").execute()
    for who, opens in (("rep with the seat, named", True), ("rep with the seat", False)):
        viewer = viewer_for(person_id(who), NOON)
        assert one(OutcomeFeedback, "owed", viewer) and readable(OutcomeNews, viewer).exists() is opens, who


def test_a_boards_usual_level_is_known_where_its_meeting_is_closed_or_there_is_none(planted):
    with unguarded("a test plants rows"):
        Board.update(default_level="restricted").where(Board.id == "here").execute()
        Meeting.update(marking="restricted").where(Meeting.id == "meeting-here").execute()
        partner = {"owed_by": "partner", "due_on": LATE}
        OutcomeFeedback.insert(id="of-the-board", board="here", **partner).execute()
        OutcomeFeedback.insert(id="of-nothing", **partner).execute()
    for owed in ("owed", "of-the-board"):
        assert usual_of_feedback(owed) == Usual("here", "here", "restricted", None)
    assert usual_of_feedback("other").level == "members" and usual_of_feedback("of-nothing") is None
