"""What is done with a record of any table, where its own feature has no act for it."""

from collections.abc import Mapping
from typing import Any

from ...permissions.abilities import Grant, require
from ...permissions.errors import NotAllowed
from ...permissions.readable import one
from ...permissions.roles import Viewer
from ...records import write
from ...records.registry import Table
from ...records.write import Add, Bin, Edit, Written
from .rules import to_change, to_fill

# These forms write columns, as cells do, and what follows from a column follows here too.
VIA = "cell"


def change_record(
    viewer: Viewer,
    table: Table,
    row_id: str,
    values: Mapping[str, Any],
    *,
    form_key: str | None = None,
    version: int | None = None,
) -> Written:
    """Change fields of a record. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        row = one(table.model, row_id, viewer)
        grant = _leave(viewer, table.change, row)
        if first := write.already(grant, form_key):
            return first
        if values.keys() - {column.name for column in to_change(viewer, table, row)}:
            raise NotAllowed
        edit = Edit(table.model, row_id, values, version)
        return write.one(grant, edit, via=VIA, form_key=form_key)


def add_record(
    viewer: Viewer, table: Table, values: Mapping[str, Any], *, form_key: str | None = None
) -> Written:
    """Add a record. Raises NotAllowed, RuleBroken."""
    with write.together():
        grant = _leave(viewer, table.add)
        if first := write.already(grant, form_key):
            return first
        if values.keys() - {column.name for column in to_fill(viewer, table)}:
            raise NotAllowed
        return write.one(grant, Add(table.model, values), via=VIA, form_key=form_key)


def bin_record(
    viewer: Viewer, table: Table, row_id: str, *, form_key: str | None = None, version: int | None = None
) -> Written:
    """Put a record in the bin. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        row = one(table.model, row_id, viewer)
        grant = _leave(viewer, table.bin, row)
        if first := write.already(grant, form_key):
            return first
        return write.one(grant, Bin(table.model, row_id, version), via="form", form_key=form_key)


def _leave(viewer: Viewer, act: str, row: Any = None) -> Grant:
    if not act:
        raise NotAllowed
    return require(viewer, act, row)
