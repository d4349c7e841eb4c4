"""What a viewer finds: entries of the search index, some of each kind or one kind page by page.

Titles that hold the words come first, then what lies nearest to today, then by name. Never by how rare a
word is: such a rank (bm25) counts every row there is, so it would tell of rows that the viewer may not read.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from peewee import fn

from ..fields.folding import are_beginnings
from ..models.base import Record
from ..models.search import SearchEntry, kind_of
from ..permissions.prepared import Prepared, prepared
from ..permissions.readable.found import Start, Stretches, entry_of, first_entries, listed, stretches
from ..permissions.readable.places import ELSEWHERE, IN_TITLE, NO_DAY, asked_for
from ..permissions.roles import Viewer
from .letters import by_bytes
from .search import FINDABLE
from .sorting import Sort, beyond, ordered

SIZE = 50
# How many entries to reckon with. Who may read too few of those is given more to choose from, at last all.
ROUNDS = (100, 1_000, None)
_NAMES = ("table", "row", "near", "level", "day", "title", "parts", "title_words")
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


@dataclass(frozen=True)
class _Words:
    """What is looked for, and by whom."""

    viewer: Viewer
    words: Sequence[str]

    @property
    def asked(self) -> str:
        return asked_for(self.words, are_beginnings(self.words))

    @property
    def today(self) -> int:
        return self.viewer.today.toordinal()

    def stand_in(self, kept: str) -> bool:
        """Whether each of the words is among the words kept of an entry, or begins one of them."""
        each = kept.split()
        if are_beginnings(self.words):
            return all(any(word.startswith(one) for word in each) for one in self.words)
        return set(self.words) <= set(each)

    def where(self, enough: int | None, kinds: Collection[int], start: Start) -> dict[int, Stretches]:
        """Where entries of some kinds lie that come next, by number of the kind."""
        every = stretches(self.asked, self.today, enough, start)
        return {kind: some for kind, some in every.items() if kind in kinds}

    def found(self, rows: Iterable[Sequence[Any]]) -> list[Found]:
        """Those with the words in the title first; otherwise as they come."""
        return sorted(map(self._found, rows), key=lambda one: not one.in_title)

    def _found(self, row: Sequence[Any]) -> Found:
        table, row_id, near, level, day, title, parts, title_words = row[:8]
        return Found(
            _model_of(table),
            row_id,
            _read(near),
            level,
            date.fromordinal(day) if day else None,
            title,
            _read(parts),
            self.stand_in(title_words),
        )


def some_of_each(viewer: Viewer, words: Sequence[str], most: int) -> dict[type[Record], list[Found]]:
    """The first few of each kind that this viewer may read; kinds with a title that fits come first.

    Two statements, unless the viewer may read very few of those that hold the words.
    """
    asked, known = _Words(viewer, words), tuple(kinds(viewer))
    left = {kind_of(model._meta.table_name): model for model in known}
    found: dict[type[Record], list[Found]] = {}
    for enough in ROUNDS:
        where = asked.where(enough, left, Start())
        some: dict[type[Record], list[Found]] = {left[kind]: [] for kind in where}
        for one in _first(asked, known, where, most):
            some[one.model].append(one)
        found |= {model: rows for model, rows in some.items() if rows}
        left = {kind: left[kind] for kind in where if len(some[left[kind]]) < most and not where[kind].whole}
        if not left:
            break
    by_title = sorted(known, key=lambda model: not (model in found and found[model][0].in_title))
    return {model: found[model] for model in by_title if model in found}


def page_of(
    viewer: Viewer, model: type[Record], words: Sequence[str], after: str | None = None
) -> tuple[list[Found], str | None]:
    """A page of one kind that follows the record `after`, and by which record to go on, if there is more."""
    if model not in kinds(viewer):
        return [], None
    asked, kind = _Words(viewer, words), kind_of(model._meta.table_name)
    last = _found_before(asked, model, after) if after else None
    start = _start(asked, last) if last else Start()
    found: list[Found] = []
    for enough in ROUNDS:
        where = asked.where(enough, [kind], start)
        if last:
            found = _next(asked, model, where, start, last)
        else:
            found = _first(asked, (model,), where, SIZE + 1)
        if len(found) > SIZE or all(some.whole for some in where.values()):
            break
    return found[:SIZE], found[SIZE - 1].id if len(found) > SIZE else None


def _first(
    asked: _Words, models: tuple[type[Record], ...], where: dict[int, Stretches], most: int
) -> list[Found]:
    """The first few of each of these kinds."""
    if not where:
        return []
    return asked.found(_firsts(models)(asked.viewer, asked.asked, asked.today, most, _listed(where)))


@lru_cache(maxsize=64)
def _firsts(models: tuple[type[Record], ...]) -> Prepared:
    """The first few of these kinds, written out once."""

    @prepared("words", "number", "number", "json")
    def build(viewer: Viewer, asked: str, today: int, most: int, where: str):
        return _shown(first_entries(viewer, models, asked, where, _order(today), most), today)

    return build


def _next(
    asked: _Words, model: type[Record], where: dict[int, Stretches], start: Start, last: SearchEntry
) -> list[Found]:
    """Those of one kind that follow an entry."""
    if not where:
        return []
    further = beyond(_sorts(asked.today), (last.day, last.title), SearchEntry.row, last.id)

    def follows(later):
        return (later > start.later) | ((later == start.later) & further)

    order = _order(asked.today)
    query = first_entries(asked.viewer, [model], asked.asked, _listed(where), order, SIZE + 1, follows)
    return asked.found(_shown(query, asked.today))


def _found_before(asked: _Words, model: type[Record], record: str) -> SearchEntry | None:
    """The entry to go on from, as far as the viewer finds it, with what it is sorted by."""
    query = entry_of(asked.viewer, model, record)
    last = query.select(*_SHOWN, SearchEntry.words).objects().first()
    if last is None or not asked.stand_in(last.words):
        return None
    last.id = record  # the last word among entries alike, as the order has it
    last.day = None if last.day is None else abs(last.day - asked.today)
    return last


def _start(asked: _Words, last: SearchEntry) -> Start:
    later = IN_TITLE if asked.stand_in(last.title_words) else ELSEWHERE
    return Start(later, NO_DAY if last.day is None else last.day)


def _listed(where: dict[int, Stretches]) -> str:
    return listed(stretch for some in where.values() for stretch in some.some)


def _shown(query: Any, today: int):
    return query.select(*_SHOWN).order_by(*_order(today)).tuples()


def _order(today: int) -> list[Any]:
    return ordered(_sorts(today), SearchEntry.row)


def _sorts(today: int) -> list[Sort]:
    return [
        Sort(fn.ABS(SearchEntry.day - today), SearchEntry.day.null),
        Sort(by_bytes(SearchEntry.title), SearchEntry.title.null),
    ]


def _model_of(table: str) -> type[Record]:
    return next(model for model in FINDABLE if model._meta.table_name == table)


def _read(value: Any) -> dict[str, str]:
    """A statement over a statement brings columns as the engine keeps them."""
    return json.loads(value) if isinstance(value, str) else value
