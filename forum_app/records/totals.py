"""What stands under a column, of a whole view or of each group of it, over what its viewer may read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from peewee import SQL, Case, Expression, Field, NodeList, Select, TextField, Value, fn

from ..db import db
from ..fields import Choice, YesNo
from ..fields.kind import FOOTERS
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .columns import may_be_empty, node
from .registry import Column, Table
from .shown import Shown

MOST_ROWS = 2_000  # more than any page shows at once; beyond them a foot is worked out when asked for
SUM, EACH = "sum", "each"
ROWS = fn.COUNT(SQL("*"))
FEW = 6
WORDS = {foot: words.lower() for foot, words in FOOTERS.items()}


@dataclass(frozen=True)
class Heap:
    """Some rows' values in one column. `each`: how many rows hold each option."""

    filled: int = 0
    total: Any = 0
    least: Any = None
    most: Any = None
    each: tuple[int, ...] = ()


@dataclass(frozen=True)
class Tally:
    """How many rows, and what their values come to, by name of column."""

    rows: int
    heaps: Mapping[str, Heap]


def feet_of(column: Column) -> tuple[str, ...]:
    """What may stand under a column."""
    fits = {SUM: column.adds, "average": column.show is None, EACH: len(_options(column)) <= FEW}
    return tuple(foot for foot in column.kind.footers if fits.get(foot, True))


def chosen(asked: Shown) -> dict[str, str]:
    """What stands under each shown column: as the view says, else a sum wherever there is one."""
    found = {}
    for column in asked.columns:
        foot = asked.view.foots.get(column.name, SUM)
        if foot in feet_of(column):
            found[column.name] = foot
    return found


def whole(viewer: Viewer, table: Table, asked: Shown, *, any_size: bool = False) -> Tally | None:
    """The tally of all rows of a view; None when they are too many to count on every page."""
    places = Places(viewer, table, asked)
    rows = places.rows if any_size else places.rows.limit(MOST_ROWS + 1)
    inner = rows.alias("inner_rows")
    (found,) = Select([inner], places.tallied(inner)).bind(db).tuples()
    tally = places.tally(found)
    return tally if any_size or tally.rows <= MOST_ROWS else None


def named_as(letter: str, nodes: Sequence[Any]) -> list[Any]:
    """Places in SQL under names that are counted from nought: k0, k1 and on."""
    return [NodeList((node,)).alias(f"{letter}{n}") for n, node in enumerate(nodes)]


def columns_of(query: Any, letter: str, number: int) -> list[Any]:
    """The first so many of the columns that `named_as` named."""
    return [getattr(query.c, f"{letter}{n}") for n in range(number)]


def same(place: Any, key: Any) -> Expression:
    """Whether a place in SQL holds what a key does."""
    return place.is_null() if key is None else Expression(place, "=", Value(key, converter=False))


def _options(column: Column) -> tuple[Any, ...]:
    """The values that a column's rows may be counted by."""
    if isinstance(column.kind, YesNo):
        return (True, False)
    return tuple(value for value, _ in column.kind.options) if isinstance(column.kind, Choice) else ()


def _width(column: Column, foot: str) -> int:
    """How many figures a foot needs."""
    return len(_options(column)) if foot == EACH else 2 if foot in (SUM, "average") else 1


_AGAIN = {"least": "MIN", "earliest": "MIN", "most": "MAX", "latest": "MAX"}
_BY_HAND: dict[str, Callable[[Iterable[Any]], Any]] = {
    "SUM": sum,
    "MIN": partial(min, default=None),
    "MAX": partial(max, default=None),
}


class Places:
    """The columns that are counted, in the rows of a view, and the counts read back.

    `held`: the fields that groups and counts are made of, "" for what is none for this viewer.
    """

    def __init__(self, viewer: Viewer, table: Table, asked: Shown):
        self._viewer, self._table = viewer, table
        feet = chosen(asked)
        self._counted = [(column, feet[column.name]) for column in asked.columns if column.name in feet]
        keys = [group.gathered for group in asked.groups]
        counted = [node(viewer, table, column.name) for column, _ in self._counted]
        held = [group.held for group in asked.groups]
        self.held = [one.name if isinstance(one, Field) else "" for one in (*held, *counted)]
        # No id beside them: an index that has all the others would not do.
        columns = [Value(1).alias("one"), *named_as("k", keys), *named_as("c", counted)]
        self.rows = asked.narrowed(readable(table.model, viewer).select(*columns))

    @property
    def _ways(self) -> list[str]:
        """How the counts of several groups become one."""
        found = ["SUM"]
        for column, foot in self._counted:
            found += [_AGAIN.get(foot, "SUM")] * _width(column, foot)
        return found

    def tallied(self, inner: Any) -> list[Any]:
        """How many rows, then of each column what its foot needs."""
        found: list[Any] = [ROWS]
        for n, (column, foot) in enumerate(self._counted):
            found += self._of(getattr(inner.c, f"c{n}"), column, foot)
        return found

    def counts(self, gathered: Any) -> list[Any]:
        """What groups come to that were counted already."""
        return columns_of(gathered, "t", len(self._ways))

    def tallied_again(self, gathered: Any) -> list[Any]:
        """What several such groups come to together."""
        counts = self.counts(gathered)
        return [getattr(fn, way)(count) for way, count in zip(self._ways, counts, strict=True)]

    def together(self, counts: Iterable[Sequence[Any]]) -> tuple[Any, ...]:
        """The same of groups that were read, by hand."""
        across = zip(self._ways, zip(*counts, strict=True), strict=True)
        return tuple(_BY_HAND[way](one for one in found if one is not None) for way, found in across)

    def _of(self, place: Any, column: Column, foot: str) -> list[Any]:
        if foot == EACH:
            return [fn.SUM(Case(None, ((same(place, one), 1),), 0)) for one in _options(column)]
        if foot in ("filled", "empty"):
            text = isinstance(self._table.field(column.name), TextField)
            return [fn.COUNT(fn.NULLIF(place, "") if text else place)]
        if foot in (SUM, "average"):
            # Said alike of rows and of values, it is counted once.
            filled = fn.COUNT(place) if may_be_empty(self._viewer, self._table, column.name) else ROWS
            return [filled, fn.SUM(place)]
        return [fn.MIN(place) if foot in ("least", "earliest") else fn.MAX(place)]

    def tally(self, found: Sequence[Any]) -> Tally:
        """The counts of one row, by name of column."""
        rest, heaps = list(found[1:]), {}
        for column, foot in self._counted:
            wide = _width(column, foot)
            heaps[column.name], rest = self._heap(column, foot, rest[:wide]), rest[wide:]
        return Tally(int(found[0]), heaps)

    def _heap(self, column: Column, foot: str, found: Sequence[Any]) -> Heap:
        if foot == EACH:
            return Heap(each=tuple(int(one or 0) for one in found))
        if foot in ("filled", "empty"):
            return Heap(filled=int(found[0]))
        field = self._table.field(column.name)
        if foot in (SUM, "average"):
            return Heap(filled=int(found[0]), total=field.python_value(found[1] or 0))
        value = None if found[0] is None else field.python_value(found[0])
        return Heap(least=value, most=value)


def said(column: Column, foot: str, tally: Tally, today: date) -> str:
    """A foot in words, without its name: "34 h 05 min", "4 Accepted, 2 Draft"."""
    heap = tally.heaps[column.name]
    if foot == EACH:
        labels = (
            ("Yes", "No") if isinstance(column.kind, YesNo) else [label for _, label in column.kind.options]
        )
        return ", ".join(
            f"{many} {label.lower()}" for many, label in zip(heap.each, labels, strict=True) if many
        )
    if foot in ("filled", "empty"):
        return f"{heap.filled if foot == 'filled' else tally.rows - heap.filled:,}"
    if foot == SUM:
        return _shown(column, heap.total, today) if heap.filled else ""
    if foot == "average":
        return column.kind.foot(foot, heap.total / heap.filled, today) if heap.filled else ""
    value = heap.least if foot in ("least", "earliest") else heap.most
    return "" if value is None else _shown(column, value, today)


def _shown(column: Column, value: Any, today: date) -> str:
    """A value as a cell of the column shows it, though no row holds it."""
    return column.show(value, None) if column.show else column.kind.show(value, today)
