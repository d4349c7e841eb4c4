"""How somebody looks at a table: which rows, in which order and groups, which columns.

A view is written as the parameters of an address, and kept as exactly those; what it asks of a table is
worked out for one viewer. A column that the viewer may not see is answered as one that is not there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any

from peewee import DateField, Expression

from ..fields import Problem
from ..fields.clean import clean
from ..permissions.roles import Viewer
from . import filters, within
from .columns import knows, node, visible
from .filters import Branch
from .letters import by_month
from .registry import Column, Table
from .sorting import Sort, sorts_of, sorts_on

Params = Mapping[str, Sequence[str]]
PARTS = ("where", "find", "sort", "group", "show", "width", "foot", "colour", "density", "folds")
DENSITIES = ("", "roomy", "close")
FOLDED = "all"
WIDTHS = range(1, 7)
LOOKS = ("gold", "brick", "leaf", "teal", "quiet", "strong")
MOST_GROUPS, MOST_SORTS, MOST_COLUMNS, MOST_COLOURS = 2, 6, 100, 6
LONGEST_FIND, LONGEST_WORD = 200, 40
NO_COLUMN = "One column of this view is left out: it is no longer here."
NO_COLOUR = "One colour is left out: it could not be read."


@dataclass(frozen=True)
class Colour:
    """Rows that fit a condition wear one of six looks, and say its word."""

    look: str
    word: str
    tree: Branch


@dataclass(frozen=True)
class View:
    """What is asked of a table, by names of columns. Empty: as the table has it.

    `sorts` and `groups`: "-day" for newest first. `widths`: 1 to 6. `foots`: what stands under a column.
    `folds` is "all" when groups begin folded.
    """

    where: Branch = Branch()
    find: str = ""
    sorts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    foots: Mapping[str, str] = field(default_factory=dict)
    colours: tuple[Colour, ...] = ()
    density: str = ""
    folds: str = ""
    told: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether it may leave rows out."""
        return bool(self.where.parts or self.find)


@dataclass(frozen=True)
class Grouping:
    """A column that rows are grouped by. `on` says how values at a place in SQL are sorted: the last of these
    sorts is what rows of a group share. Days go together by their month."""

    column: Column
    sorts: tuple[Sort, ...]
    on: Callable[[Any], Sequence[Sort]]


@dataclass(frozen=True)
class Shown:
    """A view worked out for one viewer. `sorts` begin with those of the groups; `told`: what was left out."""

    view: View
    columns: tuple[Column, ...]
    where: Expression | None
    sorts: list[Sort]
    groups: tuple[Grouping, ...] = ()
    looks: tuple[tuple[Colour, Expression], ...] = ()
    told: tuple[str, ...] = ()

    def keys(self, places: Sequence[Any]) -> tuple[Any, ...]:
        """What a row is grouped by, among all that it is sorted by."""
        found, at = [], 0
        for group in self.groups:
            at += len(group.sorts)
            found.append(places[at - 1])
        return tuple(found)

    def narrowed(self, query: Any) -> Any:
        return query if self.where is None else query.where(self.where)


def read(params: Params) -> View:
    """The view that parameters ask for; what is none of a view's parts is left alone."""
    told: list[str] = []
    where = _tree(_first(params, "where"), told)
    return View(
        where=where,
        find=clean(_first(params, "find"))[:LONGEST_FIND].strip(),
        sorts=_names(params, "sort", MOST_SORTS),
        groups=_names(params, "group", MOST_GROUPS),
        columns=_names(params, "show", MOST_COLUMNS),
        widths={name: int(said) for name, said in _pairs(params, "width") if said in map(str, WIDTHS)},
        foots=dict(_pairs(params, "foot")),
        colours=_colours(params.get("colour", ()), told),
        density=_one_of(_first(params, "density"), DENSITIES),
        folds=_one_of(_first(params, "folds"), ("", FOLDED)),
        told=tuple(dict.fromkeys(told)),
    )


def written(view: View) -> dict[str, Any]:
    """The view as parameters, each a list of texts: only what differs from the table as it is."""
    found = {
        "where": [filters.written(view.where)] if view.where.parts else [],
        "find": [view.find] if view.find else [],
        "sort": list(view.sorts),
        "group": list(view.groups),
        "show": list(view.columns),
        "width": [f"{name}:{width}" for name, width in view.widths.items()],
        "foot": [f"{name}:{foot}" for name, foot in view.foots.items()],
        "colour": [f"{one.look}:{one.word}:{filters.written(one.tree)}" for one in view.colours],
        "density": [view.density] if view.density else [],
        "folds": [view.folds] if view.folds else [],
    }
    return {part: said for part, said in found.items() if said}


def over(kept: Params, asked: Params) -> dict[str, list[str]]:
    """A kept view's parameters with those that an address says otherwise; one said empty is taken out."""
    found = {part: list(kept[part]) for part in PARTS if part in kept}
    for part in PARTS:
        if part in asked:
            found[part] = [one for one in asked[part] if one]
    return {part: said for part, said in found.items() if said}


def shown(viewer: Viewer, table: Table, view: View) -> Shown:
    """What a view asks of a table, as far as this viewer may ask it."""
    seen = {column.name: column for column in visible(viewer, table)}
    told = list(view.told)
    columns = _known(seen, view.columns, told) or tuple(one for one in seen.values() if not one.aside)
    may_sort = [name for name in view.sorts if _may_sort(viewer, table, seen, name)]
    may_group = [
        name
        for name in view.groups
        if _may_sort(viewer, table, seen, name) and seen[_plain(name)].kind.groups
    ]
    if len(may_sort) < len(view.sorts) or len(may_group) < len(view.groups):
        told.append(NO_COLUMN)
    groups = tuple(_grouping(viewer, table, seen[_plain(name)], name) for name in may_group)
    narrowed = filters.condition(viewer, table, view.where)
    told += narrowed.left_out
    looks = []
    for colour in view.colours:
        fits = filters.condition(viewer, table, colour.tree)
        told += fits.left_out
        looks += [(colour, fits.where)] if fits.where is not None else []
    asked = [narrowed.where, within.condition(viewer, table, columns, view.find) if view.find else None]
    wheres = [one for one in asked if one is not None]
    return Shown(
        view,
        columns,
        reduce(and_, wheres) if wheres else None,
        [*(sort for group in groups for sort in group.sorts), *sorts_of(viewer, table, may_sort or None)],
        groups,
        tuple(looks),
        tuple(dict.fromkeys(told)),
    )


def _grouping(viewer: Viewer, table: Table, column: Column, said: str) -> Grouping:
    descending = said.startswith("-")

    def on(place: Any) -> Sequence[Sort]:
        if isinstance(table.field(column.name), DateField):
            return [Sort(by_month(place), True, descending)]
        return sorts_on(viewer, table, column.name, place, descending)

    return Grouping(column, tuple(on(node(viewer, table, column.name))), on)


def _known(seen: Mapping[str, Column], names: Iterable[str], told: list[str]) -> tuple[Column, ...]:
    names = list(names)
    found = tuple(seen[name] for name in dict.fromkeys(names) if name in seen)
    if len(found) < len(set(names)):
        told.append(NO_COLUMN)
    return found


def _may_sort(viewer: Viewer, table: Table, seen: Mapping[str, Column], name: str) -> bool:
    return _plain(name) in seen and knows(viewer, table, _plain(name))


def _plain(name: str) -> str:
    return name.removeprefix("-")


def _first(params: Params, part: str) -> str:
    return next(iter(params.get(part, ())), "")


def _names(params: Params, part: str, most: int) -> tuple[str, ...]:
    """Names, each once: by itself or turned round."""
    found: dict[str, str] = {}
    for said in params.get(part, ()):
        if said:
            found.setdefault(_plain(said), said)
    return tuple(found.values())[:most]


def _pairs(params: Params, part: str) -> list[tuple[str, str]]:
    found = [said.partition(":") for said in params.get(part, ())[:MOST_COLUMNS]]
    return [(name, what) for name, mark, what in found if mark and name and what]


def _one_of(said: str, known: Sequence[str]) -> str:
    return said if said in known else ""


def _tree(said: str, told: list[str]) -> Branch:
    found = filters.read(said) if said else Branch()
    if isinstance(found, Problem):
        told.append(found.words)
        return Branch()
    return found


def _colours(said: Sequence[str], told: list[str]) -> tuple[Colour, ...]:
    found = []
    for one in said[:MOST_COLOURS]:
        look, _, rest = one.partition(":")
        word, _, where = rest.partition(":")
        tree = filters.read(where) if where else Problem("")
        word = clean(word)[:LONGEST_WORD]
        if look not in LOOKS or not word or isinstance(tree, Problem):
            told.append(NO_COLOUR)
        else:
            found.append(Colour(look, word, tree))
    return tuple(found)
