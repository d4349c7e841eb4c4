"""What is said about records, and which are locked, as people meet them in tables."""

from ...fields import LongText, Moment, Person, Text
from ...models import BY_TABLE
from ...models import comments as models
from ...records.errors import RuleBroken
from ...records.registry import Column, Table, register, table_of

LONGEST = 2_000
TITLE = 60


def says_something(values, _before, _viewer) -> None:
    if not values["text"].strip():
        raise RuleBroken("text", "Write something first.")


def says_why(values, _before, _viewer) -> None:
    if not values["reason"].strip():
        raise RuleBroken("reason", "Say in a line why it is final.")


def _begins(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE else f"{line[:TITLE].rsplit(' ', 1)[0]} …"


def _label_of(table: str, _row) -> str:
    return table_of(BY_TABLE[table]).label


register(
    Table(
        "comments",
        models.Comment,
        "Comments",
        (
            Column("person", "Who", Person(), fixed=True),
            Column("text", "Comment", LongText(LONGEST), fixed=True),
            Column("at", "When", Moment(), fixed=True),
            Column("table", "About", Text(60), fixed=True, show=_label_of),
            Column("row", "Its id", Text(60), fixed=True, aside=True),
        ),
        order=("-at",),
        checks=(says_something,),
        title=lambda row: _begins(row.text) or "Comment",
        bin="bin_comment",
    )
)

register(
    Table(
        "locks",
        models.Lock,
        "Locked records",
        (
            Column("reason", "Why", Text(200), fixed=True),
            Column("person", "By", Person(), fixed=True),
            Column("at", "When", Moment(), fixed=True),
            Column("table", "About", Text(60), fixed=True, show=_label_of),
            Column("row", "Its id", Text(60), fixed=True, aside=True),
        ),
        order=("-at",),
        checks=(says_why,),
        title=lambda row: row.reason or "Locked",
    )
)
