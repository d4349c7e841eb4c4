"""Loads the demo, whole and once, into a database that is empty."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from ...clock import LONDON
from ...models.glossary import GlossaryTerm
from ...permissions.abilities import Grant, require
from ...permissions.readable import readable
from ...permissions.roles import Viewer, command_line
from ...records import registry, settings, write
from ..accounts.actions import add_account
from ..accounts.passwords import hash_password
from .build import (
    boards,
    coproduction,
    decisions,
    markings,
    meetings,
    members,
    money,
    organisations,
    people,
    time,
    views,
)
from .build.book import Book
from .data.ids import email_for
from .data.people import PEOPLE

MOMENT = datetime(2026, 11, 24, 9, tzinfo=LONDON)
NAME = "Aldermere Parent Carer Forum"
SHORT_NAME = "APCF"
AREA = "Aldermere"
PASSWORD = "aldermere-demo"
SIGN_INS = ("bryony", "priya", "hannah", "gwen", "becky", "olu", "ellie", "craig", "leon")

# In this order, so that a link finds what it points to.
PARTS: tuple[tuple[str, Callable[[Book], Iterable]], ...] = (
    ("organisations", organisations.edits),
    ("people", people.edits),
    ("boards and seats", boards.edits),
    ("members of boards", members.edits),
    ("markings", markings.edits),
    ("meetings", meetings.edits),
    ("agendas and papers", meetings.papers),
    ("time", time.edits),
    ("money", money.edits),
    ("decisions", decisions.edits),
    ("co-production", coproduction.edits),
    ("digest wishes", coproduction.wishes),
    ("views", views.edits),
)


class DemoRefused(Exception):
    """The database holds a real forum, which the demo must never be poured over."""

    words = "This database already holds a forum. The demo needs an empty one of its own."

    def __init__(self) -> None:
        super().__init__(self.words)


def load_demo(now: datetime | None = None) -> bool:
    """Fill an empty database with the demo; True when it did, False when the demo was there already.

    `now` is when its history says that this was done, the demo's own moment unless told. All or nothing.
    Raises DemoRefused for a database that is neither empty nor the demo.
    """
    viewer = command_line(now.astimezone(UTC) if now else MOMENT.astimezone(UTC))
    grant = require(viewer, "load_demo")
    with write.together():
        # What another process did while this one waited for its turn.
        settings.forget()
        if settings.is_demo():
            return False
        if _holds_anything(viewer):
            raise DemoRefused
        book = Book()
        for words, edits in PARTS:
            write.many(grant, edits(book), via="demo", words=f"Demo: {words}")
        _open_accounts(book)
        _settle(grant)
    return True


def _holds_anything(viewer: Viewer) -> bool:
    """Whether any table has a row, in the bin or out of it, but for the glossary that comes with it.

    A forum that was begun has at least a person.
    """
    return any(
        readable(table.model, viewer, binned=binned).select(table.model.id).limit(1).tuples().first()
        for table in registry.tables()
        if table.model is not GlossaryTerm
        for binned in (False, True)
    )


def _open_accounts(book: Book) -> None:
    """Everybody signs in with the same password, so it is hashed once."""
    hashed = hash_password(PASSWORD)
    for row in PEOPLE:
        add_account(book[row["code"]], email_for(row["code"]), password_hash=hashed)


def _settle(grant: Grant) -> None:
    for name, value in (
        ("forum_name", NAME),
        ("forum_short_name", SHORT_NAME),
        ("area", AREA),
        ("demo_moment", MOMENT.isoformat()),
        ("demo", "yes"),
    ):
        settings.put(grant, name, value)
