"""Whom the forum's own mail goes to: ids alone, never shown; what each may read is asked as it leaves."""

from dataclasses import dataclass
from datetime import date, datetime

from peewee import JOIN, Case, fn

from ..models.meetings import Attendance, Decision, FeedbackChase, OutcomeFeedback, ReservedAnswer
from ..models.organisations import Contact
from ..models.people import Role
from .prepared import PreparedReport
from .reports.days import as_day


def were_at(meeting_ids: list[str]) -> list[str]:
    """The people who are marked as having been at any of these meetings."""
    return [row[0] for row in _WERE_AT.rows(None, meeting_ids)]


def of_feedback(feedback_id: str) -> list[str]:
    """The people to whom this news is owed: those who were at its meetings."""
    return were_at([row for row in _meetings_of(feedback_id) if row])


def coordinators(today: date, now: datetime) -> list[str]:
    """Those who are coordinators at this moment."""
    return [row[0] for row in _COORDINATORS.rows(None, today, now)]


def _meetings_of(feedback_id: str) -> tuple:
    found = _MEETINGS_OF.rows(None, feedback_id)
    return found[0] if found else ()


def _were_at(meeting_ids):
    there = (Attendance.state == "present") & Attendance.binned_at.is_null()
    rows = Attendance.select(Attendance.person).distinct()
    return rows.where(Attendance.meeting.in_(meeting_ids), there).order_by(Attendance.person).tuples()


def _meetings(feedback_id):
    both = OutcomeFeedback.select(OutcomeFeedback.meeting, OutcomeFeedback.second_meeting)
    return both.where(OutcomeFeedback.id == feedback_id).tuples()


def _coordinators(today, now):
    current = (Role.starts_on <= today) & (Role.ends_at.is_null() | (Role.ends_at > now))
    rows = Role.select(Role.person).where(Role.role == "coordinator", current, Role.binned_at.is_null())
    return rows.order_by(Role.starts_on, Role.id).tuples()


@dataclass(frozen=True)
class Chased:
    """Outcome feedback that has not come, of whom we asked by a link, and how often they were reminded."""

    feedback: str
    contact: str
    due_on: date
    last_on: date
    reminders: int


def feedback_not_given() -> list[Chased]:
    """What was asked for by a link that still stands, and has not been told us."""
    rows = _NOT_GIVEN.rows(None)
    return [
        Chased(feedback, contact, as_day(due_on) or date.max, as_day(last_on) or date.max, int(reminders))
        for feedback, contact, due_on, last_on, reminders in rows
    ]


def address_of(contact_id: str) -> str:
    """The work address of a partner's contact, or nothing."""
    found = _ADDRESS.rows(None, contact_id)
    return found[0][0] if found else ""


def _address(contact_id):
    here = (Contact.id == contact_id) & Contact.binned_at.is_null()
    return Contact.select(Contact.email).where(here).tuples()


def _not_given():
    return (
        FeedbackChase.select(
            OutcomeFeedback.id,
            FeedbackChase.contact,
            OutcomeFeedback.due_on,
            fn.MAX(FeedbackChase.asked_on),
            fn.SUM(Case(None, [(FeedbackChase.kind == "reminder", 1)], 0)),
        )
        .join(OutcomeFeedback, JOIN.INNER, on=(OutcomeFeedback.id == FeedbackChase.feedback))
        .where(
            OutcomeFeedback.given_on.is_null(),
            OutcomeFeedback.binned_at.is_null(),
            FeedbackChase.binned_at.is_null(),
            FeedbackChase.stopped_on.is_null(),
        )
        .group_by(OutcomeFeedback.id, FeedbackChase.contact, OutcomeFeedback.due_on)
        .order_by(OutcomeFeedback.due_on, OutcomeFeedback.id, FeedbackChase.contact)
        .tuples()
    )


@dataclass(frozen=True)
class Unanswered:
    """Somebody who was asked about a reserved decision and has not said."""

    answer: str
    decision: str
    person: str
    asked_on: date | None
    answer_by: date


def not_answered(first: date, last: date) -> list[Unanswered]:
    """Those who were asked for an answer by one of these days, and have not given it."""
    rows = _NOT_ANSWERED.rows(None, first, last)
    return [
        Unanswered(answer, decision, person, as_day(asked_on), as_day(answer_by) or date.max)
        for answer, decision, person, asked_on, answer_by in rows
    ]


def _not_answered(first, last):
    asked = [ReservedAnswer.id, Decision.id, ReservedAnswer.person, Decision.asked_on, Decision.answer_by]
    return (
        ReservedAnswer.select(*asked)
        .join(Decision, on=(Decision.id == ReservedAnswer.decision))
        .where(
            ReservedAnswer.answer == "",
            ReservedAnswer.binned_at.is_null(),
            Decision.kind == "reserved",
            Decision.state == "waiting",
            Decision.binned_at.is_null(),
            Decision.answer_by.between(first, last),
        )
        .order_by(ReservedAnswer.id)
        .tuples()
    )


_WERE_AT = PreparedReport(_were_at, "list")
_MEETINGS_OF = PreparedReport(_meetings, "text")
_COORDINATORS = PreparedReport(_coordinators, "day", "moment")
_ADDRESS = PreparedReport(_address, "text")
_NOT_GIVEN = PreparedReport(_not_given)
_NOT_ANSWERED = PreparedReport(_not_answered, "day", "day")
