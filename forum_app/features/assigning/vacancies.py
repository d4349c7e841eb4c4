"""Which seats want somebody, in the order in which they matter; all from plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..boards import rules
from ..boards.rules import ACTING, BoardSeats, Seat

ENDING, EMPTY, ALONE = "Ends soon, nobody named", "Nobody there", "Rests on one person"
DEPUTY, NAMED = "No deputy", "Ends, and somebody is named"
GROUPS = (ENDING, EMPTY, ALONE, DEPUTY, NAMED)


@dataclass(frozen=True)
class Gap:
    """One seat that wants somebody. Without `seat` it has yet to be added; `alone`: the seat of the one
    person on whom the board rests."""

    group: str
    board_id: str
    role: str
    dot: str
    seat: Seat | None = None
    alone: str = ""

    @property
    def urgent(self) -> bool:
        return self.group in {ENDING, EMPTY, ALONE}


def gaps(boards: Sequence[BoardSeats], ours: set[str], today: date) -> list[Gap]:
    """Every gap, by group and within it in the order of the boards; `ours`: boards that want no deputies."""
    found = []
    for board in boards:
        seats = rules.shown(board, today)
        found += [*_acting(board, seats, today), *(() if board.id in ours else _deputy(board, seats))]
    places = {board.id: number for number, board in enumerate(rules.in_order(boards, today))}
    return sorted(found, key=lambda gap: (GROUPS.index(gap.group), places[gap.board_id]))


def _acting(board: BoardSeats, seats, today: date) -> Iterable[Gap]:
    for seat, state in seats:
        if seat.role not in ACTING:
            continue
        if state == "ends_soon":
            yield Gap(ENDING, board.id, seat.role, state, seat)
        elif state == "vacant":
            yield Gap(EMPTY, board.id, seat.role, state, _last_of(board, seat))
        elif seat.successor and seat.ends and seat.ends - today <= rules.ENDS_IN_SIGHT:
            if not any(other.holder == seat.successor and other.role == seat.role for other in board.seats):
                yield Gap(NAMED, board.id, seat.role, state, seat)


def _last_of(board: BoardSeats, gone: Seat) -> Seat:
    """The seat that was given up last in a place where nobody stands now."""
    known = [seat for seat in board.seats if (seat.role, seat.position) == (gone.role, gone.position)]
    return gone if gone.id or not known else max(known, key=lambda seat: (seat.ends or date.min, seat.id))


def _deputy(board: BoardSeats, seats) -> Iterable[Gap]:
    if not seats or any(state == "deputy" for _, state in seats):
        return
    vacant = next((seat for seat, state in seats if seat.role == "deputy" and state == "vacant"), None)
    active = [seat for seat, state in seats if seat.role in ACTING and state in {"filled", "ends_soon"}]
    alone = active[0].id if len(active) == 1 else ""
    yield Gap(ALONE if alone else DEPUTY, board.id, "deputy", "vacant", vacant, alone)
