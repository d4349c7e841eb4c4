"""What reps do with papers, and what they keep to themselves, as people meet it."""

from ....fields import Choice, Date, LongText, Minutes, Moment, Person, RecordLink
from ....models import reading as models
from ....records.registry import Column, Table, register
from .columns import MEETING, PERSON

PAPER = Column("paper", "Paper", RecordLink())
ASKS = (("explain", "Please explain"), ("jargon", "Jargon"))

register(
    Table(
        "paper-reads",
        models.PaperRead,
        "Papers read",
        (PAPER, PERSON, Column("minutes", "Minutes", Minutes()), Column("read_on", "Read on", Date())),
        order=("-read_on",),
        title=lambda row: "A paper read",
    )
)

register(
    Table(
        "paper-questions",
        models.PaperQuestion,
        "Questions about papers",
        (
            PAPER,
            PERSON,
            Column("kind", "What is asked", Choice(ASKS)),
            Column("text", "In their words", LongText(2_000)),
            Column("asked_at", "Asked", Moment()),
            Column("answer", "Answer", LongText(2_000)),
            Column("answered_at", "Answered", Moment()),
            Column("answered_by", "Answered by", Person()),
        ),
        order=("-asked_at",),
        title=lambda row: "A question about a paper",
    )
)

register(
    Table(
        "private-notes",
        models.PrivateNote,
        "My own experience",
        (MEETING, PERSON, Column("text", "My own experience", LongText(2_000), help="Only you see this")),
        order=("meeting",),
        title=lambda row: "A note of one’s own",
        change="edit_own",
        bin="edit_own",
    )
)
