"""The table of who was asked once more, as people meet it."""

from ...fields import Choice, Date, Person, Text
from ...models import post as models
from ...records.registry import Column, Table, register
from .rules import ASKED_FOR

register(
    Table(
        "reminders",
        models.Reminder,
        "Asked once more",
        (
            Column("person", "Who was asked", Person()),
            Column("kind", "For what", Choice(ASKED_FOR)),
            Column("table", "Table", Text(60)),
            Column("row", "About", Text(60)),
            Column("asked_on", "Asked on", Date()),
            Column("asked_by", "Asked by", Person()),
        ),
        order=("-asked_on",),
        title=lambda row: dict(ASKED_FOR).get(row.kind, row.kind),
    )
)
