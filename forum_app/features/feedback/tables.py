"""Whom the forum asked for news of what came of something, as people meet it."""

from ...fields import Choice, Date, Moment, Person, RecordLink
from ...fields.words import day
from ...models import meetings as models
from ...records.registry import Column, Table, register
from ..meetings.tables.columns import MEETING

KINDS = (("asked", "Asked"), ("reminder", "Reminded"), ("thanks", "Asked for thanks"))

register(
    Table(
        "feedback-chases",
        models.FeedbackChase,
        "Links sent to partner officers",
        (
            Column("feedback", "Outcome feedback", RecordLink()),
            MEETING,
            Column("contact", "Partner officer", RecordLink()),
            Column("kind", "What for", Choice(KINDS)),
            Column("asked_on", "Sent on", Date()),
            Column("asked_by", "Sent by", Person()),
            Column("answered_at", "Answered", Moment()),
            Column("thanked_at", "Thanked", Moment()),
            Column("stopped_on", "Stopped on", Date()),
        ),
        order=("-asked_on",),
        title=lambda row: f"{dict(KINDS)[row.kind]} {day(row.asked_on)}",
    )
)
