"""The words of the mail that asks for cover when somebody steps aside. It never says why."""

from dataclasses import dataclass

from ...clock import london
from ...fields.words import long_day
from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models.boards import Board, Seat
from ...models.meetings import Meeting
from ...models.people import Person
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer, is_aside


@dataclass(frozen=True)
class Left:
    """A board whose seat was left to others: its next meeting in words, and whether the reader covers."""

    board: str
    link: str
    meeting: str
    yours: bool


def register_kinds() -> None:
    kinds.register("cover_wanted", "Cover wanted", cover_wanted, urgent=True)


def cover_wanted(occasion: Occasion) -> Finished | Nothing:
    """Tell a deputy, or the coordinator, which seats want cover; nothing when all are taken up again."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    left, name = [], ""
    for _table, seat_id in occasion.parts:
        try:
            seat = one(Seat, seat_id, viewer)
            person = one(Person, seat.person_id, viewer)
        except NotFound:
            continue
        if is_aside(seat, viewer.today):
            left.append(_left(viewer, seat, occasion.base_url))
            name = person.first_name or person.name
    if not left:
        return Nothing("they are back")
    many = len(left) > 1
    subject = f"Cover wanted: {name} is stepping aside for now" if many else f"Cover wanted: {left[0].board}"
    return finished(
        occasion,
        "cover_wanted",
        subject,
        name=name,
        left=left,
    )


def _left(viewer: Viewer, seat: Seat, base_url: str) -> Left:
    board = one(Board, seat.board_id, viewer)
    # What is marked stays out of mail, and a date of it too.
    ahead = readable(Meeting, viewer).where(
        Meeting.board == board.id,
        Meeting.starts_at > viewer.now,
        Meeting.state != "cancelled",
        Meeting.marking.is_null(),
    )
    first = ahead.order_by(Meeting.starts_at, Meeting.id).first()
    day = long_day(london(first.starts_at).date(), viewer.today) if first else ""
    deputy = readable(Seat, viewer).where(
        Seat.board == board.id, Seat.role == "deputy", Seat.person == viewer.person_id
    )
    return Left(board.name, f"{base_url}/boards/{board.id}", day, deputy.count() > 0)
