"""What stands under a column, of a whole view or of each group of it, over what its viewer may read."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from peewee import SQL, BooleanField, Case, DateField, Expression, NodeList, Select, TextField, Value, fn

from ..db import db
from ..fields import Choice, YesNo
from ..fields.kind import FOOTERS
from ..fields.words import MONTHS
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .columns import may_be_empty, node
from .registry import Column, Table
from .shown import Grouping, Shown
from .sorting import Sort, by_what_is_linked
from .titles import titles

MOST_ROWS = 2_000  # more than any page shows at once; beyond them a foot is worked out when asked for
MOST_GROUPS = 500
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

    def __add__(self, other: "Heap") -> "Heap":
        return Heap(
            self.filled + other.filled,
            self.total + other.total,
            min((one for one in (self.least, other.least) if one is not None), default=None),
            max((one for one in (self.most, other.most) if one is not None), default=None),
            tuple(map(sum, zip(self.each, other.each, strict=True))),
        )


@dataclass(frozen=True)
class Tally:
    """How many rows, and what their values come to, by name of column."""

    rows: int
    heaps: Mapping[str, Heap]

    def __add__(self, other: "Tally") -> "Tally":
        heaps = {name: heap + other.heaps[name] for name, heap in self.heaps.items()}
        return Tally(self.rows + other.rows, heaps)


@dataclass(frozen=True)
class Bunch:
    """Rows that share the values grouped by. `keys` as the engine has them, `words` of the last of them."""

    keys: tuple[Any, ...]
    words: str
    tally: Tally

    @property
    def token(self) -> str:
        """What an address calls it, which says nothing of its values."""
        return hashlib.sha256(repr(self.keys).encode()).hexdigest()[:8]


def feet_of(column: Column) -> tuple[str, ...]:
    """What may stand under a column."""
    return tuple(foot for foot in column.kind.footers if foot != EACH or len(_options(column)) <= FEW)


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
    places = _Places(viewer, table, asked)
    rows = places.rows if any_size else places.rows.limit(MOST_ROWS + 1)
    inner = rows.alias("inner_rows")
    (found,) = Select([inner], places.tallied(inner)).bind(db).tuples()
    tally = places.tally(found)
    return tally if any_size or tally.rows <= MOST_ROWS else None


def bunches(viewer: Viewer, table: Table, asked: Shown) -> list[Bunch]:
    """Each group of a view, the inmost ones, in the order of the view; at most MOST_GROUPS and one."""
    places = _Places(viewer, table, asked)
    deep = range(len(asked.groups))
    found = _gathered(table, asked, places)
    order = [term for n in deep for term in _order(viewer, table, asked.groups[n], getattr(found.c, f"k{n}"))]
    columns = [getattr(found.c, name) for name in places.names]
    rows = Select([found], columns).order_by(*order).limit(MOST_GROUPS + 1).bind(db).tuples()
    return _named(viewer, table, asked, places, list(rows))


def _gathered(table: Table, asked: Shown, places: "_Places") -> Any:
    """The groups by their keys: k0 and k1, a value of each as v0 and v1, and the counts as t0, t1 and on.

    Rows are gathered by what they hold, which an index may serve, and only those few groups are then brought
    together: links that lead nowhere for this viewer, days of a month, words that differ in capitals.
    """
    inner = places.rows.alias("inner_rows")
    held = [getattr(inner.c, f"k{n}") for n in range(len(asked.groups))]
    first = Select([inner], [*_named_as("k", held), *_named_as("t", places.tallied(inner))])
    found = first.group_by(*held).alias("gathered")
    there = [getattr(found.c, f"k{n}") for n in range(len(asked.groups))]
    keys = [group.on(place)[-1].node for group, place in zip(asked.groups, there, strict=True)]
    counts = [getattr(found.c, name) for name in places.names if name.startswith("t")]
    told = Select([found], [*_named_as("k", keys), *_named_as("v", there), *_named_as("t", counts)])
    return _brought_together(table, asked, told.alias("told"), places)


def _brought_together(table: Table, asked: Shown, told: Any, places: "_Places") -> Any:
    keys = [getattr(told.c, f"k{n}") for n in range(len(asked.groups))]
    values = [
        # PostgreSQL has no least of yes and no.
        key if isinstance(table.field(group.column.name), BooleanField) else fn.MIN(getattr(told.c, f"v{n}"))
        for n, (key, group) in enumerate(zip(keys, asked.groups, strict=True))
    ]
    counts = places.tallied_again(told)
    columns = [*_named_as("k", keys), *_named_as("v", values), *_named_as("t", counts)]
    return Select([told], columns).group_by(*keys).alias("together")


def _named_as(letter: str, nodes: Sequence[Any]) -> list[Any]:
    return [NodeList((node,)).alias(f"{letter}{n}") for n, node in enumerate(nodes)]


def _order(viewer: Viewer, table: Table, group: Grouping, key: Any) -> list[Any]:
    sort, target = group.sorts[-1], table.target(group.column.name)
    sorts = [Sort(key, True, sort.descending)]
    if target is not None:
        sorts = [*by_what_is_linked(viewer, target, key, sort.descending), *sorts]
    terms = []
    for one in sorts:
        terms += [one.node.is_null().asc(), one.node.desc() if one.descending else one.node.asc()]
    return terms


def _named(viewer: Viewer, table: Table, asked: Shown, places: "_Places", found: list[tuple]) -> list[Bunch]:
    deep = len(asked.groups)
    values = [[_value(table, group, row[deep + n]) for row in found] for n, group in enumerate(asked.groups)]
    last = asked.groups[-1]
    named = _words(viewer, table, last, values[-1])
    return [
        Bunch(row[:deep], words, places.tally(row[2 * deep :]))
        for row, words in zip(found, named, strict=True)
    ]


def _value(table: Table, group: Grouping, raw: Any) -> Any:
    return None if raw is None else table.field(group.column.name).python_value(raw)


def _words(viewer: Viewer, table: Table, group: Grouping, values: Sequence[Any]) -> list[str]:
    """What each group is called."""
    column, target = group.column, table.target(group.column.name)
    called = titles(target, values, viewer) if target is not None else {}
    nothing = f"No {column.label[:1].lower()}{column.label[1:]}"
    return [
        (called.get(value, "") if target is not None else _said(viewer, table, column, value)) or nothing
        for value in values
    ]


def _said(viewer: Viewer, table: Table, column: Column, value: Any) -> str:
    if isinstance(value, date) and isinstance(table.field(column.name), DateField):
        return f"{MONTHS[value.month - 1]} {value.year}"
    return column.kind.show(value, viewer.today)


def outer(viewer: Viewer, table: Table, asked: Shown, found: Sequence[Bunch]) -> list[Bunch]:
    """The groups of the first column, when a view groups by two, each with what its own come to."""
    heads = replace(asked, groups=asked.groups[:1])
    words = {bunch.keys[0]: bunch.words for bunch in bunches(viewer, table, heads)}
    heaped: dict[Any, Tally] = {}
    for bunch in found:
        first = bunch.keys[0]
        heaped[first] = heaped[first] + bunch.tally if first in heaped else bunch.tally
    return [Bunch((first,), words.get(first, ""), tally) for first, tally in heaped.items()]


def inside(groups: Sequence[Grouping], opened: Iterable[Bunch]) -> Expression:
    """The condition for the rows of some open groups."""
    each = [
        reduce(and_, (_same(one.sorts[-1].node, key) for one, key in zip(groups, bunch.keys, strict=False)))
        for bunch in opened
    ]
    return reduce(or_, each)


def outside(groups: Sequence[Grouping], folded: Iterable[Bunch]) -> Expression:
    """The condition for the rows of no folded group."""
    apart = [
        reduce(or_, (_differs(one.sorts[-1].node, key) for one, key in zip(groups, bunch.keys, strict=False)))
        for bunch in folded
    ]
    return reduce(and_, apart)


def _same(place: Any, key: Any) -> Expression:
    return place.is_null() if key is None else Expression(place, "=", Value(key, converter=False))


def _differs(place: Any, key: Any) -> Expression:
    if key is None:
        return place.is_null(False)
    return place.is_null() | Expression(place, "!=", Value(key, converter=False))


def _options(column: Column) -> tuple[Any, ...]:
    """The values that a column's rows may be counted by."""
    if isinstance(column.kind, YesNo):
        return (True, False)
    return tuple(value for value, _ in column.kind.options) if isinstance(column.kind, Choice) else ()


def _width(column: Column, foot: str) -> int:
    """How many figures a foot needs."""
    return len(_options(column)) if foot == EACH else 2 if foot in (SUM, "average") else 1


_AGAIN = {"least": fn.MIN, "earliest": fn.MIN, "most": fn.MAX, "latest": fn.MAX}


class _Places:
    """The columns that are counted, in the rows of a view, and the counts read back."""

    def __init__(self, viewer: Viewer, table: Table, asked: Shown):
        self._viewer, self._table = viewer, table
        feet = chosen(asked)
        self._counted = [(column, feet[column.name]) for column in asked.columns if column.name in feet]
        keys = [node(viewer, table, group.column.name) for group in asked.groups]
        counted = [node(viewer, table, column.name) for column, _ in self._counted]
        # No id beside them: an index that has all the others would not do.
        columns = [Value(1).alias("one"), *_named_as("k", keys), *_named_as("c", counted)]
        self.rows = asked.narrowed(readable(table.model, viewer).select(*columns))
        self._deep = len(asked.groups)

    @property
    def names(self) -> list[str]:
        """What the columns of the gathered groups are called."""
        deep, wide = range(self._deep), range(len(self._ways))
        return [*(f"k{n}" for n in deep), *(f"v{n}" for n in deep), *(f"t{n}" for n in wide)]

    @property
    def _ways(self) -> list[Any]:
        """How the counts of several groups become one."""
        found = [fn.SUM]
        for column, foot in self._counted:
            found += [_AGAIN.get(foot, fn.SUM)] * _width(column, foot)
        return found

    def tallied(self, inner: Any) -> list[Any]:
        """How many rows, then of each column what its foot needs."""
        found: list[Any] = [ROWS]
        for n, (column, foot) in enumerate(self._counted):
            found += self._of(getattr(inner.c, f"c{n}"), column, foot)
        return found

    def tallied_again(self, gathered: Any) -> list[Any]:
        """The same of groups that were counted already."""
        return [way(getattr(gathered.c, f"t{n}")) for n, way in enumerate(self._ways)]

    def _of(self, place: Any, column: Column, foot: str) -> list[Any]:
        if foot == EACH:
            return [fn.SUM(Case(None, ((_same(place, one), 1),), 0)) for one in _options(column)]
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
        return column.kind.show(heap.total, today) if heap.filled else ""
    if foot == "average":
        return column.kind.foot(foot, heap.total / heap.filled, today) if heap.filled else ""
    value = heap.least if foot in ("least", "earliest") else heap.most
    return "" if value is None else column.kind.show(value, today)
