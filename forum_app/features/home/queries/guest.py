"""A partner guest's Home: the boards they were sent."""

from ....models.boards import Board
from ....permissions.readable import readable
from ....permissions.roles import Viewer


def guest_boards(viewer: Viewer) -> list[tuple[str, str]]:
    """The boards a guest may read, as (id, name)."""
    rows = readable(Board, viewer).select(Board.id, Board.name).order_by(Board.position, Board.id)
    return list(rows.limit(50).tuples())
