"""Barriers and escalations, as people meet them."""

from ...fields import Choice, Date, LongText, Person, RecordLink, Text
from ...fields.words import capital
from ...models import meetings as models
from ...records.errors import RuleBroken
from ...records.registry import Column, Table, register
from ..meetings.tables.columns import BOARD, MARKING, MEETING
from ..meetings.tables.held import a_closed_item_lets_nothing_go_open
from .rules import LEVELS, STATES


def due_after_it_was_raised(values, _before, _viewer) -> None:
    if values["due_on"] and values["due_on"] < values["raised_on"]:
        raise RuleBroken("due_on", "An answer is due after it was asked for.")


register(
    Table(
        "barriers",
        models.Barrier,
        "Barriers",
        (
            Column("text", "Barrier", LongText(2_000), needed=True),
            BOARD,
            MEETING,
            Column("agenda_item", "Agenda item", RecordLink(), fixed=True),
            Column("person", "Seen by", Person(), fixed=True),
            Column("seen_on", "Seen on", Date()),
            Column("owner", "Forum owner", Person(), fixed=True),
            Column("partner_contact", "Partner owner", RecordLink(), fixed=True),
            Column("mitigation", "What was done", LongText(2_000), fixed=True),
            Column("learned", "What was learnt", LongText(2_000)),
            Column("state", "State", Choice(STATES), fixed=True),
            Column("closed_on", "Closed on", Date(), fixed=True),
            MARKING,
        ),
        order=("-seen_on",),
        checks=(a_closed_item_lets_nothing_go_open,),
        title=lambda row: capital(row.text),
        called=("text",),
        change="edit_record",
    )
)

register(
    Table(
        "escalations",
        models.Escalation,
        "Escalations",
        (
            Column("title", "Title", Text(200), needed=True),
            Column("text", "Text", LongText(2_000)),
            BOARD,
            MEETING,
            Column("agenda_item", "Agenda item", RecordLink(), fixed=True),
            Column("barrier", "Barrier", RecordLink(), fixed=True),
            Column("height", "How high", Choice(LEVELS), fixed=True),
            Column("raised_by", "Raised by", Person(), fixed=True),
            Column("raised_with", "Raised with", Text(200)),
            Column("owner", "Forum owner", Person(), fixed=True),
            Column("partner_contact", "Partner owner", RecordLink(), fixed=True),
            Column("raised_on", "Raised on", Date(), fixed=True),
            Column("due_on", "Answer due", Date()),
            Column("answered_on", "Answered on", Date(), fixed=True),
            Column("answer", "Answer", LongText(2_000), fixed=True),
            MARKING,
        ),
        order=("due_on",),
        checks=(due_after_it_was_raised, a_closed_item_lets_nothing_go_open),
        title=lambda row: row.title,
        change="edit_record",
    )
)
