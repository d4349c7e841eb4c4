"""Who is told when a meeting is moved, changed or called off: those who would go, once each."""

from collections.abc import Mapping
from typing import Any

from ...models.boards import Seat
from ...models.control import GuestScope
from ...models.meetings import Meeting
from ...models.people import Person
from ...permissions.readable import readable
from ...permissions.roles import Viewer, seat_is_current
from ...records import outbox
from ...records.outbox import Mailing

KIND = "meeting_changed"
# What somebody who means to go must know the same day; an aim or a chair can wait for the page.
TOLD_OF = ("starts_at", "planned_minutes", "mode", "venue", "join_link", "state")


def mails_about(viewer: Viewer, meeting, values: Mapping[str, Any]) -> list[Mailing]:
    """The mails of a change that is about to be written, none where nobody need know.

    A mail that still waits is looked at again when it leaves, so whoever has one gets no second.
    """
    now = {name: meeting.__data__[name] for name in TOLD_OF}
    changed = any(values.get(name, value) != value for name, value in now.items())
    starts = max(meeting.starts_at, values.get("starts_at", meeting.starts_at))
    if not changed or starts <= viewer.now:
        return []
    return mails_since(viewer, meeting, meeting.version)


def mails_since(viewer: Viewer, meeting, version: int) -> list[Mailing]:
    """Mails that will tell what became of a meeting since one version of it."""
    about = (("meetings", meeting.id), ("versions", str(version)))
    waiting = outbox.waiting(KIND, about[0])
    return [
        Mailing(KIND, person, about, dedupe=f"{KIND}:{meeting.id}:{version}:{person}")
        for person in people_to_tell(viewer, meeting)
        if person not in waiting
    ]


def people_to_tell(viewer: Viewer, meeting) -> list[str]:
    """Those with a seat on the board today who neither stepped aside nor pause, and guests who were sent it.

    Whoever changed it knows already.
    """
    aside = Seat.aside_from.is_null(False) & (Seat.aside_from <= viewer.today)
    aside &= Seat.aside_until.is_null() | (Seat.aside_until > viewer.today)
    seats = readable(Seat, viewer).where(
        Seat.board == meeting.board_id, seat_is_current(viewer.today, viewer.now), ~aside
    )
    sitting = sorted({seat.person_id for seat in seats if seat.person_id})
    here = readable(Person, viewer).where(Person.id.in_(sitting), Person.state != "paused")
    guests = readable(GuestScope, viewer).where(
        GuestScope.board == meeting.board_id,
        GuestScope.until > viewer.now,
        GuestScope.meeting.is_null() | (GuestScope.meeting == meeting.id),
    )
    people = {person.id for person in here} | {scope.person_id for scope in guests}
    return sorted(people - {viewer.person_id})


def mails_of_undoing(viewer: Viewer, ids: set[str]) -> list[Mailing]:
    """The mails after an undo changed these meetings once more."""
    found = readable(Meeting, viewer).where(Meeting.id.in_(sorted(ids)), Meeting.starts_at > viewer.now)
    return [mail for meeting in found for mail in mails_since(viewer, meeting, meeting.version - 1)]
