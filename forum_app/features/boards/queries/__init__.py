"""What the pages about boards show, read for one viewer."""

from .index import BoardLine, any_ended, index
from .meetings import meetings_of
from .page import BoardPage, board_page
from .seats import HeldSeat, held_seat, seats_of, steering_boards

__all__ = [
    "BoardLine",
    "BoardPage",
    "HeldSeat",
    "any_ended",
    "board_page",
    "held_seat",
    "index",
    "meetings_of",
    "seats_of",
    "steering_boards",
]
