"""Partners of the demo, their departments and their officers."""

from collections.abc import Iterator

from ....models.organisations import Contact, Department, Organisation
from ..data import organisations as data
from ..data.text import day
from .book import Book


def edits(book: Book) -> Iterator:
    for row in data.ORGANISATIONS:
        values = {
            "name": row["name"],
            "short_name": row["short"],
            "plain_name": row["plain"],
            "sector": row["sector"],
            "note": row["note"],
            "started_on": day(row["started"]),
            "ended_on": day(row["ended"]),
            "successor": book.maybe(row["successor"]),
        }
        yield book.add(Organisation, values, row["code"])
    for row in data.DEPARTMENTS:
        values = {"organisation": book[row["organisation"]], "name": row["name"]}
        yield book.add(Department, values, row["name"])
    for row in data.CONTACTS:
        values = {
            "name": row["name"],
            "role_title": row["title"],
            "email": row["email"],
            "organisation": book.maybe(row["organisation"]),
        }
        yield book.add(Contact, values, row["name"])
