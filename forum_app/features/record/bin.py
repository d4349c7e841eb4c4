"""What lies in the bin and is this viewer's to take out again, over all tables, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...permissions.abilities import can
from ...permissions.errors import NotFound
from ...permissions.readable import readable
from ...permissions.readable.binned import Models, binned
from ...permissions.readable.rules import RULES
from ...permissions.roles import Viewer
from ...records import registry
from ...records.history import Binning, binned_by
from ...records.registry import Table
from . import allowed
from .queries import record

SIZE = 10


@dataclass(frozen=True)
class Binned:
    """One record in the bin: who put it there, and as which act this viewer may take it out."""

    table: Table
    row: Any
    title: str
    put: Binning
    act: str


def in_bin(viewer: Viewer, table: Table, row_id: str) -> Binned:
    """A record that lies in the bin and that this viewer may take out. Raises NotFound."""
    row = record(viewer, table, row_id, binned=True)
    found = _binned(viewer, table, row, binned_by([row]))
    if not found.act:
        raise NotFound
    return found


def the_bin(viewer: Viewer, before: str = "") -> tuple[list[Binned], str | None]:
    """A page of the bin that follows the record `before`, and where to go on."""
    own = not can(viewer, "restore_record")
    models = tuple(_models(viewer, own))
    found = binned(viewer, models, _place(viewer, before), SIZE + 1, own=own)
    rows: dict[str, Any] = {}
    for model in {model: None for model, _ in found[:SIZE]}:
        ids = [row_id for other, row_id in found[:SIZE] if other is model]
        rows |= {row.id: row for row in readable(model, viewer, binned=True).where(model.id.in_(ids))}
    told = binned_by(rows.values())
    page = [
        _binned(viewer, registry.table_of(model), rows[row_id], told)
        for model, row_id in found[:SIZE]
        if row_id in rows
    ]
    page = [one for one in page if one.act]
    last = found[SIZE - 1] if len(found) > SIZE else None
    return page, f"{registry.table_of(last[0]).name}.{last[1]}" if last else None


def _models(viewer: Viewer, own: bool) -> Models:
    """The tables of which this viewer may take something out: the coordinator's any, else what is theirs."""
    tables = [table for table in registry.tables() if RULES[table.model](viewer) is not False]
    tables = [table for table in tables if not table.posted and table.model not in allowed.NEVER_TAKEN_OUT]
    if own:
        tables = [
            one for one in tables if one.bin and "person" in one.model._meta.fields and can(viewer, one.bin)
        ]
    return tuple(table.model for table in tables)


def _place(viewer: Viewer, before: str) -> tuple[datetime, str] | None:
    name, _, row_id = before.partition(".")
    if not row_id:
        return None
    try:
        row = in_bin(viewer, registry.table(name), row_id).row
    except NotFound:
        return None
    return row.binned_at, row.id


def _binned(viewer: Viewer, table: Table, row: Any, told: dict[str, Binning]) -> Binned:
    put = told[row.id]
    return Binned(table, row, table.title(row), put, allowed.restoring(viewer, table, row, put.person))
