"""The words by which a record is called, for those who may read it: in short, and told apart from others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from peewee import ForeignKeyField, JSONField

from ..models.base import Record
from ..models.boards import Board
from ..models.meetings import Meeting
from ..models.people import Person
from ..permissions.prepared import Prepared
from ..permissions.readable import masked, readable
from ..permissions.roles import Viewer
from .columns import visible
from .errors import Unregistered
from .registry import Table, table_of
from .rows import AT_ONCE, parts

Titles = dict[type[Record], dict[str, str]]
# A meeting alone does not say of which board, nor a reply whose it is.
SAID_WITH = (Meeting, Person, Board)


def titles(model: type[Record], ids: Iterable[str | None], viewer: Viewer) -> dict[str, str]:
    """The title of each record that the viewer may read, by id; others are left out."""
    try:
        table = table_of(model)
    except Unregistered:
        return {}
    found = list(_called(model, ids, viewer))
    if not table.under:
        return {row.id: table.title(row) for row in found}
    place = table.field(table.under).object_id_name
    above = _short_names(table, {getattr(row, place) for row in found}, viewer)
    return {row.id: _title(table, row, above.get(getattr(row, place)), viewer) for row in found}


def unseen(
    viewer: Viewer, table: Table, rows: Iterable[Mapping[str, Any]], names: Iterable[str]
) -> dict[str, set[str]]:
    """The ids in these links of some rows that lead where the viewer may not look, by name of column.

    To them nothing stands there: they may write something over it, but leaving it empty changes nothing.
    One statement for each table that is linked to.
    """
    rows = list(rows)
    held: dict[type[Record], dict[str, set[str]]] = {}
    for name in names:
        if (target := table.target(name)) and (ids := {row[name] for row in rows if row.get(name)}):
            held.setdefault(target, {})[name] = ids
    found: dict[str, set[str]] = {}
    for target, links in held.items():
        open_ones = readable(target, viewer).select(target.id)
        asked = sorted(set().union(*links.values()))
        read = {
            row[0] for some in parts(asked, AT_ONCE) for row in open_ones.where(target.id.in_(some)).tuples()
        }
        found.update((name, ids - read) for name, ids in links.items() if ids - read)
    return found


def as_shown(viewer: Viewer, row: Record) -> dict[str, Any]:
    """The values of a row, without the links that lead where the viewer may not look."""
    table = table_of(type(row))
    closed = unseen(viewer, table, [row.__data__], table.by_name)
    return {name: None if value in closed.get(name, ()) else value for name, value in row.__data__.items()}


def as_said(viewer: Viewer, row: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a form says of a row. A link that it leaves empty, since its writer may not look there, stays."""
    empty = [name for name in values.keys() & row._meta.fields.keys() if not values[name]]
    closed = unseen(viewer, table_of(type(row)), [row.__data__], empty)
    return {name: row.__data__[name] if name in closed else value for name, value in values.items()}


def _title(table: Table, row: Any, name: str | None, viewer: Viewer) -> str:
    return f"{name}, {table.brief(row, viewer.today)}" if name else table.title(row)


def _short_names(table: Table, ids: Iterable[str | None], viewer: Viewer) -> dict[str, str]:
    """What the records that these stand under are called for short."""
    target = table.target(table.under)
    assert target is not None
    return {row.id: row.short_name or row.name for row in _called(target, ids, viewer)}


class _Called:
    """A record as its title asks for it: of its many values only those asked for are read."""

    __slots__ = ("_read", "_row")

    def __init__(self, read: dict[str, tuple[int, Callable]], row: tuple):
        self._read, self._row = read, row

    def __getattr__(self, name: str) -> Any:
        try:
            place, value_of = self._read[name]
        except KeyError:
            raise AttributeError(name) from None
        return value_of(self._row[place])


def _called(model: type[Record], ids: Iterable[str | None], viewer: Viewer) -> Iterator[_Called]:
    """Those of the records that the viewer may read."""
    ask, read = _asked(model)
    for some in parts(sorted({row_id for row_id in ids if row_id}), AT_ONCE):
        for row in ask.bare(viewer, some):
            yield _Called(read, row)


@cache
def _asked(model: type[Record]) -> tuple[Prepared, dict[str, tuple[int, Callable]]]:
    """The statement that fetches records of a table by their ids, and how each value of it is read."""
    fields = [field for field in model._meta.sorted_fields if not isinstance(field, JSONField)]

    def by_ids(viewer: Viewer, ids: list[str]):
        places = [masked(field, viewer) if hasattr(field, "audience") else field for field in fields]
        return readable(model, viewer).select(*places).where(model.id.in_(ids))

    names = [field.object_id_name if isinstance(field, ForeignKeyField) else field.name for field in fields]
    read = {name: (n, fields[n].python_value) for n, name in enumerate(names)}
    return Prepared(by_ids, "list"), read


def beside(viewer: Viewer, table: Table, apart: type[Record] | None = None) -> str | None:
    """The link that tells a table's rows apart, where their own title may not; never one to `apart`."""
    seen = {
        table.target(column.name): column.name for column in visible(viewer, table)[::-1] if not column.made
    }
    known = (table.model, apart)
    return next((seen[model] for model in SAID_WITH if model in seen and model not in known), None)


def rows_of(viewer: Viewer, model: type[Record], ids: Iterable[str]) -> list[Any]:
    """The rows of these ids that the viewer may read, in the order of the ids. One statement."""
    ids = list(ids)
    if not ids:
        return []
    found = {row.id: row for row in readable(model, viewer).where(model.id.in_(ids))}
    return [found[one] for one in ids if one in found]


def full_titles(
    viewer: Viewer,
    rows: Mapping[type[Record], list[Any]],
    known: Titles,
    apart: type[Record] | None = None,
) -> dict[str, str]:
    """What each row is called, by id. `known` are titles already read, and keeps those read now."""
    wanted: dict[type[Record], set[str]] = {}
    links = {model: beside(viewer, table_of(model), apart) for model in rows}
    for model, name in links.items():
        target = table_of(model).target(name) if name else None
        if name and target:
            ids = (row.__data__.get(name) for row in rows[model])
            wanted.setdefault(target, set()).update(filter(None, ids))
    learn(viewer, wanted, known)
    return {
        row.id: _full(table_of(model), row, links[model], known)
        for model, some in rows.items()
        for row in some
    }


def learn(viewer: Viewer, wanted: Mapping[type[Record], Iterable[str]], known: Titles) -> None:
    """Read the titles that are not known yet: a statement for each table at most."""
    for model, ids in wanted.items():
        held = known.setdefault(model, {})
        held |= titles(model, set(ids) - held.keys(), viewer)


def _full(table: Table, row: Any, name: str | None, known: Titles) -> str:
    title, target = table.title(row), table.target(name) if name else None
    of = known.get(target, {}).get(row.__data__.get(name), "") if name and target else ""
    return f"{title.rstrip('.')}, {of}" if of and of not in title else title
