"""The forum's seats on boards, with the names of those who hold them."""

from collections.abc import Iterable
from dataclasses import dataclass

from peewee import JOIN, Value

from ....models.boards import Board, Seat
from ....models.meetings import Attendance
from ....models.people import Person
from ....permissions.errors import NotFound
from ....permissions.readable import readable, with_names
from ....permissions.roles import Viewer
from .. import rules


@dataclass(frozen=True)
class HeldSeat:
    """A seat as the rules want it, the names of who holds it and of who comes next, and an answer."""

    board_id: str
    seat: rules.Seat
    name: str
    successor: str
    reply: str = ""


def seats_of(viewer: Viewer, board_ids: Iterable[str] | None = None, meeting=None) -> list[HeldSeat]:
    """Seats of these boards, or of all of them, and what their holders answered to a meeting where this
    viewer may see that. One statement."""
    holder = readable(Person, viewer).select(Person.id, Person.name).alias("holder")
    next_one = readable(Person, viewer).select(Person.id, Person.name).alias("next_one")
    said = readable(Attendance, viewer).select(Attendance.person, Attendance.reply)
    said = said.where(Attendance.meeting == (meeting.id if meeting else "")).alias("said")
    dates = [Seat.starts_on, Seat.ends_on, Seat.ended_at, Seat.aside_from, Seat.aside_until]
    words = [holder.c.name, next_one.c.name, said.c.reply]
    rows = (
        readable(Seat, viewer)
        .select(Seat.id, Seat.board, Seat.role, Seat.person, Seat.successor, Seat.position, *dates, *words)
        .join(holder, JOIN.LEFT_OUTER, on=(holder.c.id == Seat.person))
        .join(next_one, JOIN.LEFT_OUTER, on=(next_one.c.id == Seat.successor))
        .join(said, JOIN.LEFT_OUTER, on=(said.c.person_id == Seat.person))
        .order_by(Seat.position, Seat.id)
    )
    if board_ids is not None:
        rows = rows.where(Seat.board.in_(sorted(board_ids)))
    return [_held(viewer, *row) for row in rows.tuples()]


def _held(viewer: Viewer, seat_id, board_id, role, holder, successor, position, *rest) -> HeldSeat:
    starts, ends, ended_at, aside_from, aside_until, *words = rest
    seat = rules.Seat(
        role=role,
        holder=holder,
        starts=starts,
        ends=ends,
        ended=ended_at is not None and ended_at <= viewer.now,
        aside_from=aside_from,
        aside_until=aside_until,
        successor=successor,
        position=position,
        id=seat_id,
    )
    return HeldSeat(board_id, seat, *(word or "" for word in words))


def held_seat(viewer: Viewer, seat_id: str) -> Seat:
    """A seat that somebody holds, with its `board_name`. Raises NotFound."""
    seat = readable(Seat, viewer).where(Seat.id == seat_id, Seat.person.is_null(False))
    found = with_names(seat, Board, Seat.board, board_name="short_name").objects().first()
    if found is None:
        raise NotFound
    return found


def steering_boards(viewer: Viewer):
    """The forum's own steering group, by id, to narrow another query by."""
    return readable(Board, viewer).select(Board.id).where(Board.is_steering == Value(True))
