"""The table of who was asked to go to a meeting, as people meet it."""

from ...fields import Choice, Moment, Person, RecordLink
from ...models.cover import CoverAsk
from ...records.registry import Column, Table, register

ANSWERS = (("yes", "Yes"), ("no", "No"), ("gone", "Not needed any more"))

register(
    Table(
        "cover-asks",
        CoverAsk,
        "Cover asked for",
        (
            Column("meeting", "Meeting", RecordLink()),
            Column("seat", "Seat", RecordLink()),
            Column("person", "Person", Person()),
            Column("asked_by", "Asked by", Person()),
            Column("asked_at", "Asked", Moment()),
            Column("answer", "Answer", Choice(ANSWERS)),
            Column("answered_at", "Answered", Moment()),
        ),
        order=("-asked_at",),
        title=lambda row: "Cover",
    )
)
