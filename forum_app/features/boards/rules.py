"""What state the forum's seats on a board are in, and which board is told first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ...fields.words import count, number_of, short_date
from ...permissions.roles import is_aside

ENDS_SOON = timedelta(days=90)
# Further off than soon, and near enough to be named: half a year.
ENDS_IN_SIGHT = timedelta(days=183)

ACTING = ("lead", "second")
NETWORK = "Network"
SEAT_NAMES = {"lead": "lead", "second": "second seat", "deputy": "deputy", "shadow": "shadow"}


@dataclass(frozen=True)
class Seat:
    """One seat as it stands. `holder` and `successor` are ids; no holder is a vacancy.

    Held from `starts` through `ends`, both counted, unless it `ended` before. Stepped aside from
    `aside_from` until `aside_until`, for which no reason is kept.
    """

    role: str
    holder: str | None = None
    starts: date | None = None
    ends: date | None = None
    ended: bool = False
    aside_from: date | None = None
    aside_until: date | None = None
    successor: str | None = None
    position: int = 0
    id: str = ""

    @classmethod
    def of(cls, row: Any, now: datetime) -> "Seat":
        """A seat's row as it stands at a moment."""
        return cls(
            role=row.role,
            holder=row.person_id,
            starts=row.starts_on,
            ends=row.ends_on,
            ended=row.ended_at is not None and row.ended_at <= now,
            aside_from=row.aside_from,
            aside_until=row.aside_until,
            successor=row.successor_id,
            position=row.position,
            id=row.id,
        )

    def over(self, today: date) -> bool:
        return self.ended or (self.ends is not None and self.ends < today)

    def taken_up(self, day: date) -> bool:
        """Whether its holder sits there on a day: begun, not over, and not stepped aside from."""
        return self.begun(day) and not self.over(day) and not self.aside(day)

    def begun(self, today: date) -> bool:
        return self.starts is None or self.starts <= today

    def aside(self, today: date) -> bool:
        return is_aside(self, today)


Shown = tuple[Seat, str]


@dataclass(frozen=True)
class BoardSeats:
    """A board's short name, kind, place in lists, and its seats."""

    id: str
    name: str
    seats: Sequence[Seat]
    position: int = 0
    kind: str = ""


def current(seats: Iterable[Seat], today: date) -> list[Seat]:
    """Seats that count today. One that is over stays, as a vacancy, until another stands in its place."""
    begun = sorted((seat for seat in seats if seat.begun(today)), key=lambda seat: seat.position)
    if not any(seat.over(today) for seat in begun):
        return begun
    standing = {(seat.role, seat.position) for seat in begun if not seat.over(today)}
    gone = {
        (seat.role, seat.position): Seat(seat.role, position=seat.position, id=seat.id)
        for seat in begun
        if seat.over(today) and seat.role in ACTING and (seat.role, seat.position) not in standing
    }
    return sorted(
        [*(seat for seat in begun if not seat.over(today)), *gone.values()], key=lambda seat: seat.position
    )


def seat_state(seat: Seat, today: date) -> str:
    """One of vacant, aside, ends_soon, filled, deputy, shadow."""
    if seat.holder is None or seat.over(today):
        return "vacant"
    if seat.aside(today):
        return "aside"
    if seat.role not in ACTING:
        return seat.role
    soon = seat.ends is not None and seat.ends - today <= ENDS_SOON and not seat.successor
    return "ends_soon" if soon else "filled"


def states(board: BoardSeats, today: date) -> set[str]:
    """All that is true of a board: ends_soon, vacant, aside, no_deputy, one_person."""
    return _true_of(shown(board, today))


def shown(board: BoardSeats, today: date) -> list[Shown]:
    """The seats that count today, each with the state it is in: what every figure here is read from.

    While a seat is handed over two people hold it; it is one seat, and the new holder's.
    """
    seats = current(board.seats, today)
    taken_over = {(seat.role, seat.position, seat.holder) for seat in seats if seat.holder}
    return [
        (seat, seat_state(seat, today))
        for seat in seats
        if not (seat.successor and (seat.role, seat.position, seat.successor) in taken_over)
    ]


def _true_of(seats: Sequence[Shown]) -> set[str]:
    acting = [state for seat, state in seats if seat.role in ACTING]
    found = {state for state in acting if state in {"ends_soon", "vacant", "aside"}}
    if not any(state == "deputy" for _, state in seats):
        found.add("no_deputy")
        if acting and len(_active(acting)) == 1:
            found.add("one_person")
    return found


def _active(acting: Iterable[str]) -> list[str]:
    return [state for state in acting if state in {"filled", "ends_soon"}]


@dataclass(frozen=True)
class BoardSummary:
    """One line of the list of boards: dots for the seats, one word for what to know, and its state.

    `state`: ends_soon, vacant, one_person, ends, no_deputy, shadow or "". `urgent`: to be looked at now.
    """

    id: str
    name: str
    dots: tuple[str, ...]
    word: str
    state: str
    urgent: bool
    order: tuple[int, int, int]


_RANK = {"ends_soon": 0, "vacant": 1, "one_person": 2, "ends": 3, "no_deputy": 4, "shadow": 4, "": 5}
_DOT_ORDER = {"ends_soon": 0, "filled": 1, "deputy": 2, "shadow": 3, "vacant": 4, "aside": 5}


def summary(board: BoardSeats, today: date) -> BoardSummary:
    """What is told of one board's seats."""
    return _summary(board, shown(board, today), today)


def _summary(board: BoardSeats, seats: Sequence[Shown], today: date) -> BoardSummary:
    dots = tuple(sorted((state for _, state in seats), key=_DOT_ORDER.__getitem__))
    state, word = _told(seats, today)
    return BoardSummary(
        id=board.id,
        name=board.name,
        dots=dots,
        word=word,
        state=state,
        urgent=state in {"ends_soon", "vacant"},
        order=(_RANK[state], _within(board, state, dots), board.position),
    )


def _told(seats: Sequence[Shown], today: date) -> tuple[str, str]:
    true = _true_of(seats)
    acting = [(seat, state) for seat, state in seats if seat.role in ACTING and state != "vacant"]
    ends = min((seat.ends for seat, _ in acting if seat.ends), default=None)
    if "ends_soon" in true:
        soon = [seat.ends for seat, state in acting if seat.ends and state == "ends_soon"]
        return "ends_soon", f"ends {short_date(min(soon), today)}"
    if "vacant" in true or not acting:
        vacant = sum(state == "vacant" for seat, state in seats if seat.role in ACTING)
        return "vacant", f"{count(vacant, 'seat')} vacant" if acting else "nobody"
    if "one_person" in true:
        return "one_person", "one person"
    if ends is not None and ends - today <= ENDS_IN_SIGHT:
        return "ends", f"ends {short_date(ends, today)}"
    if "no_deputy" in true:
        shadows = sum(state == "shadow" for _, state in seats)
        return ("shadow", count(shadows, "shadow")) if shadows else ("no_deputy", "no deputy")
    return "", ""


def _within(board: BoardSeats, state: str, dots: Sequence[str]) -> int:
    """The order among boards of one rank, before the boards' own.

    An empty deputy seat is known to be wanted, so it comes before a board that never had one. Boards that
    decide come before those with somebody learning, and those before networks, where nothing is decided.
    """
    if state == "one_person":
        return 0 if "vacant" in dots else 1
    if state == "shadow":
        return 1
    return 2 if state == "no_deputy" and board.kind == NETWORK else 0


def in_order(boards: Iterable[BoardSeats], today: date) -> list[BoardSummary]:
    """Every board's line, the one to act on first at the top."""
    return sorted((summary(board, today) for board in boards), key=lambda line: line.order)


@dataclass(frozen=True)
class SeatTotals:
    """Seats of lead and second, how many of them are active, and deputies."""

    active: int
    seats: int
    deputies: int

    @property
    def words(self) -> str:
        return f"{self.active} of {self.seats} active, {number_of(self.deputies, 'deputy', 'deputies')}"


def totals(boards: Iterable[BoardSeats], today: date) -> SeatTotals:
    """The count over some boards; the steering group's own is left out by the caller."""
    return _totals([pair for board in boards for pair in shown(board, today)])


def _totals(seats: Sequence[Shown]) -> SeatTotals:
    acting = [state for seat, state in seats if seat.role in ACTING]
    return SeatTotals(
        active=len(_active(acting)),
        seats=len(acting),
        deputies=sum(state == "deputy" for _, state in seats),
    )


def overview(boards: Iterable[BoardSeats], today: date) -> tuple[list[BoardSummary], SeatTotals]:
    """Every board's line in order, and the totals over them, each seat judged once."""
    found = [(board, shown(board, today)) for board in boards]
    lines = sorted((_summary(board, seats, today) for board, seats in found), key=lambda line: line.order)
    return lines, _totals([pair for _, seats in found for pair in seats])
