"""A small forum with content of every level, taken into the search index as it is at noon."""

from datetime import timedelta

import pytest

from forum_app.db import db, unguarded
from forum_app.models.control import Marking
from forum_app.models.meetings import Meeting
from forum_app.models.search import SearchEntry
from forum_app.permissions.abilities import Grant
from forum_app.permissions.roles import Viewer
from forum_app.records import finding, search
from tests.demo.build import describe_tables
from tests.permissions import forum
from tests.permissions.forum import NOON

MEETING, BOARD_ONLY, RESTRICTED, EMBARGOED = (
    f"rec{name:0<14}" for name in ("meeting", "board", "restricted", "embargoed")
)
MINUTE = NOON + timedelta(minutes=1)


@pytest.fixture
def small_forum(database):
    describe_tables()
    forum.plant()
    with unguarded("a test plants rows"):
        Meeting.insert(
            id=MEETING, board="here", starts_at=NOON, day=NOON.date(), planned_minutes=90
        ).execute()
        for row, level, until in (
            (BOARD_ONLY, "board", None),
            (RESTRICTED, "restricted", None),
            (EMBARGOED, "public", MINUTE),
        ):
            Marking.insert(
                id=row, board="here", level=level, review_on=NOON.date(), embargoed_until=until,
                reason="reason", audience_words="words",
            ).execute()  # fmt: skip
    search.make_anew(NOON)
    return database


def leave(now=NOON) -> Grant:
    """Leave to write anything, as the coordinator of the proofs."""
    return Grant(Viewer(now=now, name="a test", roles=frozenset({"coordinator", "member"})), "edit_record")


def found(viewer, text: str) -> set[str]:
    """The ids of all that this viewer finds."""
    from forum_app.fields.folding import words_asked

    words = words_asked(text)
    each = finding.some_of_each(viewer, words, 1000) if words else {}
    return {row.id for rows in each.values() for row in rows}


def kept() -> dict[str, SearchEntry]:
    """What the index holds, by record."""
    with unguarded("a test looks into the index"):
        return {entry.row: entry for entry in SearchEntry.select()}


def in_the_file(word: str) -> bool:
    """Whether a word stands anywhere in what the engine keeps for full text."""
    with unguarded("a test looks into the engine's own tables"):
        rows = db.execute_sql("SELECT block FROM search_words_data").fetchall()
    return any(word.encode() in bytes(block) for (block,) in rows)
