"""The demo's members of boards, and the versions of their terms of reference."""

from collections.abc import Iterator
from typing import Any

from ....models.boards import BoardMember, TermsOfReference
from ..data import members as data
from ..data.text import day, whole
from .book import Book


def edits(book: Book) -> Iterator:
    for position, row in enumerate(data.MEMBERS, start=1):
        values: dict[str, Any] = {
            "board": book[row["board"]],
            "organisation": book.maybe(row["organisation"]),
            "department": book.maybe(row["department"]),
            "contact": book.maybe(row["contact"]),
            "words": row["words"],
        }
        yield book.add(BoardMember, values | {"position": position})
    for row in data.TERMS:
        values = {
            "board": book[row["board"]],
            "edition": whole(row["edition"]),
            "starts_on": day(row["starts"]),
            "asked_by": row["asked_by"],
            "note": row["note"],
            "text": row["text"].replace(" / ", "\n"),
        }
        yield book.add(TermsOfReference, values)
