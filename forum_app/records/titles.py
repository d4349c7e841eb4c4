"""The words by which a record is called, for those who may read it."""

from collections.abc import Iterable
from typing import Any

from ..models.base import Record
from ..permissions.readable import readable
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
    found: list[Any] = []
    for some in parts(sorted({row_id for row_id in ids if row_id}), AT_ONCE):
        found.extend(readable(model, viewer).where(model.id.in_(some)))
    above = _short_names(table, found, viewer) if table.under else {}
    return {row.id: _title(table, row, above, viewer) for row in found}


def _title(table: Table, row: Any, above: dict[str, str], viewer: Viewer) -> str:
    name = above.get(row.__data__.get(table.under)) if table.under else None
    return f"{name}, {table.brief(row, viewer.today)}" if name else table.title(row)


def _short_names(table: Table, rows: Iterable[Any], viewer: Viewer) -> dict[str, str]:
    """What the records that these stand under are called for short."""
    target = table.target(table.under)
    assert target is not None
    ids = sorted({row_id for row in rows if (row_id := row.__data__.get(table.under))})
    found = readable(target, viewer).select(target.id, target.short_name, target.name)
    return {
        row_id: short or name
        for some in parts(ids, AT_ONCE)
        for row_id, short, name in found.where(target.id.in_(some)).tuples()
    }
