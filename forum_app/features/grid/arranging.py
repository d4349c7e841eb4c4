"""A table as somebody arranges it: its columns, their order, width and feet, its groups and sorts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...records import totals
from ...records.columns import knows, visible
from ...records.registry import Column, Table
from ...records.views import MOST_GROUPS, View

SORTS = 3
UP, DOWN = "up", "down"
WIDTHS = ("very narrow", "narrow", "usual", "wide", "wider", "widest")
DENSITIES = (("", "As usual"), ("roomy", "Roomy, for fingers"), ("close", "Close, to see more"))


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
