"""What the pages for setting a meeting show, read for one viewer."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...clock import london
from ...models.boards import Board, Seat
from ...models.meetings import Meeting, Travel, Venue
from ...models.people import AccessNeed, Availability, Person
from ...permissions.abilities import require
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer, seat_is_current
from ..meetings.queries import school_year
from .rules import Busy, Rep, Slot
from .told import people_to_tell

ACCESS = ("step_free", "hearing_loop", "quiet_room", "parking", "note")


@dataclass
class Plan:
    """What the form of one meeting needs; `meeting` is None for a new one."""

    board: Any
    venues: list
    meeting: Any = None
    last: Any = None


def boards_to_meet(viewer: Viewer) -> list:
    """The boards that a meeting can be added to, in their usual order. Raises NotAllowed."""
    require(viewer, "create_meeting")
    going = Board.ends_on.is_null() | (Board.ends_on >= viewer.today)
    return list(readable(Board, viewer).where(going).order_by(Board.position, Board.name))


def plan_page(viewer: Viewer, board_id: str) -> Plan:
    """A new meeting of a board, with its last one to go by. Raises NotFound, NotAllowed."""
    require(viewer, "create_meeting")
    board = one(Board, board_id, viewer)
    held = readable(Meeting, viewer).where(Meeting.board == board.id, Meeting.state != "cancelled")
    return Plan(board, _venues(viewer), last=held.order_by(Meeting.starts_at.desc(), Meeting.id).first())


def meeting_to_change(viewer: Viewer, meeting_id: str) -> Plan:
    """A meeting to be changed. Raises NotFound, NotAllowed."""
    meeting = one(Meeting, meeting_id, viewer)
    require(viewer, "edit_meeting", meeting)
    return Plan(one(Board, meeting.board_id, viewer), _venues(viewer), meeting)


def _venues(viewer: Viewer) -> list:
    return list(readable(Venue, viewer).order_by(Venue.name, Venue.id))


def year_of(viewer: Viewer):
    """The forum's school year, as the rules want it."""
    return school_year(viewer)


def meets_already(viewer: Viewer, board, day: date, meeting_id: str | None) -> bool:
    """Whether the board has another meeting on that day."""
    there = readable(Meeting, viewer).where(
        Meeting.board == board.id, Meeting.day == day, Meeting.state != "cancelled"
    )
    return there.where(Meeting.id != (meeting_id or "")).exists()


@dataclass
class _Known:
    """What is known of some people on one day, each by person."""

    boards: dict = field(default_factory=lambda: defaultdict(set))
    needs: dict = field(default_factory=lambda: defaultdict(list))
    free: dict = field(default_factory=dict)
    ways: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Where:
    """Whether people have to go somewhere, and to which venue, if it is one we know."""

    goes: bool
    venue_id: str | None = None


def reps_on(viewer: Viewer, board, slot: Slot, where: Where, meeting_id: str | None) -> list[Rep]:
    """Those who sit on the board that day, with what else they have on and how far they come.

    Who stepped aside or is paused is not asked at all. At most seven statements.
    """
    people = _sitting(viewer, board, slot.day)
    ids = [person.id for person in people]
    if not ids:
        return []
    known = _Known()
    _learn(viewer, known, ids, slot.day)
    meetings = _meetings_of(viewer, known, slot.day, meeting_id)
    return [
        Rep(
            id=person.id,
            name=person.name,
            way=known.ways.get((person.town, where.venue_id)) if where.goes else 0,
            busy=tuple(_busy(meetings, known, person)),
            free=tuple(known.free[person.id]) if person.id in known.free else None,
            needs=tuple(known.needs[person.id]),
        )
        for person in people
    ]


def _sitting(viewer: Viewer, board, day: date) -> list:
    seats = readable(Seat, viewer).where(Seat.board == board.id, _held_on(viewer, day))
    ids = sorted({seat.person_id for seat in seats if seat.person_id})
    if not ids:
        return []
    here = readable(Person, viewer).where(Person.id.in_(ids), Person.state != "paused")
    return list(here.order_by(Person.sort_name, Person.id))


def _held_on(viewer: Viewer, day: date):
    """The condition that a seat is held on a day, by somebody who has not stepped aside from it."""
    aside = Seat.aside_from.is_null(False) & (Seat.aside_from <= day)
    return seat_is_current(day, viewer.now) & ~(
        aside & (Seat.aside_until.is_null() | (Seat.aside_until > day))
    )


def _learn(viewer: Viewer, known: _Known, ids: list[str], day: date) -> None:
    seats = readable(Seat, viewer).where(Seat.person.in_(ids), _held_on(viewer, day))
    for seat in seats.where(Seat.role.in_(["lead", "second"])):
        known.boards[seat.person_id].add(seat.board_id)
    for need in readable(AccessNeed, viewer).where(AccessNeed.person.in_(ids)):
        known.needs[need.person_id].append(need.need)
    for free in readable(Availability, viewer).where(Availability.person.in_(ids)):
        on_the_day = known.free.setdefault(free.person_id, [])
        if free.weekday == day.weekday():
            on_the_day.append((free.starts_at, free.ends_at))
    known.ways = {(row.town, row.venue_id): row.minutes for row in readable(Travel, viewer)}


def _meetings_of(viewer: Viewer, known: _Known, day: date, meeting_id: str | None) -> list:
    boards = sorted(set().union(*known.boards.values()))
    if not boards:
        return []
    rows = readable(Meeting, viewer).where(
        Meeting.day == day,
        Meeting.board.in_(boards),
        Meeting.state != "cancelled",
        Meeting.id != (meeting_id or ""),
    )
    named = with_names(rows, Board, Meeting.board, board_name="short_name")
    return list(named.order_by(Meeting.starts_at, Meeting.id).objects())


def _busy(meetings: list, known: _Known, person):
    for meeting in meetings:
        if meeting.board_id in known.boards[person.id]:
            slot = Slot(meeting.day, london(meeting.starts_at).time(), meeting.planned_minutes)
            yield Busy(meeting.board_name, slot, known.ways.get((person.town, meeting.venue_id), 0))


def days_taken(viewer: Viewer, board) -> set[date]:
    """The days from today on that the board meets on already."""
    there = readable(Meeting, viewer).select(Meeting.day, Meeting.id)
    ahead = there.where(Meeting.board == board.id, Meeting.day >= viewer.today, Meeting.state != "cancelled")
    return {meeting.day for meeting in ahead}


def names_to_tell(viewer: Viewer, meeting) -> list[str]:
    """Who will be told of a change, by name."""
    people = readable(Person, viewer).where(Person.id.in_(people_to_tell(viewer, meeting)))
    return [person.name for person in people.order_by(Person.sort_name, Person.id)]
