"""The words of the mail with the starter pack, and of the news that a board's list has changed."""

from ...clock import london
from ...fields.words import clock_time, long_day, plain_day
from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models.boards import Board, Seat
from ...models.meetings import Meeting
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ..assigning.actions import LIST_CHANGED, STARTER_PACK
from ..assigning.queries import is_over
from ..boards.rules import SEAT_NAMES
from . import queries
from .rules import changes, letter

GONE = "no active account"


def register_kinds() -> None:
    kinds.register(STARTER_PACK, "Starter pack", starter_pack, urgent=True)
    kinds.register(LIST_CHANGED, "A board’s list has changed", list_changed)


def starter_pack(occasion: Occasion) -> Finished | Nothing:
    """Welcome somebody to their seat, with the way to its pack; nothing when it is not theirs any more."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing(GONE)
    try:
        seat = one(Seat, occasion.parts[0][1], viewer)
        board = one(Board, seat.board_id, viewer)
    except NotFound:
        return Nothing("the seat is not there any more")
    if seat.person_id != viewer.person_id or is_over(viewer, seat):
        return Nothing("the seat is theirs no more")
    later = seat.starts_on is not None and seat.starts_on > viewer.today
    return finished(
        occasion,
        STARTER_PACK,
        f"Your seat on {board.short_name}",
        board=board.name,
        role=SEAT_NAMES[seat.role],
        from_day=plain_day(seat.starts_on, viewer.today) if later else "",
        first=_first_meeting(viewer, seat),
        pack_url=f"{occasion.base_url}/boards/{board.id}/pack",
    )


def _first_meeting(viewer: Viewer, seat) -> str:
    """The day and time of the first meeting on the seat. What is marked stays out of mail."""
    ahead = readable(Meeting, viewer).where(
        Meeting.board == seat.board_id,
        Meeting.starts_at > viewer.now,
        Meeting.day >= (seat.starts_on or viewer.today),
        Meeting.state != "cancelled",
        Meeting.marking.is_null(),
    )
    first = ahead.order_by(Meeting.starts_at, Meeting.id).first()
    if first is None:
        return ""
    starts = london(first.starts_at)
    return f"{long_day(starts.date(), viewer.today)}, {clock_time(starts)}"


def list_changed(occasion: Occasion) -> Finished | Nothing:
    """Tell the coordinator whom a board's papers go to now, in words to send on to the partner."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing(GONE)
    if not viewer.has("coordinator"):
        return Nothing("no coordinator any more")
    try:
        found = queries.listed(viewer, occasion.parts[0][1])
    except NotFound:
        return Nothing("the board is not there any more")
    told = changes(found.seats, viewer.today)
    return finished(
        occasion,
        LIST_CHANGED,
        f"The list of {found.board.short_name} has changed",
        board=found.board.name,
        letter=letter(found.board.name, found.contact, told, occasion.forum_name),
        unreachable=told.unreachable,
        list_url=f"{occasion.base_url}/boards/{found.board.id}/list",
    )
