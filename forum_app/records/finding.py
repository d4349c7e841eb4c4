"""What a viewer finds: entries of the search index, some of each kind or one kind page by page.

Titles that hold the words come first, then what lies nearest to today, then by name. Never by how rare a
word is: such a rank (bm25) counts every row there is, so it would tell of rows that the viewer may not read.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from peewee import Value, fn

from ..fields.folding import are_beginnings
from ..models.base import Record
from ..models.search import SearchEntry
from ..permissions.prepared import Prepared, prepared
from ..permissions.readable.found import (
    Within,
    asked_for,
    by_day,
    by_kind,
    by_words,
    first_entries,
    held_by_many,
    not_in_title,
)
from ..permissions.roles import Viewer
from .search import FINDABLE
from .sorting import Sort, beyond, ordered

SIZE = 50
ROUND_TODAY = 7  # days before and after
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

    Three statements at most: what very many hold is looked for round today first, and a kind of which there
    is enough needs no more.
    """
    asked, known = asked_for(words, are_beginnings(words)), kinds(viewer)
    found = {}
    if held_by_many(asked):
        near = _grouped(_near(tuple(known))(viewer, *_round_today(viewer, asked), most))
        found = {model: rows for model, rows in near.items() if len(rows) >= most}
    left = tuple(model for model in known if model not in found)
    further = _all(left, by_kind if found else by_words)
    found |= _grouped(further(viewer, asked, viewer.today.toordinal(), most)) if left else {}
    by_title = sorted(known, key=lambda model: not (model in found and found[model][0].in_title))
    return {model: found[model] for model in by_title if model in found}


def _grouped(rows: Iterable[Sequence[Any]]) -> dict[type[Record], list[Found]]:
    found: dict[type[Record], list[Found]] = {}
    for one in map(_found, rows):
        found.setdefault(one.model, []).append(one)
    return found


def _round_today(viewer: Viewer, asked: str) -> tuple[str, int, int, int]:
    today = viewer.today.toordinal()
    return asked, today, today - ROUND_TODAY, today + ROUND_TODAY


@lru_cache(maxsize=64)
def _near(models: tuple[type[Record], ...]) -> Prepared:
    """The first few of these kinds between two days, by their titles, written out once."""

    def build(viewer: Viewer, asked: str, today: int, first: int, last: int, most: int):
        order = ordered(_sorts(today), SearchEntry.row)
        query = first_entries(viewer, models, asked, order, most, within=by_day(first, last))
        return query.select(*_SHOWN, Value(0).alias("later")).order_by(*order).tuples()

    return prepared("words", "number", "number", "number", "number")(build)


@lru_cache(maxsize=64)
def _all(models: tuple[type[Record], ...], within: Within) -> Prepared:
    """The first few of these kinds, written out once; `within` is where the engine begins to look."""
    return prepared("words", "number", "number")(
        lambda viewer, asked, today, most: _in_order(viewer, models, asked, today, most, within=within)
    )


def _in_order(
    viewer: Viewer,
    models: Sequence[type[Record]],
    asked: str,
    today: int,
    most: int,
    beyond_it=None,
    within: Within = by_words,
):
    order, later = ordered(_sorts(today), SearchEntry.row), not_in_title(asked)
    query = first_entries(viewer, models, asked, order, most, beyond_it, within)
    return query.select(*_SHOWN, later.alias("later")).order_by(later, *order).tuples()


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
        near = held_by_many(asked) and _near((model,))(viewer, *_round_today(viewer, asked), SIZE + 1)
        rows = near if near and len(near) > SIZE else _all((model,), by_words)(viewer, asked, today, SIZE + 1)
    else:
        start.id = after  # the last word among entries alike, as the order has it
        start.day = None if start.day is None else abs(start.day - today)
        further = beyond(_sorts(today), start, SearchEntry.row)
        later = not_in_title(asked)
        beyond_it = (later > start.later) | ((later == start.later) & further)
        rows = list(_in_order(viewer, [model], asked, today, SIZE + 1, beyond_it))
    found = [_found(row) for row in rows]
    return found[:SIZE], found[SIZE - 1].id if len(found) > SIZE else None


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
