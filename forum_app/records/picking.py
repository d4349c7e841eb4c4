"""Which record typed words mean, in a form, a cell, a paste, an import or a filter, among those one may read.

Records are looked up by the words, many words at once; no table is read for it.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from peewee import DateField, Expression

from ..fields import Choice, Problem
from ..fields.clean import clean
from ..fields.dates import days_said
from ..fields.export import rearm
from ..fields.ids import looks_like_id
from ..fields.words import join
from ..models.base import Record
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from . import offering
from .columns import node, sees_all
from .errors import Unregistered
from .letters import bare, bare_text, plain
from .registry import Column, Table, table_of
from .rows import parts
from .titles import full_titles, rows_of, titles

AT_ONCE = 500  # texts that one statement looks for
MOST = 2_000  # records that it may find; more are called alike than anybody tells apart
LONGEST, MOST_COMMAS, LISTED = 2_000, 4, 5
NOBODY = Problem("Nothing here that you may read is called that")
OPEN_IT = "Open the one that you mean, and copy the end of its address"
MANY = Problem(f"Very many are called that. {OPEN_IT}")
Meant = str | Problem


class Finder:
    """What is meant by words that lead to records of one table, as far as one viewer may read them."""

    def __init__(self, viewer: Viewer, model: type[Record]):
        self._viewer, self._model = viewer, model
        self._meant: dict[str, Meant] = {}
        self._words: dict[str, str] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Look up many texts at once, each a name or an id: a few statements for hundreds."""
        new = [text for text in dict.fromkeys(texts) if text and text not in self._meant]
        for some in parts(new, AT_ONCE):
            self._look_up(some)

    def find(self, text: str) -> Meant:
        """The id of the one record that a text means, else why it means none."""
        self.learn((text,))
        return self._meant.get(text, NOBODY)

    def guess(self, text: str) -> Meant:
        """As `find`; where nothing is called so, the one record that has all these letters in its name."""
        found = self.find(text)
        if found != NOBODY:
            return found
        alike, _ = offering.with_letters(self._viewer, table_of(self._model), text)
        self._words.update(alike)
        return self._the_one([row_id for row_id, _ in alike])

    def knows(self, row_id: str) -> bool:
        return bool(self.label(row_id))

    def label(self, row_id: str) -> str:
        """What a record is called; empty for one that the viewer may not read."""
        if row_id not in self._words and looks_like_id(row_id):
            self.learn((row_id,))
        return self._words.get(row_id, "")

    def _look_up(self, texts: Sequence[str]) -> None:
        try:
            table = table_of(self._model)
        except Unregistered:
            self._meant |= dict.fromkeys(texts, NOBODY)
            return
        rows = rows_of(self._viewer, self._model, filter(looks_like_id, texts))
        self._meant |= {row.id: row.id for row in rows}
        said = [text for text in texts if text not in self._meant]
        found = _called_so(self._viewer, table, said)
        if len(found) > MOST and len(said) > 1:
            self.learn(said[: len(said) // 2])
            self.learn(said)
            return
        every = {row.id: row for row in [*rows, *found]}
        self._words |= full_titles(self._viewer, {self._model: [*every.values()]}, {}) if every else {}
        names = _Names(self._viewer, table, found, self._words)
        for text in said:
            self._meant[text] = self._the_one(names.of(text)) if len(found) <= MOST else MANY

    def _the_one(self, ids: Sequence[str]) -> Meant:
        if len(ids) < 2:
            return ids[0] if ids else NOBODY
        called = list(dict.fromkeys(self._words[row_id] for row_id in ids))
        if len(called) == 1:
            return Problem(f"{len(ids)} are called {called[0]}. {OPEN_IT}")
        some = [f"“{name}”" if ", " in name else name for name in called[:LISTED]]
        return Problem(f"Which one: {join(some, 'or')}?")


def kind_of(viewer: Viewer, table: Table, column: Column) -> Any:
    """The kind that reads this column for this viewer; a link is known by all that its records are called."""
    target = table.target(column.name)
    if target is None or not hasattr(column.kind, "for_viewer"):
        return column.kind
    if column.kind.choices:
        return column.kind.for_viewer(viewer)
    return column.kind.found_by(Finder(viewer, target))


def learn(kind: Any, texts: Iterable[str]) -> None:
    """Let a kind look up at once what it will be asked to read, where it would look up each by itself."""
    if getattr(kind, "finder", None):
        kind.finder.learn(clean(rearm(text)) for text in texts)


class _Names:
    """By which names rows go: what they are called first, then a short name, a code, an address."""

    def __init__(self, viewer: Viewer, table: Table, rows: Sequence[Any], words: dict[str, str]):
        columns = [column.name for column in _asked(viewer, table)]
        under = titles(table.model, [row.id for row in rows], viewer) if table.under else {}
        self._ways: tuple[dict[str, list[str]], ...] = ({}, {}, {})
        for row in rows:
            held = (row.__data__.get(name) for name in columns)
            names = [table.title(row), words[row.id], under.get(row.id, "")]
            others = [one for one in held if isinstance(one, str)]
            self._note(row.id, map(_said, names), map(_said, others), map(plain, [*names, *others]))

    def _note(self, row_id: str, *ways: Iterable[str]) -> None:
        for known, names in zip(self._ways, ways, strict=True):
            for name in filter(None, dict.fromkeys(names)):
                known.setdefault(name, []).append(row_id)

    def of(self, text: str) -> list[str]:
        """The rows that go by a name: by the first way in which any does."""
        said = (_said(text), _said(text), plain(text))
        return next((known[one] for known, one in zip(self._ways, said, strict=True) if one in known), [])


def _said(text: str) -> str:
    return " ".join(text.casefold().split())


def _asked(viewer: Viewer, table: Table) -> list[Column]:
    """The columns that records are called by, as far as this viewer sees them in every row."""
    there = (table.by_name[name] for name in table.called if name in table.by_name)
    return [column for column in there if sees_all(viewer, table, column.name)]


def _called_so(viewer: Viewer, table: Table, texts: Sequence[str]) -> list[Any]:
    """Rows of which a name may be one of these texts. One statement."""
    texts = [text[:LONGEST] for text in texts]
    places = (_holds_one(viewer, table, column, texts) for column in _asked(viewer, table))
    wheres = [where for where in places if where is not None]
    if not texts or not wheres:
        return []
    query = readable(table.model, viewer).where(reduce(or_, wheres))
    return list(query.order_by(table.model.id).limit(MOST + 1))


def _holds_one(viewer: Viewer, table: Table, column: Column, texts: Sequence[str]) -> Expression | None:
    """Whether a column holds what one of the texts says, or says a part of."""
    place = node(viewer, table, column.name)
    if isinstance(table.field(column.name), DateField):
        days = {day for text in texts for day in days_said(text, viewer.today)[0]}
        return place.in_(sorted(days)) if days else None
    if isinstance(column.kind, Choice):
        each = [plain(text) for text in texts]
        said = [value for value, label in column.kind.options if any(plain(label) in one for one in each)]
        return place.in_(said) if said else None
    pieces = {bare_text(way) for text in texts for piece in _pieces(text) for way in _sizes(piece)}
    return bare(place).in_(sorted(pieces | {f"the {one}" for one in pieces} | _without_the(pieces)))


def _pieces(text: str) -> list[str]:
    """A text, what stands in it before and after each comma, and its words with figures."""
    some = text.split(", ", MOST_COMMAS)
    cut = range(1, len(some))
    codes = [word for word in text.split() if any(sign.isdigit() for sign in word)]
    return [text, *(", ".join(some[:at]) for at in cut), *(", ".join(some[at:]) for at in cut), *codes]


def _sizes(text: str) -> tuple[str, ...]:
    """Engines know the two sizes of A to Z alone; of other letters, names are written in either."""
    return (text,) if text.isascii() else (text, text.casefold(), text.upper())


def _without_the(pieces: Iterable[str]) -> set[str]:
    return {one.removeprefix("the ") for one in pieces}
