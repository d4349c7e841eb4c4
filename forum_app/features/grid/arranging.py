"""A table as somebody arranges it: its columns, their order, width and feet, its groups and sorts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...fields import Problem
from ...fields.clean import clean
from ...records import sentences, totals
from ...records.columns import knows, visible
from ...records.filters import Branch
from ...records.registry import Column, Table
from ...records.views import LONGEST_WORD, LOOKS, MOST_COLOURS, MOST_GROUPS, Colour, View

SORTS = 3
UP, DOWN = "up", "down"
WIDTHS = ("very narrow", "narrow", "usual", "wide", "wider", "widest")
DENSITIES = (("", "As usual"), ("roomy", "Roomy, for fingers"), ("close", "Close, to see more"))


LOOK_WORDS = {
    "gold": "Marigold",
    "brick": "Brick",
    "leaf": "Leaf",
    "teal": "Teal",
    "quiet": "Quiet grey",
    "strong": "Heavier letters",
}
NO_CONDITION = "Choose which rows first: filter them, then come back here."
NO_WORD = "Write the word that these rows will say, such as Long or Late."
ENOUGH = f"A table wears at most {MOST_COLOURS} colours. Take one out first."


@dataclass(frozen=True)
class Line:
    """One column to arrange."""

    column: Column
    on: bool
    width: int | None
    foot: str
    feet: tuple[tuple[str, str], ...]


def moved(view: View, columns: Sequence[Column], said: str) -> View:
    """The view with one column moved up or down: "up:day"."""
    way, _, name = said.partition(":")
    names = [column.name for column in columns]
    if name not in names or way not in (UP, DOWN):
        return view
    at = names.index(name)
    to = max(0, at - 1) if way == UP else min(len(names) - 1, at + 1)
    names.insert(to, names.pop(at))
    return replace(view, columns=tuple(names))


def lines(viewer: Any, table: Table, view: View, columns: Sequence[Column]) -> list[Line]:
    """Every column: those shown in their order, then the others."""
    others = [column for column in visible(viewer, table) if column not in columns]
    return [
        Line(
            column,
            column in columns,
            view.widths.get(column.name),
            view.foots.get(column.name, totals.SUM if column.kind.sums else ""),
            tuple((foot, totals.WORDS[foot]) for foot in totals.feet_of(column)),
        )
        for column in (*columns, *others)
    ]


def ways(viewer: Any, table: Table) -> list[tuple[str, str]]:
    """What rows can be sorted by, each way."""
    return [
        way
        for column in visible(viewer, table)
        if knows(viewer, table, column.name)
        for way in ((column.name, column.label), (f"-{column.name}", f"{column.label}, last first"))
    ]


def by(viewer: Any, table: Table) -> list[tuple[str, str]]:
    """What rows can be grouped by."""
    return [
        (column.name, column.label)
        for column in visible(viewer, table)
        if knows(viewer, table, column.name) and column.kind.groups
    ]


def slots(said: Sequence[str], most: int) -> list[str]:
    """What is chosen in each of so many places."""
    return [*said, *[""] * most][:most]


def groups(view: View) -> list[str]:
    return slots([one.removeprefix("-") for one in view.groups], MOST_GROUPS)


def coloured(view: View, look: str, word: str) -> View | Problem:
    """The view in which the rows that it would leave only wear a colour, and all are shown."""
    word = clean(word).replace(":", " ")[:LONGEST_WORD].strip()
    if not view.where.parts:
        return Problem(NO_CONDITION)
    if not word:
        return Problem(NO_WORD)
    if len(view.colours) >= MOST_COLOURS:
        return Problem(ENOUGH)
    colour = Colour(look if look in LOOKS else LOOKS[0], word, view.where)
    return replace(view, where=Branch(), colours=(*view.colours, colour))


def colours(viewer: Any, table: Table, view: View) -> list[tuple[Colour, str, View]]:
    """Each colour of a view, its rows in words, and the view without it."""
    return [
        (
            one,
            sentences.sentence(viewer, table, one.tree),
            replace(view, colours=view.colours[:at] + view.colours[at + 1 :]),
        )
        for at, one in enumerate(view.colours)
    ]
