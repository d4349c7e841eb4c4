"""Requests for a rep, as people meet them."""

from ...fields import Choice, Date, LongText, RecordLink
from ...models.meetings import RepRequest
from ...records.registry import Column, Table, register
from .rules import LABELS

register(
    Table(
        "rep-requests",
        RepRequest,
        "Requests for a representative",
        (
            Column("text", "Asked for", LongText(2_000), needed=True),
            Column("organisation", "By", RecordLink()),
            Column("asked_on", "Asked on", Date()),
            Column("contact", "Officer", RecordLink(), fixed=True),
            Column("reply", "Reply", Choice(LABELS.items()), fixed=True),
            Column("answer", "Answer", LongText(2_000), fixed=True),
            Column("answered_on", "Answered on", Date(), fixed=True),
        ),
        order=("-asked_on",),
        title=lambda row: row.text,
        change="answer_request",
        add="add_request",
    )
)
