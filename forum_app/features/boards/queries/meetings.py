"""The meetings of one board: those a board's page tells of, and all of them by key."""

from datetime import timedelta
from typing import Any

from ....models.boards import Board
from ....models.meetings import Meeting
from ....permissions.readable import one, readable
from ....permissions.roles import Viewer

PAGE = 50
# How far back a board's own page looks; older meetings stand on the page of all of them.
LOOK_BACK = timedelta(days=366)
HELD_SHOWN = 6


def lately(viewer: Viewer, board_id: str) -> tuple[list, list]:
    """Meetings ahead, soonest first, and the last ones held, newest first. One statement."""
    rows = readable(Meeting, viewer).where(Meeting.board == board_id, Meeting.day >= viewer.today - LOOK_BACK)
    found = list(rows.order_by(Meeting.starts_at, Meeting.id).limit(2 * PAGE))
    ahead = [meeting for meeting in found if meeting.starts_at > viewer.now]
    held = [meeting for meeting in found if meeting.starts_at <= viewer.now]
    return ahead, held[::-1][:HELD_SHOWN]


def meetings_of(viewer: Viewer, board_id: str, before: str | None = None) -> tuple[Any, list, str | None]:
    """A board, its meetings newest first, 50 at a time, and the id to go on from. Raises NotFound."""
    board = one(Board, board_id, viewer)
    rows = readable(Meeting, viewer).where(Meeting.board == board_id)
    if before and (last := rows.where(Meeting.id == before).first()):
        same = (Meeting.starts_at == last.starts_at) & (Meeting.id < last.id)
        rows = rows.where((Meeting.starts_at < last.starts_at) | same)
    found = list(rows.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(PAGE + 1))
    return board, found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None
