"""What a viewer finds: entries of the search index, some of each kind or one kind page by page.

Titles that hold the words come first, then what lies nearest to today, then by name. Never by how rare a
word is: such a rank (bm25) counts every row there is, so it would tell of rows that the viewer may not read.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from peewee import fn

from ..fields.folding import are_beginnings
from ..models.base import Record
from ..models.search import SearchEntry
from ..permissions.prepared import Prepared, prepared
from ..permissions.readable.found import asked_for, first_entries, not_in_title
from ..permissions.roles import Viewer
from .search import FINDABLE
from .sorting import Sort, beyond, ordered

SIZE = 50
_NAMES = ("table", "row", "near", "level", "day", "title", "parts")
_SHOWN = [getattr(SearchEntry, name) for name in _NAMES]


@dataclass(frozen=True)
class Found:
    """One record that was found. `parts` are its other words by column, `near` the ids it belongs to."""

    model: type[Record]
    id: str
    near: dict[str, str]
    level: str
    day: date | None
    title: str
    parts: dict[str, str]
    in_title: bool


def kinds(viewer: Viewer) -> list[type[Record]]:
    """What the viewer can find, in the order in which answers are given.

    A guest reads no page of a person or of a partner, only their names where a board is: so they find none.
    """
    some = [model for model, table in FINDABLE.items() if table.for_guests or not viewer.is_guest]
    return sorted(some, key=lambda model: (FINDABLE[model].place, model._meta.table_name))


def some_of_each(viewer: Viewer, words: Sequence[str], most: int) -> dict[type[Record], list[Found]]:
    """The first few of each kind that this viewer may read; kinds with a title that fits come first.

    One statement, whatever was asked.
    """
    asked = asked_for(words, are_beginnings(words))
    found: dict[type[Record], list[Found]] = {}
    for row in _some(viewer, asked, viewer.today.toordinal(), most):
        one = _found(row)
        found.setdefault(one.model, []).append(one)
    by_title = sorted(kinds(viewer), key=lambda model: not (model in found and found[model][0].in_title))
    return {model: found[model] for model in by_title if model in found}


@prepared("words", "number", "number")
def _some(viewer: Viewer, asked: str, today: int, most: int):
    return _in_order(viewer, kinds(viewer), asked, today, most)


def _in_order(
    viewer: Viewer, models: Sequence[type[Record]], asked: str, today: int, most: int, beyond_it=None
):
    later = not_in_title(asked)
    order = [later, *ordered(_sorts(today), SearchEntry.row)]
    query = first_entries(viewer, models, asked, order, most, beyond_it)
    return query.select(*_SHOWN, later.alias("later")).order_by(*order).tuples()


def _sorts(today: int) -> list[Sort]:
    return [
        Sort(SearchEntry.day, fn.ABS(SearchEntry.day - today)),
        Sort(SearchEntry.title, SearchEntry.title),
    ]


def page_of(
    viewer: Viewer, model: type[Record], words: Sequence[str], after: str | None = None
) -> tuple[list[Found], str | None]:
    """A page of one kind that follows the record `after`, and by which record to go on, if there is more."""
    if model not in kinds(viewer):
        return [], None
    asked, today = asked_for(words, are_beginnings(words)), viewer.today.toordinal()
    start = _place(viewer, model, asked, after) if after else None
    if start is None:
        rows = _first_pages(model)(viewer, asked, today)
    else:
        start.id = after  # the last word among entries alike, as the order has it
        start.day = None if start.day is None else abs(start.day - today)
        further = beyond(_sorts(today), start, SearchEntry.row)
        later = not_in_title(asked)
        beyond_it = (later > start.later) | ((later == start.later) & further)
        rows = list(_in_order(viewer, [model], asked, today, SIZE + 1, beyond_it))
    found = [_found(row) for row in rows]
    return found[:SIZE], found[SIZE - 1].id if len(found) > SIZE else None


@cache
def _first_pages(model: type[Record]) -> Prepared:
    """The first page of a kind, written out once like the pages that everybody opens."""
    return prepared("words", "number")(
        lambda viewer, asked, today: _in_order(viewer, [model], asked, today, SIZE + 1)
    )


def _place(viewer: Viewer, model: type[Record], asked: str, after: str):
    """The entry to go on from, as far as the viewer finds it."""
    query = first_entries(viewer, [model], asked, [], 1, SearchEntry.row == after)
    return query.select(*_SHOWN, not_in_title(asked).alias("later")).objects().first()


def _found(row: Sequence[Any]) -> Found:
    table, row_id, near, level, day, title, parts, later = row[:8]
    return Found(
        _model_of(table),
        row_id,
        _read(near),
        level,
        date.fromordinal(day) if day else None,
        title,
        _read(parts),
        later == 0,
    )


def _model_of(table: str) -> type[Record]:
    return next(model for model in FINDABLE if model._meta.table_name == table)


def _read(value: Any) -> dict[str, str]:
    """A statement over a statement brings columns as the engine keeps them."""
    return json.loads(value) if isinstance(value, str) else value
