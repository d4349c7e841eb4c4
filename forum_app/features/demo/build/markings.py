"""What is closed in the demo, and to whom."""

from collections.abc import Iterator

from ....models.boards import Board
from ....models.control import Marking, NamedPerson
from ....records import write
from ..data import markings as data
from ..data.text import day, listed, moment
from .book import Book


def edits(book: Book) -> Iterator:
    for row in data.MARKINGS:
        values = {
            "name": row["name"],
            "board": book.maybe(row["board"]),
            "level": row["level"],
            "embargoed_until": moment(row["embargoed_until"]),
            "reason": row["reason"],
            "audience_words": row["audience"],
            "review_on": day(row["review"]),
            "review_words": row["review_words"],
        }
        yield book.add(Marking, values, row["name"])
        for code in listed(row["named"]):
            yield book.add(NamedPerson, {"marking": book[row["name"]], "person": book[code]})
    for board, name in data.STANDING.items():
        yield write.Edit(Board, book[board], {"default_marking": book[name]})
