"""Which tables the forum has and what their columns are; each feature describes its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from peewee import Field

from ..models.base import Record
from ..permissions.audiences import audience_of
from ..permissions.errors import NotFound
from ..permissions.roles import Viewer
from .errors import Unregistered

# The row as it will be, the row as it was (None for a new one), and who changes it. Raises RuleBroken.
Check = Callable[[Mapping[str, Any], Mapping[str, Any] | None, Viewer], None]
# The same three; what else of the row follows from them, such as how a new name is sorted.
Along = Callable[[Mapping[str, Any], Mapping[str, Any] | None, Viewer], Mapping[str, Any]]


class Made(Protocol):
    """How a column is worked out that no row keeps. `field` says what its values look like."""

    @property
    def field(self) -> Field: ...

    def visible(self, viewer: Viewer) -> bool:
        """Whether this viewer may see what it is made of."""

    def node(self, viewer: Viewer) -> Any:
        """Its value in SQL beside a row of its table, over what this viewer may read."""


@dataclass(frozen=True)
class Column:
    """One column as people meet it: a label, a kind, an audience. `name` is the model's field.

    `show` may replace the kind's own way of showing: it is given the value and the row. `fixed`: changed by
    an act of its own, never in a cell. `needed`: a cell never leaves it
    empty. `aside`: shown only when asked for. `made`: not kept in the table but
    worked out over what its reader may see; such a column says its audience by what it is made of. `pills`
    gives values of a choice the sign of a state, such as "late". `adds`: its figures may be added up, which
    days of notice may not.
    """

    name: str
    label: str
    kind: Any
    help: str = ""
    audience: str = "members"
    align: str | None = None
    show: Callable[[Any, Any], str] | None = None
    fixed: bool = False
    needed: bool = False
    made: Made | None = None
    aside: bool = False
    pills: Mapping[str, str] | None = None
    adds: bool = True

    @property
    def by_hand(self) -> bool:
        """Whether somebody may write it where it stands: in a cell, a form of the row, a paste, an import."""
        return not self.fixed and self.made is None


@dataclass(frozen=True)
class Table:
    """One table as people meet it. `name` is its place in addresses, `order` its usual order ("-day":
    newest first), `natural_key` the column an import recognises a row by, `title` the words for one row.
    `change`, `add` and `bin` are the abilities that let somebody change cells, add rows and bin them
    here; without one, that is done on pages only. `along` says what else of the row follows when a cell,
    a paste or an import changes it, as the page's own act would. `called`: the columns that its title,
    and what else it goes by, are made of. `under` is a link: seen from elsewhere, a row is called by the
    short name of what it leads to and by `brief`, "Short Breaks, 13 Jan"."""

    name: str
    model: type[Record]
    label: str
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("name",)
    natural_key: str | None = None
    checks: tuple[Check, ...] = ()
    title: Callable[[Any], str] = field(default=lambda row: getattr(row, "name", "") or row.id)
    change: str = ""
    add: str = ""
    bin: str = ""
    along: Along | None = None
    called: tuple[str, ...] = ("name", "title", "short_name", "short", "code", "email")
    under: str = ""
    brief: Callable[[Any, date], str] = field(default=lambda row, _today: row.id)

    def __post_init__(self) -> None:
        unknown = {column.name for column in self.stored} - self.model._meta.fields.keys()
        if unknown:
            raise KeyError(f"{self.name} has no {', '.join(sorted(unknown))}")
        for column in self.stored:
            if column.audience not in {"members", self.audience(column.name)}:
                raise ValueError(f"{self.name}.{column.name}: its model says another audience")

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def stored(self) -> tuple[Column, ...]:
        """The columns that the table keeps: all but those worked out."""
        return tuple(column for column in self.columns if column.made is None)

    @property
    def posted(self) -> bool:
        """Whether its rows are money that has moved: reversed by another row, never changed."""
        return "reverses" in self.model._meta.fields

    def audience(self, name: str) -> str:
        """Who may see a column that is kept: what its model declares, and nothing else."""
        return audience_of(self.field(name))

    def field(self, name: str) -> Field:
        """What keeps a column; of one that is worked out, what its values look like."""
        column = self.by_name.get(name)
        return column.made.field if column and column.made else self.model._meta.fields[name]

    def target(self, name: str) -> type[Record] | None:
        """Whose records a column links to, if it links."""
        return getattr(self.field(name), "rel_model", None)

    def label_of(self, name: str) -> str:
        column = self.by_name.get(name)
        return column.label if column else name.replace("_", " ").capitalize()


_by_name: dict[str, Table] = {}
_by_model: dict[type[Record], Table] = {}


def register(table: Table) -> Table:
    """Make a table known. Registering it again, as a reload does, replaces it."""
    _by_name[table.name] = table
    _by_model[table.model] = table
    return table


def table(name: str) -> Table:
    """The table with this name in its address. Raises NotFound."""
    if name not in _by_name:
        raise NotFound
    return _by_name[name]


def table_of(model: type[Record]) -> Table:
    """What is known of a model. Raises Unregistered."""
    if model not in _by_model:
        raise Unregistered(f"no feature has described {model.__name__}")
    return _by_model[model]


def name_of(model: type[Record] | None) -> str | None:
    """The name of the table that keeps these records, if it is one that people meet."""
    known = _by_model.get(model) if model is not None else None
    return known.name if known is not None else None


def tables() -> tuple[Table, ...]:
    """Every known table, by its words."""
    return tuple(sorted(_by_name.values(), key=lambda table: table.label))
