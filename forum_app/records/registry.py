"""Which tables the forum has and what their columns are; each feature describes its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from peewee import Field

from ..models.base import Record
from ..permissions.audiences import audience_of
from ..permissions.errors import NotFound
from ..permissions.roles import Viewer
from .errors import Unregistered

# The row as it will be, the row as it was (None for a new one), and who changes it. Raises RuleBroken.
Check = Callable[[Mapping[str, Any], Mapping[str, Any] | None, Viewer], None]


@dataclass(frozen=True)
class Column:
    """One column as people meet it: a label, a kind, an audience. `name` is the model's field.

    `show` may replace the kind's own way of showing: it is given the value and the row.
    """

    name: str
    label: str
    kind: Any
    help: str = ""
    audience: str = "members"
    align: str | None = None
    show: Callable[[Any, Any], str] | None = None


@dataclass(frozen=True)
class Table:
    """One table as people meet it. `name` is its place in addresses, `order` its usual order ("-day": newest
    first), `natural_key` the column an import recognises a row by, `title` the words for one row."""

    name: str
    model: type[Record]
    label: str
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("name",)
    natural_key: str | None = None
    checks: tuple[Check, ...] = ()
    title: Callable[[Any], str] = field(default=lambda row: getattr(row, "name", "") or row.id)

    def __post_init__(self) -> None:
        unknown = {column.name for column in self.columns} - self.model._meta.fields.keys()
        if unknown:
            raise KeyError(f"{self.name} has no {', '.join(sorted(unknown))}")
        for column in self.columns:
            if column.audience not in {"members", self.audience(column.name)}:
                raise ValueError(f"{self.name}.{column.name}: its model says another audience")

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def posted(self) -> bool:
        """Whether its rows are money that has moved: reversed by another row, never changed."""
        return "reverses" in self.model._meta.fields

    def audience(self, name: str) -> str:
        """Who may see a column: what its model declares, and nothing else."""
        return audience_of(self.field(name))

    def field(self, name: str) -> Field:
        return self.model._meta.fields[name]

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


def tables() -> tuple[Table, ...]:
    """Every known table, by its words."""
    return tuple(sorted(_by_name.values(), key=lambda table: table.label))
