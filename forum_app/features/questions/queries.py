"""What is needed to take a decision home: whom it is asked of, and the day that is offered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ...models.boards import Board, Seat
from ...models.control import NamedPerson
from ...models.meetings import Decision, Meeting
from ...models.people import Person, Role
from ...permissions.abilities import require
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable
from ...permissions.roles import AWAY, TEAM, Viewer, seat_is_current, seat_is_taken_up, viewer_for
from ..boards.queries import steering_boards
from . import rules


@dataclass
class AskPage:
    """A question on its way to the steering group."""

    board: Any
    meeting: Any
    text: str
    answer_by: date
    names: list[str]


def ask_page(viewer: Viewer, *, meeting_id: str | None = None, decision_id: str | None = None) -> AskPage:
    """What the form offers, from a meeting or a decision. Raises NotFound, NotAllowed."""
    decision = one(Decision, decision_id, viewer) if decision_id else None
    about = decision or one(Meeting, meeting_id or "", viewer)
    require(viewer, "ask_forum_view", about)
    board = one(Board, about.board_id, viewer)
    meeting = (
        (one(Meeting, decision.meeting_id, viewer) if decision.meeting_id else None) if decision else about
    )
    asked = asked_of(viewer, meeting)
    return AskPage(
        board,
        meeting,
        decision.text if decision else "",
        rules.answer_by(next_meeting_on(viewer, board.id), viewer.today),
        [row.first_name or row.name for row in asked],
    )


def question_among(viewer: Viewer, ids: tuple[str, ...]) -> str:
    """Of the records that an act wrote, the question. Raises NotFound.

    Its own marking, if it has one, is newer than the viewer: who they are is asked again.
    """
    now_there = viewer_for(viewer.person_id or "", viewer.now) or viewer
    found = readable(Decision, now_there).where(Decision.id.in_(list(ids))).first()
    if found is None:
        raise NotFound
    return found.id


def next_meeting_on(viewer: Viewer, board_id: str) -> date | None:
    """When the board meets next."""
    ahead = readable(Meeting, viewer).where(
        Meeting.board == board_id, Meeting.day > viewer.today, Meeting.state != "cancelled"
    )
    first = ahead.order_by(Meeting.day, Meeting.id).first()
    return first.day if first else None


def asked_of(viewer: Viewer, meeting=None) -> list:
    """Steering members with a current seat who are neither aside nor away.

    About a marked meeting only those of them who may read it, as far as this viewer may know.
    """
    here = seat_is_taken_up(viewer.today)
    seats = readable(Seat, viewer).where(
        Seat.board.in_(steering_boards(viewer)), seat_is_current(viewer.today, viewer.now), here
    )
    ids = {seat.person_id for seat in seats if seat.person_id}
    if meeting is not None and meeting.marking_id:
        ids &= _may_read(viewer, meeting)
    if not ids:
        return []
    people = readable(Person, viewer).where(Person.id.in_(sorted(ids)), Person.state.not_in(AWAY))
    return list(people.order_by(Person.sort_name, Person.id))


def _may_read(viewer: Viewer, meeting) -> set[str]:
    """Those on the list of a marked meeting, and the team, whom a Board only one is open to."""
    named = readable(NamedPerson, viewer).where(
        NamedPerson.marking == meeting.marking_id,
        NamedPerson.until.is_null() | (NamedPerson.until > viewer.now),
    )
    team = readable(Role, viewer).where(
        Role.role.in_(sorted(TEAM)), Role.ends_at.is_null() | (Role.ends_at > viewer.now)
    )
    return {row.person_id for row in [*named, *team]}
