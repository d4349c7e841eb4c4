"""What the pages for setting a meeting show, read for one viewer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...clock import london
from ...models.boards import Board, Seat
from ...models.meetings import Meeting, Travel, Venue
from ...models.people import AccessNeed, Availability, Person
from ...permissions.abilities import require
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer
from ..boards.rules import Seat as StandingSeat
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
    """What is known of some people, each by person; `meetings` are those of their boards, by day."""

    seats: dict = field(default_factory=lambda: defaultdict(list))
    needs: dict = field(default_factory=lambda: defaultdict(list))
    free: dict = field(default_factory=lambda: defaultdict(list))
    ways: dict = field(default_factory=dict)
    meetings: dict = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Where:
    """Whether people have to go somewhere, and to which venue, if it is one we know."""

    goes: bool
    venue_id: str | None = None


def reps_on(viewer: Viewer, board, slot: Slot, where: Where, meeting_id: str | None) -> list[Rep]:
    """Those who sit on the board that day, with what else they have on and how far they come."""
    return reps_at(viewer, board, [(slot, where)], meeting_id)[0]


def reps_at(
    viewer: Viewer, board, asked: Sequence[tuple[Slot, Where]], meeting_id: str | None = None
) -> list[list[Rep]]:
    """For each time and place, those who sit on the board that day, as `reps_on` has them.

    Who stepped aside or is paused is not asked at all. At most seven statements, however many times.
    """
    days = sorted({slot.day for slot, _ in asked})
    if not days:
        return []
    seats = list(readable(Seat, viewer).where(Seat.board == board.id, _held_since(viewer, days[0])))
    people = _here(viewer, sorted({seat.person_id for seat in seats if seat.person_id}))
    known = _Known()
    if people:
        _learn(viewer, known, [person.id for person in people], days)
        _learn_meetings(viewer, known, days, meeting_id)
    found = []
    for slot, where in asked:
        sitting = {seat.person_id for seat in seats if _is_held(viewer, seat, slot.day)}
        found.append([_rep(viewer, known, one, slot, where) for one in people if one.id in sitting])
    return found


def _rep(viewer: Viewer, known: _Known, person, slot: Slot, where: Where) -> Rep:
    hours = known.free.get(person.id)
    on_the_day = [row for row in hours or () if row.weekday == slot.day.weekday()]
    return Rep(
        id=person.id,
        name=person.name,
        way=known.ways.get((person.town, where.venue_id)) if where.goes else 0,
        busy=tuple(_busy(viewer, known, person, slot.day)),
        free=tuple((row.starts_at, row.ends_at) for row in on_the_day) if hours else None,
        needs=tuple(known.needs[person.id]),
    )


def _here(viewer: Viewer, ids: list[str]) -> list:
    if not ids:
        return []
    here = readable(Person, viewer).where(Person.id.in_(ids), Person.state != "paused")
    return list(here.order_by(Person.sort_name, Person.id))


def _held_since(viewer: Viewer, day: date):
    """The condition that a seat is held on a day or may be later on."""
    running = Seat.ended_at.is_null() | (Seat.ended_at > viewer.now)
    return Seat.binned_at.is_null() & running & (Seat.ends_on.is_null() | (Seat.ends_on >= day))


def _is_held(viewer: Viewer, seat, day: date) -> bool:
    """Whether a seat is held on a day, by somebody who has not stepped aside from it."""
    return StandingSeat.of(seat, viewer.now).taken_up(day)


def _learn(viewer: Viewer, known: _Known, ids: list[str], days: list[date]) -> None:
    seats = readable(Seat, viewer).where(Seat.person.in_(ids), _held_since(viewer, days[0]))
    for seat in seats.where(Seat.role.in_(["lead", "second"])):
        known.seats[seat.person_id].append(seat)
    for need in readable(AccessNeed, viewer).where(AccessNeed.person.in_(ids)):
        known.needs[need.person_id].append(need.need)
    for free in readable(Availability, viewer).where(Availability.person.in_(ids)):
        known.free[free.person_id].append(free)
    known.ways = {(row.town, row.venue_id): row.minutes for row in readable(Travel, viewer)}


def _learn_meetings(viewer: Viewer, known: _Known, days: list[date], meeting_id: str | None) -> None:
    boards = sorted({seat.board_id for seats in known.seats.values() for seat in seats})
    if not boards:
        return
    rows = readable(Meeting, viewer).where(
        Meeting.day.in_(days),
        Meeting.board.in_(boards),
        Meeting.state != "cancelled",
        Meeting.id != (meeting_id or ""),
    )
    named = with_names(rows, Board, Meeting.board, board_name="short_name")
    for meeting in named.order_by(Meeting.starts_at, Meeting.id).objects():
        known.meetings[meeting.day].append(meeting)


def _busy(viewer: Viewer, known: _Known, person, day: date):
    boards = {seat.board_id for seat in known.seats[person.id] if _is_held(viewer, seat, day)}
    for meeting in known.meetings[day]:
        if meeting.board_id in boards:
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
