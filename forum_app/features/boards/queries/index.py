"""Every board in a line: its seats, and the meeting that comes next."""

from dataclasses import dataclass, field
from typing import Any

from peewee import fn

from ....models.boards import Board
from ....models.meetings import Meeting
from ....permissions.readable import readable
from ....permissions.roles import Viewer
from .. import rules
from .seats import seats_of


@dataclass
class BoardLine:
    """One board of the list, with its seats and the meeting that comes next."""

    board: Any
    seats: list[rules.Seat] = field(default_factory=list)
    next: Any = None


def index(viewer: Viewer, *, ended: bool = False) -> list[BoardLine]:
    """The boards at work, or those that ended, in the forum's own order. Three statements."""
    over = Board.ends_on < viewer.today
    which = over if ended else Board.ends_on.is_null() | (Board.ends_on >= viewer.today)
    boards = readable(Board, viewer).where(which).order_by(Board.position, Board.name, Board.id)
    lines = {board.id: BoardLine(board) for board in boards}
    for held in seats_of(viewer):
        if held.board_id in lines:
            lines[held.board_id].seats.append(held.seat)
    for meeting in _next_of_each(viewer):
        if meeting.board_id in lines:
            lines[meeting.board_id].next = meeting
    return list(lines.values())


def any_ended(viewer: Viewer) -> bool:
    """Whether a board has ended, so that the list can lead to it."""
    return readable(Board, viewer).where(Board.ends_on < viewer.today).exists()


def _next_of_each(viewer: Viewer) -> list:
    """The first meeting ahead of each board."""
    ahead = (Meeting.starts_at > viewer.now) & (Meeting.state != "cancelled")
    first = (
        readable(Meeting, viewer)
        .select(Meeting.board, fn.MIN(Meeting.starts_at).alias("starts_at"))
        .where(ahead)
        .group_by(Meeting.board)
        .alias("first_of")
    )
    same = (first.c.board_id == Meeting.board) & (first.c.starts_at == Meeting.starts_at)
    return list(readable(Meeting, viewer).where(ahead).join(first, on=same))
