"""What a record held at an earlier version, for a mail that tells what was and what is."""

from collections.abc import Iterable
from typing import Any

from ..db import unguarded
from ..models.base import Record
from ..models.control import Change
from ..permissions.audiences import BY_ROW
from ..permissions.readable import one
from ..permissions.roles import Viewer
from .registry import table_of
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
