"""The words by which a record is called, for those who may read it."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from peewee import ForeignKeyField, JSONField

from ..models.base import Record
from ..permissions.prepared import Prepared
from ..permissions.readable import masked, readable
from ..permissions.roles import Viewer
from .errors import Unregistered
from .registry import Table, table_of
from .rows import AT_ONCE, parts


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
