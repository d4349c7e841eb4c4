"""A view worked out for one viewer: what they may not see is answered as what is not there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import and_
from typing import Any

from peewee import DateField, Expression

from ..permissions.roles import Viewer
from . import within
from .columns import knows, node, sees_all, visible
from .conditions import GONE, condition
from .filters import Branch, Leaf
from .letters import by_month
from .made import Lookup
from .registry import Column, Table
from .sorting import Sort, sorts_of, sorts_on
from .views import Colour, View

NO_COLUMN = "One column of this view is left out: it is no longer here."
NO_COLOUR = "One colour is left out: its column is no longer here."


@dataclass(frozen=True)
class Grouping:
    """A column that rows are grouped by. `on` says how values at a place in SQL are sorted: the last of these
    sorts is what rows of a group share. Days go together by their month.

    `held`: what a row keeps of it; `leads_to`: of a lookup, from there to its value; `months`: days come
    together before all else, since what rows are grouped by as well has too many days each.
    """

    column: Column
    sorts: tuple[Sort, ...]
    on: Callable[[Any], Sequence[Sort]]
    held: Any
    leads_to: Callable[[Any], Any] | None = None
    months: bool = False

    @property
    def gathered(self) -> Any:
        """What rows are gathered by first."""
        return by_month(self.held) if self.months else self.held


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

    @property
    def by_first(self) -> "Shown":
        """The same grouped by the first column alone, its days by themselves again."""
        return replace(self, groups=(replace(self.groups[0], months=False),))

    def narrowed_by(self, where: Expression) -> "Shown":
        """The same view of the rows of which this holds too."""
        return replace(self, where=where if self.where is None else self.where & where)

    def narrowed(self, query: Any) -> Any:
        return query if self.where is None else query.where(self.where)


def shown_to(viewer: Viewer, table: Table, view: View) -> Shown:
    """What a view asks of a table, as far as this viewer may ask it."""
    view = known(viewer, table, view)
    seen = {column.name: column for column in visible(viewer, table)}
    columns = tuple(map(seen.__getitem__, view.columns)) or tuple(
        one for one in seen.values() if not one.aside
    )
    linked = any(table.target(_plain(name)) is not None for name in view.groups)
    groups = tuple(_grouping(viewer, table, seen[_plain(name)], name, linked) for name in view.groups)
    narrowed = condition(viewer, table, view.where)
    told = [*view.told, *narrowed.left_out]
    looks = []
    for colour in view.colours:
        fits = condition(viewer, table, colour.tree)
        told += fits.left_out
        looks += [(colour, fits.where)] if fits.where is not None else []
    asked = [narrowed.where, within.condition(viewer, table, columns, view.find) if view.find else None]
    wheres = [one for one in asked if one is not None]
    return Shown(
        view,
        columns,
        reduce(and_, wheres) if wheres else None,
        [*(sort for group in groups for sort in group.sorts), *sorts_of(viewer, table, view.sorts or None)],
        groups,
        tuple(looks),
        tuple(dict.fromkeys(told)),
    )


def _grouping(viewer: Viewer, table: Table, column: Column, said: str, linked: bool) -> Grouping:
    descending, days = said.startswith("-"), isinstance(table.field(column.name), DateField)

    def on(place: Any) -> Sequence[Sort]:
        if days:
            return [Sort(by_month(place), True, descending)]
        return sorts_on(viewer, table, column.name, place, descending)

    sorts = tuple(on(node(viewer, table, column.name)))
    if isinstance(column.made, Lookup):
        return Grouping(column, sorts, on, column.made.held(viewer), partial(column.made.beyond, viewer))
    return Grouping(column, sorts, on, node(viewer, table, column.name), months=days and linked)


def known(viewer: Viewer, table: Table, view: View, *, wholly: bool = False) -> View:
    """The view as far as this viewer may know of it; what is left out is told, not named.

    `wholly`: only what asks of columns that they see in every row, as of a view that somebody else made: a
    value in its filter tells as much as the column would.
    """
    seen = {column.name: column for column in visible(viewer, table)}

    def there(name: str) -> bool:
        return name in seen and (not wholly or sees_all(viewer, table, name))

    def sortable(said: str) -> bool:
        return there(_plain(said)) and knows(viewer, table, _plain(said))

    def groupable(said: str) -> bool:
        return sortable(said) and seen[_plain(said)].kind.groups

    def fits(leaf: Leaf) -> bool:
        return there(leaf.column) and leaf.operator in seen[leaf.column].kind.operators

    told: list[str] = list(view.told)
    colours = tuple(one for one in view.colours if _only(one.tree, fits) == one.tree)
    where = _only(view.where, fits)
    found = replace(
        view,
        where=where,
        sorts=tuple(filter(sortable, view.sorts)),
        groups=tuple(filter(groupable, view.groups)),
        columns=tuple(filter(there, view.columns)),
        widths={name: said for name, said in view.widths.items() if there(name)},
        foots={name: said for name, said in view.foots.items() if there(name)},
        colours=colours,
    )
    told += [GONE] if where != view.where else []
    told += [NO_COLOUR] if len(colours) < len(view.colours) else []
    told += [NO_COLUMN] if _names(found) < _names(view) else []
    return replace(found, told=tuple(dict.fromkeys(told)))


def _only(tree: Branch, fits: Callable[[Leaf], bool]) -> Branch:
    """The tree without the conditions that do not fit, and without groups that held nothing else."""
    parts: list[Leaf | Branch] = []
    for part in tree.parts:
        if isinstance(part, Leaf):
            parts += [part] if fits(part) else []
        else:
            inner = _only(part, fits)
            parts += [inner] if inner.parts or not part.parts else []
    return replace(tree, parts=tuple(parts))


def _names(view: View) -> int:
    return sum(map(len, (view.sorts, view.groups, view.columns, view.widths, view.foots)))


def _plain(said: str) -> str:
    return said.removeprefix("-")
