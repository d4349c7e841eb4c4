"""Stepping aside from a board and coming back. Nobody is asked why, and no reason is kept."""

from collections.abc import Iterable
from datetime import timedelta

from .... import clock
from ....models.boards import Seat
from ....models.meetings import Attendance, Meeting
from ....permissions.abilities import require
from ....permissions.readable import one, readable
from ....permissions.roles import Viewer, is_aside, seat_is_current
from ....records import write
from ....records.errors import RuleBroken
from ....records.outbox import Mailing
from ....records.write import Edit, Written
from ...accounts.queries import holders

COUNTED_ON = ("coming", "maybe")
# Somebody who tapped by mistake takes it back before anybody is told.
TIME_TO_UNDO = timedelta(minutes=5)


def step_aside(viewer: Viewer, seat_id: str, *, form_key: str | None = None, via: str = "form") -> Written:
    """Leave a board to others for now: the seat is kept, and whoever covers it is told the same day.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        seat = one(Seat, seat_id, viewer)
        grant = require(viewer, "step_aside", seat)
        if first := write.already(grant, form_key):
            return first
        if seat.id not in {held.id for held in seats_of(viewer, seat.person_id)}:
            raise RuleBroken("", "That seat is not held at the moment.")
        if is_aside(seat, viewer.today):
            raise RuleBroken("", "That is done already.")
        edits, mails = leaving(viewer, seat.person_id, [seat])
        return write.many(
            grant, edits, via=via, words="Stepped aside from a board", form_key=form_key, mails=mails
        )


def come_back(viewer: Viewer, seat_id: str, *, form_key: str | None = None, via: str = "form") -> Written:
    """Take the seat up again from today. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        seat = one(Seat, seat_id, viewer)
        grant = require(viewer, "come_back", seat)
        if first := write.already(grant, form_key):
            return first
        if not is_aside(seat, viewer.today):
            raise RuleBroken("", "That is done already.")
        return write.many(
            grant, returning(viewer, [seat]), via=via, words="Came back to a board", form_key=form_key
        )


def seats_of(viewer: Viewer, person_id: str | None) -> list[Seat]:
    """The seats that a person holds today, stepped aside or not."""
    if person_id is None:
        return []
    held = readable(Seat, viewer).where(Seat.person == person_id, seat_is_current(viewer.today, viewer.now))
    return list(held.order_by(Seat.id))


def leaving(viewer: Viewer, person_id: str, seats: Iterable[Seat]) -> tuple[list[Edit], list[Mailing]]:
    """What changes when somebody leaves these seats to others for now, and who is to be told."""
    seats = list(seats)
    aside = [Edit(Seat, seat.id, {"aside_from": viewer.today, "aside_until": None}) for seat in seats]
    return aside + _replies_taken_back(viewer, person_id, seats), _cover_wanted(viewer, person_id, seats)


def returning(viewer: Viewer, seats: Iterable[Seat]) -> list[Edit]:
    """What changes when somebody takes these seats up again."""
    return [Edit(Seat, seat.id, {"aside_until": viewer.today}) for seat in seats]


def _replies_taken_back(viewer: Viewer, person_id: str, seats: list[Seat]) -> list[Edit]:
    """Meetings ahead that counted on them no longer do: the quorum is to be true meanwhile."""
    boards = sorted({seat.board_id for seat in seats})
    ahead = readable(Meeting, viewer).select(Meeting.id)
    ahead = ahead.where(Meeting.board.in_(boards), Meeting.starts_at > viewer.now)
    said = readable(Attendance, viewer).where(
        Attendance.person == person_id, Attendance.reply.in_(COUNTED_ON), Attendance.meeting.in_(ahead)
    )
    answer = {"reply": "not_coming", "replied_at": viewer.now}
    return [Edit(Attendance, row.id, answer) for row in said.order_by(Attendance.id)]


def _cover_wanted(viewer: Viewer, person_id: str, seats: list[Seat]) -> list[Mailing]:
    """Mails to the deputies of these boards, each about theirs, and to the coordinators about all."""
    about: dict[str, list[str]] = {}
    for seat in (seat for seat in seats if seat.role != "shadow"):
        covering = [*_deputies(viewer, seat), *holders(viewer, "coordinator")]
        for reader in {*covering} - {person_id, viewer.person_id}:
            about.setdefault(reader, []).append(seat.id)
    return [
        Mailing(
            "cover_wanted",
            reader,
            tuple(("seats", seat_id) for seat_id in sorted(ids)),
            dedupe=f"cover {write.new_id()}",
            run_at=clock.real() + TIME_TO_UNDO,
        )
        for reader, ids in sorted(about.items())
    ]


def _deputies(viewer: Viewer, seat: Seat) -> list[str]:
    beside = readable(Seat, viewer).where(
        Seat.board == seat.board_id,
        Seat.role == "deputy",
        Seat.person.is_null(False),
        seat_is_current(viewer.today, viewer.now),
    )
    return [row.person_id for row in beside if not is_aside(row, viewer.today)]
