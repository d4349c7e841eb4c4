"""What finding cover for one meeting needs to know, read for one viewer."""

from dataclasses import dataclass
from typing import Any

from ...models.boards import Board
from ...models.cover import CoverAsk
from ...models.meetings import Attendance, Meeting, Venue
from ...models.people import Person
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer
from ..assigning import queries as assigning
from ..assigning.queries import SeatPage, Suggested
from ..boards.rules import Seat
from .rules import gap_of, may_ask, most_pressing


@dataclass
class CoverPage:
    """One meeting and the seat that wants somebody there; who was asked; and how many more may be."""

    meeting: Any
    page: SeatPage
    gap: str
    asks: list[Any]

    @property
    def going(self):
        return next((ask for ask in self.asks if ask.answer == "yes"), None)

    @property
    def more(self) -> int:
        return may_ask([ask.answer for ask in self.asks])

    @property
    def asked(self) -> set[str]:
        """Those who need not be asked again."""
        return {ask.person_id for ask in self.asks if ask.answer != "gone"}


def cover_page(viewer: Viewer, meeting_id: str, seat_id: str | None = None) -> CoverPage:
    """The seat of a meeting that wants somebody most, or the one named. Five statements. Raises NotFound."""
    meeting = one(Meeting, meeting_id, viewer)
    page = assigning.seat_page(viewer, board_id=meeting.board_id)
    rows = readable(Attendance, viewer).where(Attendance.meeting == meeting.id)
    replies = {row.person_id: row.reply for row in rows}
    gaps = [(seat.id, _gap(viewer, seat, meeting, replies)) for seat in _seats_on(viewer, page, meeting)]
    if not gaps:
        raise NotFound
    chosen = seat_id or ""
    if chosen not in dict(gaps):
        chosen = most_pressing(gaps) or gaps[0][0]
    page.seat = next(seat for seat in page.own_seats if seat.id == chosen)
    return CoverPage(meeting, page, dict(gaps)[chosen], asks_of(viewer, meeting.id, chosen))


def _seats_on(viewer: Viewer, page: SeatPage, meeting) -> list[Any]:
    """The board's seats of lead and second on the day of the meeting, filled or not; else its others."""
    day = meeting.day
    known = [(seat, Seat.of(seat, viewer.now)) for seat in page.own_seats]
    there = [seat for seat, rule in known if rule.begun(day) and not rule.over(day)]
    return sorted(there, key=lambda seat: seat.role not in {"lead", "second"})


def _gap(viewer: Viewer, seat, meeting, replies: dict[str, str]) -> str:
    aside = Seat.of(seat, viewer.now).aside(meeting.day)
    reply = replies.get(seat.person_id, "")
    return gap_of(seat.role, seat.person_id or "", aside=aside, reply=reply)


def asks_of(viewer: Viewer, meeting_id: str, seat_id: str) -> list[Any]:
    """Who was asked to take this seat at this meeting, in the order in which they were. One statement."""
    rows = readable(CoverAsk, viewer).where(CoverAsk.meeting == meeting_id, CoverAsk.seat == seat_id)
    rows = with_names(rows, Person, CoverAsk.person, name="name", first_name="first_name")
    return list(rows.order_by(CoverAsk.asked_at, CoverAsk.id).objects())


def suggested(viewer: Viewer, found: CoverPage) -> Suggested:
    """Who could go, without those who were asked already."""
    told = assigning.cover(viewer, found.page, found.meeting)
    told.able = [one for one in told.able if one.candidate.id not in found.asked]
    return told


def ask(viewer: Viewer, ask_id: str):
    """One person asked. Raises NotFound."""
    return one(CoverAsk, ask_id, viewer)


@dataclass
class Asked:
    """One person's own page: what they were asked, and how it stands."""

    ask: Any
    meeting: Any
    board: Any
    venue: Any
    asked_by: Any
    going: Any


def asked(viewer: Viewer, ask_id: str) -> Asked:
    """What one person was asked. Six statements. Raises NotFound."""
    ask = one(CoverAsk, ask_id, viewer)
    if ask.person_id != viewer.person_id:
        raise NotFound
    meeting = one(Meeting, ask.meeting_id, viewer)
    together = asks_of(viewer, ask.meeting_id, ask.seat_id)
    return Asked(
        ask,
        meeting,
        one(Board, meeting.board_id, viewer),
        readable(Venue, viewer).where(Venue.id == (meeting.venue_id or "")).first(),
        readable(Person, viewer).where(Person.id == (ask.asked_by_id or "")).first(),
        next((row for row in together if row.answer == "yes"), None),
    )
