"""The tables about what is closed and to whom, as people meet them."""

from ...fields import Date, Level, Moment, Person, RecordLink, Text
from ...models import control as models
from ...records.errors import RuleBroken
from ...records.registry import Column, Table, register
from .rules import CLOSED


def closes_with_a_reason(values, _before, _viewer) -> None:
    """Board only, Restricted or an embargo: why, to whom, and looked at again when."""
    if values["level"] not in CLOSED and not values["embargoed_until"]:
        return
    if not values["reason"]:
        raise RuleBroken("reason", "Say why this is closed.")
    if not values["audience_words"]:
        raise RuleBroken("audience_words", "Say who may see it.")
    if not values["review_on"]:
        raise RuleBroken("review_on", "Say on which day this is looked at again.")


def board_only_names_a_board(values, _before, _viewer) -> None:
    if values["level"] == "board" and not values["board"]:
        raise RuleBroken("board", "Say which board it is for.")


register(
    Table(
        "markings",
        models.Marking,
        "Markings",
        (
            Column("name", "What is closed", Text(200)),
            Column("board", "Board", RecordLink()),
            Column("level", "Level", Level(), help="With an embargo, what it falls to at its time"),
            Column("reason", "Reason", Text()),
            Column("audience_words", "Who may see it", Text()),
            Column("review_on", "Looked at again on", Date(), help="It never opens by itself on that day"),
            Column("review_words", "What to decide then", Text()),
            Column("embargoed_until", "Embargoed until", Moment()),
        ),
        order=("review_on",),
        checks=(closes_with_a_reason, board_only_names_a_board),
    )
)

register(
    Table(
        "named-people",
        models.NamedPerson,
        "People named on a marking",
        (
            Column("marking", "Marking", RecordLink()),
            Column("person", "Person", Person()),
            Column("until", "Until", Moment()),
        ),
        order=("marking",),
        title=lambda row: "Named person",
    )
)

register(
    Table(
        "asides",
        models.Aside,
        "Standing aside from an item",
        (
            Column("person", "Person", Person()),
            Column("table", "Table", Text(60)),
            Column("row", "Item", Text(60)),
        ),
        order=("person",),
        title=lambda row: "Standing aside",
    )
)

register(
    Table(
        "guest-scopes",
        models.GuestScope,
        "What guests were sent",
        (
            Column("person", "Guest", Person()),
            Column("board", "Board", RecordLink()),
            Column("meeting", "Meeting", RecordLink()),
            Column("until", "Until", Moment()),
        ),
        order=("-until",),
        title=lambda row: "Guest",
    )
)
