"""What is done with a record of any table, where its own feature has no act for it."""

from collections.abc import Mapping
from typing import Any

from ...permissions.abilities import Grant, require, require_in_bin
from ...permissions.errors import NotAllowed
from ...permissions.readable import one
from ...permissions.roles import Viewer
from ...records import putting_back, write
from ...records.putting_back import PutBack
from ...records.registry import Table
from ...records.titles import as_said
from ...records.write import Add, Bin, Edit, Restore, Written
from .allowed import to_change, to_fill
from .bin import in_bin

# These forms write columns, as cells do, and what follows from a column follows here too.
VIA = "cell"
# A record is at least as closed as what these lead to.
CLOSES = (
    "marking",
    "level",
    "meeting",
    "second_meeting",
    "agenda_item",
    "paper",
    "decision",
    "feedback",
    "barrier",
    "claim",
)


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
        said = as_said(viewer, row, values)
        return write.one(grant, Edit(table.model, row_id, said, version), via=VIA, form_key=form_key)


def add_record(
    viewer: Viewer,
    table: Table,
    values: Mapping[str, Any],
    *,
    like: str = "",
    form_key: str | None = None,
) -> Written:
    """Add a record; one made `like` another is as closed as that. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        grant = _leave(viewer, table.add)
        if first := write.already(grant, form_key):
            return first
        if values.keys() - {column.name for column in to_fill(viewer, table)}:
            raise NotAllowed
        closing = _what_closes(table, one(table.model, like, viewer), values) if like else {}
        add = Add(table.model, {**values, **closing})
        return write.one(grant, add, via="form" if closing else VIA, form_key=form_key)


def _what_closes(table: Table, row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The level of a row, and the links by which it is as closed as something else, that no form asks."""
    held = {name: row.__data__[name] for name in CLOSES if name in table.model._meta.fields}
    return {name: value for name, value in held.items() if value and name not in values}


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


def put_back(
    viewer: Viewer,
    table: Table,
    row_id: str,
    change_id: str,
    *,
    only: str = "",
    form_key: str | None = None,
    version: int | None = None,
) -> PutBack:
    """Put back a field that a change replaced, or all of it that nobody changed since.

    A new act, which can be undone. Raises NotFound, NotAllowed, RuleBroken, Stale.
    """
    with write.together():
        row = one(table.model, row_id, viewer)
        grant = _leave(viewer, table.change, row)
        if first := write.already(grant, form_key):
            return PutBack(first.group_id, ())
        allowed = {column.name for column in to_change(viewer, table, row)}
        return putting_back.put_back(
            grant, table, row, change_id, allowed, only=only, version=version, form_key=form_key
        )


def restore_record(viewer: Viewer, table: Table, row_id: str, *, form_key: str | None = None) -> Written:
    """Take a record out of the bin, with its links as they were. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        found = in_bin(viewer, table, row_id)
        grant = require_in_bin(viewer, found.act, found.row)
        if first := write.already(grant, form_key):
            return first
        return write.one(grant, Restore(table.model, row_id), via="form", form_key=form_key)
