"""What became of a record since an earlier version: for a mail that tells it, and for who writes after it."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..db import unguarded
from ..models.base import Record
from ..models.control import Change
from ..permissions.audiences import BY_ROW
from ..permissions.readable import one
from ..permissions.roles import Viewer
from .registry import table_of
from .rows import AT_ONCE, parts
from .values import unkept


def values_at(
    viewer: Viewer, model: type[Record], row_id: str, version: int, names: Iterable[str]
) -> dict[str, Any]:
    """These fields as they were at a version, worked back from now through the history.

    Only columns that everybody who may read the row may see; its reader asks apart whether what was then
    closed may be told. Raises NotFound, KeyError for a personal column.
    """
    table, row = table_of(model), one(model, row_id, viewer)
    names = list(names)
    if closed := [name for name in names if table.audience(name) not in BY_ROW]:
        raise KeyError(f"{closed} are nobody else's to see")
    found = {name: row.__data__[name] for name in names}
    later = Change.select(Change.old).where(
        Change.row == row_id, Change.table == model._meta.table_name, Change.version > version
    )
    with unguarded("the viewer may read the record, and each column was asked about"):
        changes = list(later.order_by(Change.version.desc(), Change.id.desc()).tuples())
    for (old,) in changes:
        found |= {name: unkept(model._meta.fields[name], old[name]) for name in names if name in old}
    return found


def changed_since(model: type[Record], versions: Mapping[str, int]) -> dict[str, set[str]]:
    """Which fields of records were changed after these versions of them, by id; names alone, no values."""
    found: dict[str, set[str]] = {}
    for some in parts(sorted(versions), AT_ONCE):
        later = Change.select(Change.row, Change.version, Change.new).where(
            Change.row.in_(some),
            Change.table == model._meta.table_name,
            Change.version > min(versions[row_id] for row_id in some),
        )
        with unguarded("whether a cell was changed since somebody looked; which, not what"):
            for row_id, version, new in later.tuples():
                if version > versions[row_id]:
                    found.setdefault(row_id, set()).update(new)
    return found
