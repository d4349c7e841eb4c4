"""Time given in the demo: up to four entries for each rep at a meeting, and what was given elsewhere."""

from collections.abc import Iterator

from ....models.money import TimeEntry
from ..data import time as data
from ..data.meetings import HELD
from ..data.text import day, whole
from .book import Book

KINDS = {"meeting": "meeting_minutes", "reading": "reading", "briefing": "briefing", "travel": "travel"}


def edits(book: Book) -> Iterator:
    days = {row["code"]: row["start"][:10] for row in HELD}
    for row in data.FROM_MEETINGS:
        for kind, column in KINDS.items():
            minutes = whole(row[column])
            if not minutes:
                continue
            values = {
                "person": book[row["rep"]],
                "day": day(days[row["meeting"]]),
                "kind": kind,
                "minutes": minutes,
                "meeting": book[row["meeting"]],
                "state": row["state"],
                "words": row["words"],
                "row": row["row"],
            }
            yield book.add(TimeEntry, values)
    for row in data.ELSEWHERE:
        values = {
            "person": book[row["rep"]],
            "day": day(row["day"]),
            "kind": row["kind"],
            "minutes": whole(row["minutes"]),
            "hat": row["hat"],
            "state": row["state"],
            "words": row["words"],
            "row": row["row"],
        }
        yield book.add(TimeEntry, values)
