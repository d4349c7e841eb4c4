"""Who could take a seat, or go to one meeting of it, the one who suits best first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ....clock import london
from ....models.meetings import Meeting
from ....permissions.calendar import calendar_rows
from ....permissions.readable import readable
from ....permissions.roles import Viewer
from ...boards.rules import Seat
from ..fit import Slot, names_body
from ..load import Habits, month_of, next_half_term
from ..rules import GOES_EACH_TIME, Candidate, Suggestion, Wanted, in_order
from . import people
from .seats import SeatPage, standing

AHEAD = timedelta(days=366)


@dataclass
class Suggested:
    """Who could be asked, in order; who cannot take it and why; who is paused and so left out."""

    wanted: Wanted
    habits: Habits
    each: int
    able: list[Suggestion] = field(default_factory=list)
    refused: list[Suggestion] = field(default_factory=list)
    paused: list[Suggestion] = field(default_factory=list)
    sitting: list[Suggestion] = field(default_factory=list)

    def of(self, person_id: str) -> Suggestion | None:
        everybody = (*self.able, *self.refused, *self.paused, *self.sitting)
        return next((one for one in everybody if one.candidate.id == person_id), None)


def suggestions(viewer: Viewer, page: SeatPage, role: str, *, from_day: date | None = None) -> Suggested:
    """Who could take this seat from a day on. Nine statements.

    The load is that of the half-term that comes next, with the meetings that their seats ask them to.
    """
    first = max(from_day or viewer.today, viewer.today)
    ahead = _meetings(viewer)
    ours = [slot for slot in _slots(ahead, page.board.short_name) if slot.board_id == page.board.id]
    terms = [
        (date.fromisoformat(start), date.fromisoformat(end))
        for what, start, end in calendar_rows(viewer)
        if what == "term"
    ]
    known = _wanted(viewer, page, role, [slot for slot in ours if slot.day >= first])
    return _found(viewer, page, Wanted(**known, period=next_half_term(terms, viewer.today)), ahead)


def cover(viewer: Viewer, page: SeatPage, meeting) -> Suggested:
    """Who could go to one meeting in place of whoever holds this seat. Eight statements.

    The load is that of the month in which it lies.
    """
    ahead = _meetings(viewer)
    ours = [Slot(page.board.id, page.board.short_name, meeting.starts_at, meeting.planned_minutes)]
    wanted = Wanted(
        **_wanted(viewer, page, "cover", ours), period=month_of(london(meeting.starts_at).date()), ask=True
    )
    return _found(viewer, page, wanted, ahead)


def _wanted(viewer: Viewer, page: SeatPage, role: str, slots: list[Slot]) -> dict[str, Any]:
    return {
        "board_id": page.board.id,
        "board": page.board.short_name,
        # Until somebody says what the board is about, its name does.
        "areas": page.board.areas or page.board.name,
        "level": page.board.default_level,
        "role": role,
        "slots": tuple(slots),
        "today": viewer.today,
        "successor": page.seat.successor_id if page.seat else None,
    }


def _found(viewer: Viewer, page: SeatPage, wanted: Wanted, ahead: list) -> Suggested:
    everybody = people.reps(viewer)
    towns = {person.id: person.town for person in everybody}
    places = {
        row.board_id: row.venue_id for row in reversed(ahead) if row.mode == "in_person" and row.venue_id
    }
    habits = people.habits(viewer, towns, places)
    planned = wanted.slots[0].minutes if wanted.slots else page.board.planned_minutes
    found = Suggested(wanted, habits, planned + habits.beside("", page.board.id))
    for one in in_order(_candidates(viewer, page, wanted, everybody, ahead), wanted, habits):
        if one.candidate.state == "paused":
            found.paused.append(one)
        elif set(one.candidate.roles_here) & {"lead", "second", wanted.role}:
            found.sitting.append(one)
        else:
            (found.refused if one.refused else found.able).append(one)
    return found


def _meetings(viewer: Viewer) -> list:
    """Every meeting of the coming year that was not called off. One statement."""
    rows = readable(Meeting, viewer).where(
        Meeting.starts_at > viewer.now, Meeting.day <= viewer.today + AHEAD, Meeting.state != "cancelled"
    )
    return list(rows.order_by(Meeting.starts_at, Meeting.id))


def _slots(meetings: Iterable, name: str) -> list[Slot]:
    return [Slot(row.board_id, name, row.starts_at, row.planned_minutes) for row in meetings]


def _candidates(
    viewer: Viewer, page: SeatPage, wanted: Wanted, everybody: list, ahead: list
) -> list[Candidate]:
    free, needed = people.times_free(viewer), people.courses(viewer)
    papers, said = people.policies(viewer), people.declared(viewer)
    diaries = _diaries(viewer, page, ahead)
    here: dict[str, list[str]] = {}
    for seat in standing(viewer, page.seats, page.board.id):
        here.setdefault(seat.person_id, []).append(seat.role)
    return [
        Candidate(
            id=person.id,
            name=person.name,
            first_name=person.first_name or person.name,
            sort_name=person.sort_name,
            areas=person.areas,
            state=person.state,
            most=person.hours_a_month,
            free=free.get(person.id, ()),
            free_words=person.availability or "",
            slots=tuple(diaries.get(person.id, ())),
            roles_here=tuple(here.get(person.id, ())),
            lacks=tuple(name for name, accepted in papers if person.id not in accepted),
            agreed=bool(person.agreed),
            courses=needed.get(person.id, needed[""]),
            interest=_interest(said.get(person.id), page.board),
            interests_due=said[person.id].due_on if person.id in said else None,
            supported=bool(person.supported),
        )
        for person in everybody
    ]


def _diaries(viewer: Viewer, page: SeatPage, ahead: list) -> dict[str, list[Slot]]:
    """The meetings that each person's seats ask them to, seat by seat for as long as it is held."""
    of_board: dict[str, list] = {}
    for row in ahead:
        of_board.setdefault(row.board_id, []).append(row)
    found: dict[str, dict[str, Slot]] = {}
    for seat in page.seats:
        if not seat.person_id or seat.role not in GOES_EACH_TIME:
            continue
        known = Seat.of(seat, viewer.now)
        for row in of_board.get(seat.board_id, ()):
            if known.taken_up(row.day):
                slot = Slot(row.board_id, page.short_name(row.board_id), row.starts_at, row.planned_minutes)
                found.setdefault(seat.person_id, {})[row.id] = slot
    return {person: list(slots.values()) for person, slots in found.items()}


def _interest(declaration, board) -> str:
    """What somebody declared that names whoever hosts or pays for the board."""
    if declaration is None or declaration.nothing or not (declaration.text or declaration.organisation_id):
        return ""
    for what, link, label in (
        ("hosts", "host_id", "host"),
        ("hosts", "second_host_id", "second"),
        ("pays for", "pays_id", "payer"),
    ):
        name, short, plain = (getattr(board, f"{label}_{part}") for part in ("name", "short", "plain"))
        same = declaration.organisation_id and declaration.organisation_id == getattr(board, link)
        if name and (same or names_body(declaration.text, (name, short, plain))):
            text = declaration.text.rstrip(".")
            said = f"Declared: {text[:1].lower()}{text[1:]}." if text else "Declared an interest there."
            return f"{said} {short or name} {what} this board"
    return ""
