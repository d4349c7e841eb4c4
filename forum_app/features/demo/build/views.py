"""The demo's views: ways of looking at its tables that the coordinator keeps for others, and for herself."""

from collections.abc import Iterator
from datetime import datetime

from ....clock import LONDON
from ....models.views import SavedView
from ....records import registry
from ....records.edits import Add
from ..data.views import VIEWS
from .book import Book

LOCKED_AT = datetime(2026, 11, 2, 10, 30, tzinfo=LONDON)


def edits(book: Book) -> Iterator[Add]:
    """One for each, in the order of their tabs; one that asks of a column not here is left out."""
    for position, row in enumerate(VIEWS):
        known = registry.table(row["table"]).by_name
        if set(row["asks"]) <= known.keys():
            yield Add(SavedView, _values(book, row) | {"position": position})


def _values(book: Book, row: dict) -> dict:
    values = {name: row[name] for name in ("table", "name", "params")}
    if "owner" in row:
        return values | {"person": book[row["owner"]]}
    values["shown_to"] = row["shown_to"]
    if "locked" in row:
        values |= {"locked_at": LOCKED_AT, "locked_by": book["S1"], "locked_because": row["locked"]}
    return values
