"""What a board's starter pack and its list hold, read for one viewer."""

from dataclasses import dataclass, field
from typing import Any

from ...clock import london
from ...models.boards import Board, Seat, TermsOfReference
from ...models.meetings import Decision, Meeting, MeetingReport
from ...models.organisations import Organisation
from ...models.people import Person
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer
from ..boards.queries import HeldSeat, keeping, seats_of
from ..control.queries import levels
from ..glossary.queries import words_known_to
from ..glossary.rules import Word
from ..meetings.queries import decisions_of
from .rules import OnList

AHEAD, SETTLED = 6, 8


@dataclass
class Pack:
    """Everything that a new holder of a seat is given to read; lists hold only what this reader may read."""

    board: Any
    terms: Any = None
    seats: list[HeldSeat] = field(default_factory=list)
    members: list = field(default_factory=list)
    ahead: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    reports: list = field(default_factory=list)
    signs: dict = field(default_factory=dict)
    jargon: list[Word] = field(default_factory=list)


def pack(viewer: Viewer, board_id: str) -> Pack:
    """One board's starter pack, in ten statements. Raises NotFound."""
    rows = readable(Board, viewer).where(Board.id == board_id)
    rows = with_names(rows, Organisation, Board.host, host_name="name", host_short="short_name")
    rows = with_names(rows, Organisation, Board.pays, payer_name="name", payer_short="short_name")
    board = next(iter(rows.objects()), None)
    if board is None:
        raise NotFound
    found = Pack(board, seats=seats_of(viewer, [board_id]))
    terms = readable(TermsOfReference, viewer).where(
        TermsOfReference.board == board_id, TermsOfReference.starts_on <= viewer.today
    )
    found.terms = terms.order_by(TermsOfReference.edition.desc()).first()
    ahead = readable(Meeting, viewer).where(
        Meeting.board == board_id, Meeting.starts_at > viewer.now, Meeting.state != "cancelled"
    )
    found.ahead = list(ahead.order_by(Meeting.starts_at, Meeting.id).limit(AHEAD))
    found.decisions = decisions_of(viewer, Decision.board == board_id)[:SETTLED]
    found.reports = _reports(viewer, board_id)
    found.signs = levels(viewer, [*found.decisions, *found.reports])
    found.members = keeping.members_of(viewer, board_id)
    found.jargon = _jargon(viewer, found)
    return found


def _jargon(viewer: Viewer, found: Pack) -> list[Word]:
    """The short words that stand in the pack, as the glossary knows them."""
    known = words_known_to(viewer)
    texts = [
        found.board.name,
        found.board.chair,
        found.board.host_short or "",
        found.board.payer_short or "",
        found.terms.text if found.terms else "",
        *(row.text for row in (*found.decisions, *found.reports)),
    ]
    parts = known.parts("\n".join(texts)) if known else ()
    return sorted((part for part in parts if isinstance(part, Word)), key=lambda word: word.short)


def _reports(viewer: Viewer, board_id: str) -> list:
    """What reps wrote of the last meetings, newest first."""
    held = readable(Meeting, viewer).where(Meeting.board == board_id, Meeting.starts_at <= viewer.now)
    of = held.select(Meeting.id, Meeting.day).alias("of")
    day = of.c.day.converter(Meeting.day.python_value).alias("held_on")
    rows = with_names(readable(MeetingReport, viewer), Person, MeetingReport.person, author="name")
    rows = rows.select_extend(day).join(of, on=(of.c.id == MeetingReport.meeting))
    rows = rows.where(MeetingReport.text != "").order_by(of.c.day.desc(), MeetingReport.id)
    return list(rows.limit(4).objects())


@dataclass
class Listed:
    """Whom a board's papers go to, and whom at the partner that may be told to."""

    board: Any
    seats: list[OnList]
    contact: str


def listed(viewer: Viewer, board_id: str) -> Listed:
    """The distribution list of a board as its seats make it. Three statements. Raises NotFound."""
    board = one(Board, board_id, viewer)
    rows = readable(Seat, viewer).where(Seat.board == board_id, Seat.person.is_null(False))
    rows = with_names(rows.order_by(Seat.position, Seat.id), Person, Seat.person, holder="name")
    people = {
        person.id: person.email or ""
        for person in readable(Person, viewer).where(
            Person.id.in_(readable(Seat, viewer).select(Seat.person).where(Seat.board == board_id))
        )
    }
    officers = [row.officer for row in keeping.members_of(viewer, board_id) if row.officer]
    return Listed(
        board,
        [_on_list(viewer, seat, people.get(seat.person_id, "")) for seat in rows.objects()],
        officers[0] if len(officers) == 1 else "",
    )


def _on_list(viewer: Viewer, seat, email: str) -> OnList:
    ended = seat.ended_at is not None and seat.ended_at <= viewer.now
    last_day = london(seat.ended_at).date() if ended else seat.ends_on
    left = ended or (seat.ends_on is not None and seat.ends_on < viewer.today)
    return OnList(seat.holder, email, seat.role, seat.starts_on, last_day, left)
