"""Whose word the coordinator waits for, and whom she has asked for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from peewee import JOIN

from ...models.boards import Seat
from ...models.meetings import Attendance, Meeting
from ...models.people import Person
from ...models.post import Reminder
from ...permissions import reports
from ...permissions.prepared import prepared
from ...permissions.readable import readable
from ...permissions.roles import AT_WORK, Viewer, seat_is_taken_up

AGREEMENTS_AHEAD = timedelta(days=60)
REMINDERS_BACK = timedelta(days=180)


@dataclass(frozen=True)
class Awaited:
    """Somebody with a seat who has not said whether they come, or whether they were there."""

    person_id: str
    first_name: str


@dataclass
class Asks:
    """What waits for the coordinator beside meetings and decisions, and the days on which she asked whom."""

    requests: list[reports.Line] = field(default_factory=list)
    raised: list[reports.Line] = field(default_factory=list)
    agreements: list[reports.Line] = field(default_factory=list)
    interests: list[reports.Line] = field(default_factory=list)
    asked: dict[tuple[str, str, str], list[date]] = field(default_factory=dict)

    def of(self, kind: str, person_id: str, row: str) -> list[date]:
        """The days on which this person was asked for this, the first of them first."""
        return self.asked.get((kind, person_id, row), [])


def asks(viewer: Viewer) -> Asks:
    """One statement. Raises NotAllowed."""
    ahead = viewer.today + AGREEMENTS_AHEAD
    found = Asks()
    lists = {
        "request": found.requests,
        "escalation": found.raised,
        "agreement": found.agreements,
        "interests": found.interests,
    }
    for line in reports.waiting(viewer, ahead, viewer.today - REMINDERS_BACK):
        if line.what == "reminder":
            person, _, row = line.who.partition(" ")
            found.asked.setdefault((line.text, person, row), []).append(line.on or viewer.today)
        else:
            lists[line.what].append(line)
    return found


def awaited(viewer: Viewer, meeting_ids: Iterable[str]) -> dict[str, list[Awaited]]:
    """By meeting: who holds a seat there on its day and has said nothing yet. One statement."""
    ids = sorted(set(meeting_ids))
    found: dict[str, list[Awaited]] = {}
    for meeting, person, name, reply, state, starts_at in _seated(viewer, ids) if ids else ():
        if not (reply if starts_at > viewer.now else state):
            found.setdefault(meeting, []).append(Awaited(person, name))
    return found


@prepared("list")
def _seated(viewer: Viewer, meeting_ids: list[str]):
    """Who acts for the forum on the board of each meeting on its day, with what they said of it."""
    meeting = readable(Meeting, viewer).select(Meeting.id, Meeting.board, Meeting.day, Meeting.starts_at)
    meeting = meeting.where(Meeting.id.in_(meeting_ids)).alias("of_meeting")
    person = readable(Person, viewer).select(Person.id, Person.first_name, Person.state).alias("of_person")
    said = readable(Attendance, viewer)
    said = said.select(Attendance.meeting, Attendance.person, Attendance.reply, Attendance.state)
    said = said.alias("said")
    day = meeting.c.day
    return (
        readable(Seat, viewer)
        .select(
            meeting.c.id,
            person.c.id,
            person.c.first_name,
            said.c.reply,
            said.c.state,
            meeting.c.starts_at.converter(Meeting.starts_at.python_value),
        )
        .join(meeting, on=(meeting.c.board_id == Seat.board))
        .join(person, on=(person.c.id == Seat.person))
        .join(
            said,
            JOIN.LEFT_OUTER,
            on=((said.c.meeting_id == meeting.c.id) & (said.c.person_id == Seat.person)),
        )
        .where(
            Seat.role.in_(["lead", "second"]),
            person.c.state.in_(list(AT_WORK)),
            Seat.starts_on.is_null() | (Seat.starts_on <= day),
            Seat.ends_on.is_null() | (Seat.ends_on >= day),
            Seat.ended_at.is_null() | (Seat.ended_at > meeting.c.starts_at),
            seat_is_taken_up(day),
        )
        .order_by(meeting.c.id, Seat.position, Seat.id)
        .tuples()
    )


def asked_for(viewer: Viewer, kind: str, person_id: str, row: str) -> list[date]:
    """The days on which somebody was asked for one thing, the first of them first."""
    found = readable(Reminder, viewer).where(
        Reminder.kind == kind, Reminder.person == person_id, Reminder.row == row
    )
    return [one.asked_on for one in found.order_by(Reminder.asked_on, Reminder.id)]
