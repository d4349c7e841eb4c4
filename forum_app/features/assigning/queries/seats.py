"""The forum's seats with their ids and dates, as the pages that change them need them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ....models.boards import Board, Seat
from ....models.organisations import Organisation
from ....models.people import Person
from ....permissions.errors import NotFound
from ....permissions.readable import readable, with_names
from ....permissions.roles import Viewer
from ...boards import rules


def boards(viewer: Viewer) -> dict[str, Any]:
    """Every board by id, with the names of who hosts it and who pays. One statement."""
    rows = readable(Board, viewer)
    for link, label in ((Board.host, "host"), (Board.second_host, "second"), (Board.pays, "payer")):
        rows = with_names(rows, Organisation, link, **{
            f"{label}_{part}": name
            for part, name in (("name", "name"), ("short", "short_name"), ("plain", "plain_name"))
        })  # fmt: skip
    return {board.id: board for board in rows.order_by(Board.position, Board.id).objects()}


def seats_of_all(viewer: Viewer) -> list[Any]:
    """Every seat with the names of its holder and successor. One statement."""
    rows = with_names(readable(Seat, viewer), Person, Seat.person, holder="name", holder_first="first_name")
    rows = with_names(rows, Person, Seat.successor, next_name="name", next_first="first_name")
    return list(rows.order_by(Seat.board, Seat.position, Seat.id).objects())


def is_over(viewer: Viewer, seat) -> bool:
    """Whether whoever held the seat has left it."""
    return rules.Seat.of(seat, viewer.now).over(viewer.today)


@dataclass
class SeatPage:
    """One seat, its board, and the board's other seats that are held now or later."""

    board: Any
    seat: Any
    seats: list[Any]
    boards: dict[str, Any]

    def short_name(self, board_id: str) -> str:
        return self.boards[board_id].short_name if board_id in self.boards else ""

    @property
    def own_seats(self) -> list[Any]:
        return [seat for seat in self.seats if seat.board_id == self.board.id]

    @property
    def role_wanted(self) -> str:
        """Somebody to go first, then somebody to go instead."""
        led = any(seat.role in {"lead", "second"} and seat.person_id for seat in self.own_seats)
        return "deputy" if led else "lead"

    @property
    def next_position(self) -> int:
        return max((seat.position for seat in self.own_seats), default=0) + 1


def seat_page(viewer: Viewer, *, seat_id: str | None = None, board_id: str | None = None) -> SeatPage:
    """A seat to fill or change, or a board to add one to. Two statements. Raises NotFound."""
    known, everything = boards(viewer), seats_of_all(viewer)
    seat = next((row for row in everything if row.id == seat_id), None) if seat_id else None
    if seat_id and seat is None:
        raise NotFound
    board = known.get(seat.board_id if seat else board_id or "")
    if board is None:
        raise NotFound
    return SeatPage(board, seat, everything, known)


def standing(viewer: Viewer, seats: Iterable[Any], board_id: str) -> list[Any]:
    """The board's seats that somebody holds today, or will."""
    return [
        seat for seat in seats if seat.board_id == board_id and seat.person_id and not is_over(viewer, seat)
    ]


def who_could_follow(viewer: Viewer, page: SeatPage) -> list[tuple[str, str]]:
    """Everybody who could be named to follow, as (id, words): those of the board first. One statement."""
    here = {seat.person_id: f"{seat.role} here" for seat in standing(viewer, page.seats, page.board.id)}
    holder = page.seat.person_id if page.seat else None
    rows = readable(Person, viewer).where(Person.kind == "rep", Person.state.not_in(["left", "paused"]))
    people = [row for row in rows.order_by(Person.sort_name, Person.id) if row.id != holder]
    people.sort(key=lambda row: row.id not in here)
    return [(row.id, f"{row.name}, {here[row.id]}" if row.id in here else row.name) for row in people]
