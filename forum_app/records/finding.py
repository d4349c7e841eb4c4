"""What a viewer finds: entries of the search index, some of each kind or one kind page by page.

Titles that hold the words come first, then what lies nearest to today, then by name. Never by how rare a
word is: such a rank (bm25) counts every row there is, so it would tell of rows that the viewer may not read.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from peewee import Select, fn

from ..fields.folding import are_beginnings
from ..models.base import Record
from ..models.search import SearchEntry
from ..permissions.prepared import prepared
from ..permissions.readable.found import asked_for, entries, not_in_title
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


def kinds() -> list[type[Record]]:
    """What can be found, in the order in which answers are given."""
    return sorted(FINDABLE, key=lambda model: (FINDABLE[model].place, model._meta.table_name))


def some_of_each(viewer: Viewer, words: list[str], most: int) -> dict[type[Record], list[Found]]:
    """The first few of each kind that this viewer may read; kinds with a title that fits come first.

    One statement, whatever was asked.
    """
    asked = asked_for(words, are_beginnings(words))
    found: dict[type[Record], list[Found]] = {}
    for row in sorted(_some(viewer, asked, viewer.today.toordinal(), most), key=itemgetter(-1)):
        one = _found(row)
        found.setdefault(one.model, []).append(one)
    by_title = sorted(kinds(), key=lambda model: not (model in found and found[model][0].in_title))
    return {model: found[model] for model in by_title if model in found}


@prepared("words", "number", "number")
def _some(viewer: Viewer, asked: str, today: int, most: int):
    later = not_in_title(asked)
    order = [later, *ordered(_sorts(today), SearchEntry.row)]
    place = fn.ROW_NUMBER().over(partition_by=[SearchEntry.table], order_by=order)
    inner = entries(viewer, kinds(), asked).select(*_SHOWN, later.alias("later"), place.alias("place"))
    inner = inner.alias("found")
    columns = [getattr(inner.c, name) for name in (*_NAMES, "later", "place")]
    return Select([inner], columns).where(inner.c.place <= most).tuples()


def _sorts(today: int) -> list[Sort]:
    return [
        Sort(SearchEntry.day, fn.ABS(SearchEntry.day - today)),
        Sort(SearchEntry.title, SearchEntry.title),
    ]


def page_of(
    viewer: Viewer, model: type[Record], words: list[str], after: str | None = None
) -> tuple[list[Found], str | None]:
    """A page of one kind that follows the record `after`, and by which record to go on, if there is more."""
    asked = asked_for(words, are_beginnings(words))
    later = not_in_title(asked)
    query = entries(viewer, [model], asked).select(*_SHOWN, later.alias("later"))
    start = query.where(SearchEntry.row == after).objects().first() if after else None
    today = viewer.today.toordinal()
    sorts = _sorts(today)
    if start is not None:
        if start.day is not None:
            start.day = abs(start.day - today)
        further = beyond(sorts, start, SearchEntry.row)
        query = query.where((later > start.later) | ((later == start.later) & further))
    query = query.order_by(later, *ordered(sorts, SearchEntry.row)).limit(SIZE + 1)
    rows = [_found(row) for row in query.tuples()]
    return rows[:SIZE], rows[SIZE - 1].id if len(rows) > SIZE else None


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
