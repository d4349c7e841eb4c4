"""The tables about digests, as people meet them."""

from ...fields import Choice, Moment, Number, Person, RecordLink, Text, YesNo
from ...models import post as models
from ...records.errors import RuleBroken
from ...records.registry import Column, Table, register

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
QUIET_FROM, QUIET_UNTIL = 21, 7
LONGEST_LINE = 300
KINDS = (("steering", "Steering group"), ("rep", "Representatives"), ("coordinator", "Coordinator"))

register(
    Table(
        "digest-runs",
        models.DigestRun,
        "Digest runs",
        (
            Column("kind", "Kind", Choice(KINDS)),
            Column("period", "Period", Text(60)),
            Column("since", "News since", Moment()),
            Column("until", "Up to", Moment()),
            Column("built_at", "Built", Moment()),
        ),
        order=("-until",),
        title=lambda row: row.period,
        called=("period",),
    )
)

register(
    Table(
        "digest-notes",
        models.DigestNote,
        "Digest lines",
        (
            Column("kind", "Digest", Choice(KINDS)),
            Column("week", "Week from Monday", Text(10)),
            Column("line", "Line at its head", Text(LONGEST_LINE)),
            Column("held", "Held", YesNo()),
        ),
        order=("-week",),
        title=lambda row: f"{dict(KINDS).get(row.kind, row.kind)}, week of {row.week}",
    )
)

register(
    Table(
        "deliveries",
        models.Delivery,
        "Digest deliveries",
        (
            Column("run", "Digest", RecordLink()),
            Column("person", "Person", Person()),
            Column("state", "State", Text(20)),
            Column("sent_at", "Sent", Moment()),
            Column("read_at", "Read", Moment()),
        ),
        order=("-sent_at",),
        title=lambda row: "Delivery",
    )
)


def comes_in_waking_hours(values, _before, _viewer) -> None:
    if values["hour"] < QUIET_UNTIL or values["hour"] >= QUIET_FROM:
        raise RuleBroken("hour", "Choose an hour from 7 to 20: nothing is sent at night.")


register(
    Table(
        "preferences",
        models.Preference,
        "Digest wishes",
        (
            Column("person", "Person", Person()),
            Column("kind", "Digest", Choice(KINDS)),
            Column(
                "day",
                "Day",
                Number(whole=True, least=0, most=6),
                help="0 is Monday",
                adds=False,
                show=lambda value, _row: "" if value is None else DAYS[value],
            ),
            Column("hour", "Hour", Number(whole=True, least=0, most=23), help="London time", adds=False),
            Column("wanted", "Wanted", YesNo()),
            Column("every", "How often", Choice((("week", "Every week"), ("month", "Every month")))),
        ),
        order=("person", "kind"),
        checks=(comes_in_waking_hours,),
        title=lambda row: dict(KINDS).get(row.kind, row.kind),
    )
)
