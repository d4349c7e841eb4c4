"""The words of the mails that ask somebody to go to a meeting, and that tell how it was settled."""

from ...clock import london
from ...fields.words import long_day, span
from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models.boards import Board
from ...models.cover import CoverAsk
from ...models.meetings import Meeting
from ...models.people import Person
from ...permissions.errors import NotFound
from ...permissions.readable import one
from ...permissions.roles import Viewer
from ..meetings.facts import MODES
from .actions import ASKED, NEWS
from .rules import GONE, OPEN, YES


def register_kinds() -> None:
    kinds.register(ASKED, "Asked to go to a meeting", cover_asked, urgent=True)
    kinds.register(NEWS, "Who goes to a meeting", cover_news, urgent=True)


def cover_asked(occasion: Occasion) -> Finished | Nothing:
    """Ask whether somebody can go; nothing once it is settled or the meeting has begun."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    try:
        ask, meeting, board = _what(viewer, occasion)
    except NotFound:
        return Nothing("not open to this reader any more")
    if ask.person_id != viewer.person_id or ask.answer != OPEN:
        return Nothing("answered already, or not needed any more")
    if meeting.starts_at <= viewer.now or meeting.state == "cancelled":
        return Nothing("the meeting is not ahead any more")
    closed = meeting.marking_id is not None
    return finished(
        occasion,
        ASKED,
        "Can you go to a meeting?" if closed else f"Can you go to {board.short_name}?",
        board="" if closed else board.name,
        when="" if closed else _when(viewer, meeting),
        how="" if closed else MODES.get(meeting.mode, "").lower(),
        url=f"{occasion.base_url}/cover/{ask.id}",
    )


def cover_news(occasion: Occasion) -> Finished | Nothing:
    """Tell whoever asked what was answered, or somebody who was asked that they are free."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing("no active account")
    try:
        ask, meeting, board = _what(viewer, occasion)
        person = one(Person, ask.person_id, viewer)
    except NotFound:
        return Nothing("not open to this reader any more")
    own = ask.person_id == viewer.person_id
    if own and ask.answer != GONE:
        return Nothing("they are asked after all")
    closed = meeting.marking_id is not None
    goes = ask.answer == YES
    subject = "You are free" if own else f"{person.first_name} {'goes' if goes else 'cannot go'}"
    return finished(
        occasion,
        NEWS,
        subject if closed else f"{subject}: {board.short_name}",
        own=own,
        goes=goes,
        name=person.first_name or person.name,
        board="" if closed else board.name,
        when="" if closed else _when(viewer, meeting),
        url=f"{occasion.base_url}/meetings/{meeting.id}{'' if own or goes else '/cover'}",
    )


def _what(viewer: Viewer, occasion: Occasion):
    ask = one(CoverAsk, occasion.parts[0][1], viewer)
    meeting = one(Meeting, ask.meeting_id, viewer)
    return ask, meeting, one(Board, meeting.board_id, viewer)


def _when(viewer: Viewer, meeting) -> str:
    starts = london(meeting.starts_at)
    return f"{long_day(starts.date(), viewer.today)}, {span(starts.time(), meeting.planned_minutes)}"
