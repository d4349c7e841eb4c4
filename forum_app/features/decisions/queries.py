"""Decisions across all boards, as far as one viewer may read them, newest first."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import JOIN, fn

from ...models.boards import Board
from ...models.meetings import Decision, Meeting
from ...models.organisations import Contact
from ...models.people import Person
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from ..boards.queries import steering_boards
from ..control.queries import Level, levels

PAGE = 50
KINDS = {"": ("decision", "reserved"), "waiting": ("reserved",), "actions": ("action",)}


@dataclass
class Register:
    """One page of decisions with their signs; `later` is the id to go on from."""

    rows: list
    signs: dict[str, Level]
    later: str | None = None


def register(viewer: Viewer, since: date, what: str = "", after: str | None = None) -> Register:
    """Decisions taken or asked from a day on; `what` is "", waiting or actions."""
    query = _rows(viewer).where(Decision.kind.in_(KINDS.get(what, KINDS[""])))
    if what == "waiting":
        query = query.where(Decision.state == "waiting")
    query = query.where(_day() >= since)
    if after and (last := query.where(Decision.id == after).objects().first()):
        same = (_day() == last.taken_on) & (Decision.id < last.id)
        query = query.where((_day() < last.taken_on) | same)
    found = list(query.order_by(_day().desc(), Decision.id.desc()).limit(PAGE + 1).objects())
    shown = found[:PAGE]
    return Register(shown, levels(viewer, shown), shown[-1].id if len(found) > PAGE else None)


def _day():
    """The day a decision was taken, or asked for."""
    return fn.COALESCE(Decision.decided_on, Decision.asked_on, Decision.due_on)


def _rows(viewer: Viewer) -> Any:
    board = readable(Board, viewer).select(Board.id, Board.short_name).alias("of_board")
    meeting = readable(Meeting, viewer).select(Meeting.id, Meeting.day).alias("of_meeting")
    owner = readable(Person, viewer).select(Person.id, Person.first_name).alias("of_owner")
    contact = readable(Contact, viewer).select(Contact.id, Contact.name).alias("of_contact")
    return (
        readable(Decision, viewer)
        .select_extend(
            board.c.short_name.alias("board_name"),
            meeting.c.day.converter(Meeting.day.python_value).alias("meeting_day"),
            owner.c.first_name.alias("owner_name"),
            contact.c.name.alias("contact_name"),
            _day().converter(Decision.decided_on.python_value).alias("taken_on"),
        )
        .join(board, on=(board.c.id == Decision.board))
        .join(meeting, JOIN.LEFT_OUTER, on=(meeting.c.id == Decision.meeting))
        .join(owner, JOIN.LEFT_OUTER, on=(owner.c.id == Decision.owner))
        .join(contact, JOIN.LEFT_OUTER, on=(contact.c.id == Decision.partner_contact))
    )


def last_steering_meeting(viewer: Viewer) -> date:
    """The day of the steering group's last meeting, or a month ago: since then is news to it."""
    held = readable(Meeting, viewer).where(
        Meeting.board.in_(steering_boards(viewer)),
        Meeting.starts_at <= viewer.now,
        Meeting.state != "cancelled",
    )
    last = held.order_by(Meeting.starts_at.desc()).first()
    return last.day if last else viewer.today - timedelta(days=30)
