"""A look at a table without what its reader may not see, told as one that names what is not there."""

from collections.abc import Callable
from dataclasses import replace

from ..permissions.roles import Viewer
from .columns import knows, sees_all, visible
from .filters import GONE, Branch, Leaf
from .registry import Table
from .views import NO_COLUMN, View

NO_COLOUR = "One colour is left out: its column is no longer here."
May = Callable[[str], bool]


def known(viewer: Viewer, table: Table, view: View, *, wholly: bool = False) -> View:
    """The view as far as this viewer may know of it; what is left out is told, not named.

    `wholly`: only what asks of columns that they see in every row, as of a view that somebody else made: a
    value in its filter tells as much as the column would.
    """
    seen = {column.name: column for column in visible(viewer, table)}

    def there(name: str) -> bool:
        return name in seen and (not wholly or sees_all(viewer, table, name))

    def sortable(said: str) -> bool:
        return there(said.removeprefix("-")) and knows(viewer, table, said.removeprefix("-"))

    def fits(leaf: Leaf) -> bool:
        return there(leaf.column) and leaf.operator in seen[leaf.column].kind.operators

    told: list[str] = list(view.told)
    colours = tuple(one for one in view.colours if _only(one.tree, fits) == one.tree)
    where = _only(view.where, fits)
    found = replace(
        view,
        where=where,
        sorts=tuple(filter(sortable, view.sorts)),
        groups=tuple(filter(sortable, view.groups)),
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
