"""The forum's seats on all boards as they stand today, read once for a whole page."""

from dataclasses import dataclass, field

from peewee import JOIN

from ....models.boards import Board, Seat
from ....models.people import Person
from ....permissions.prepared import prepared
from ....permissions.readable import readable
from ....permissions.reports.days import as_day, as_moment
from ....permissions.roles import Viewer
from ...boards import rules

BOARD_COLUMNS = (
    Board.id,
    Board.code,
    Board.name,
    Board.short_name,
    Board.position,
    Board.kind,
    Board.is_steering,
    Board.quorum_total,
    Board.quorum_percent,
    Board.quorum_words,
)
WIDTH = len(BOARD_COLUMNS)


@dataclass
class BoardWithSeats:
    """A board's few facts, and its seats as the rules want them; `holders` are first names by seat role."""

    id: str
    code: str
    name: str
    short_name: str
    position: int
    kind: str
    is_steering: bool
    quorum_total: int | None
    quorum_percent: int | None
    quorum_words: str
    seats: list[rules.Seat] = field(default_factory=list)
    holders: list[tuple[str, str, str | None]] = field(default_factory=list)

    def roles_of(self, person_id: str | None) -> list[str]:
        return [role for role, _name, person in self.holders if person and person == person_id]

    def name_of(self, person_id: str | None) -> str:
        return next((name for _role, name, person in self.holders if person and person == person_id), "")

    @property
    def deputy_missing(self) -> bool:
        return any(role == "deputy" and person is None for role, _name, person in self.holders)

    @property
    def for_rules(self) -> rules.BoardSeats:
        return rules.BoardSeats(self.id, self.short_name, self.seats, self.position, self.kind)


def boards_with_seats(viewer: Viewer, only: frozenset[str] | None = None) -> dict[str, BoardWithSeats]:
    """Every board that the forum has a seat on, by id, in their own order. One statement.

    `only` narrows it to these boards.
    """
    rows = _all_seats.bare(viewer) if only is None else _seats_on.bare(viewer, sorted(only))
    found: dict[str, BoardWithSeats] = {}
    today = viewer.today
    for row in rows:
        board, (role, person_id, name, *when, successor, position, ended_at, seat_id) = (
            row[:WIDTH],
            row[WIDTH:],
        )
        one = found.get(board[0]) or found.setdefault(board[0], BoardWithSeats(*board))
        starts, ends, aside_from, aside_until = [day and as_day(day) for day in when]
        seat = rules.Seat(
            role=role,
            holder=person_id,
            starts=starts,
            ends=ends,
            ended=ended_at is not None and as_moment(ended_at) <= viewer.now,
            aside_from=aside_from,
            aside_until=aside_until,
            successor=successor,
            position=position,
            id=seat_id,
        )
        one.seats.append(seat)
        if seat.begun(today) and not seat.over(today):
            one.holders.append((role, name or "", person_id))
    return found


def summaries(boards: dict[str, BoardWithSeats], viewer: Viewer) -> tuple[list, object]:
    """Boards of others with their circles and the one word, in the order of picture and need; the totals."""
    theirs, today = [one.for_rules for one in boards.values() if not one.is_steering], viewer.today
    return rules.overview(theirs, today)


def _seats(viewer: Viewer):
    """Each seat beside its board and the first name of whoever holds it."""
    board = readable(Board, viewer).select(*BOARD_COLUMNS)
    board = board.where(Board.ends_on.is_null() | (Board.ends_on >= viewer.today)).alias("of_board")
    person = readable(Person, viewer).select(Person.id, Person.first_name).alias("holder")
    return (
        readable(Seat, viewer)
        .select(
            *[board.c[column.column_name] for column in BOARD_COLUMNS],
            Seat.role,
            Seat.person,
            person.c.first_name,
            Seat.starts_on,
            Seat.ends_on,
            Seat.aside_from,
            Seat.aside_until,
            Seat.successor,
            Seat.position,
            Seat.ended_at,
            Seat.id,
        )
        .join(board, on=(board.c.id == Seat.board))
        .join(person, JOIN.LEFT_OUTER, on=(person.c.id == Seat.person))
        .order_by(board.c.position, board.c.id, Seat.position, Seat.id)
        .tuples()
    )


@prepared("list")
def _seats_on(viewer: Viewer, boards: list[str]):
    return _seats(viewer).where(Seat.board.in_(boards))


_all_seats = prepared()(_seats)
