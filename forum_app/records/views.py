"""How somebody looks at a table: which rows, in which order and groups, which columns.

A view is written as the parameters of an address, and kept as exactly those; what it asks of a table is
worked out for one viewer. A column that the viewer may not see is answered as one that is not there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..fields import Problem
from ..fields.clean import clean
from . import filters
from .filters import Branch

Params = Mapping[str, Sequence[str]]
PARTS = ("where", "find", "sort", "group", "show", "width", "foot", "colour", "density", "folds")
DENSITIES = ("", "roomy", "close")
FOLDED = "all"
WIDTHS = range(1, 7)
LOOKS = ("gold", "brick", "leaf", "teal", "quiet", "strong")
MOST_GROUPS, MOST_SORTS, MOST_COLUMNS, MOST_COLOURS = 2, 6, 100, 6
LONGEST_FIND, LONGEST_WORD = 200, 40
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
