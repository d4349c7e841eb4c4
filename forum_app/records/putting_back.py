"""Puts back what one change of a record replaced: a field, or all of them that nobody changed since."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ..db import unguarded
from ..models.control import Change
from ..permissions.abilities import Grant
from ..permissions.errors import NotFound
from ..permissions.roles import Viewer
from . import rows, write
from .columns import sees
from .edits import Edit
from .errors import RuleBroken
from .levels import LevelsThen
from .registry import Table
from .rows import Row
from .values import kept, unkept

CLOSED_THEN = "What stood there was closed, and this record is not any more, so it is not put back."


@dataclass(frozen=True)
class PutBack:
    """The fields put back and those left because they were changed since, by label; the group undoes it."""

    group_id: str
    labels: tuple[str, ...]
    left: tuple[str, ...] = ()


def put_back(
    grant: Grant,
    table: Table,
    row: Any,
    change_id: str,
    allowed: Collection[str],
    *,
    only: str = "",
    version: int | None = None,
    form_key: str | None = None,
) -> PutBack:
    """Write again what a change of this row replaced; `only` one field, changed since or not.

    `allowed`: the fields the viewer may change. An old value comes back only where its level then is open to
    the viewer, and never to a record that is no longer behind what closed it. Raises NotFound, RuleBroken,
    Stale.
    """
    viewer = grant.viewer
    change = _change(table, row.id, change_id)
    if not LevelsThen(viewer, {change.old_level}).open(change.old_level):
        raise NotFound
    asked = [one.name for one in table.stored if one.name in change.old and only in ("", one.name)]
    names = [name for name in asked if name in allowed and sees(viewer, table, name, row)]
    if not names:
        raise NotFound
    now = {name: kept(row.__data__.get(name)) for name in names}
    still = names if only else [name for name in names if now[name] == change.new[name]]
    back = {
        name: unkept(table.field(name), change.old[name]) for name in still if now[name] != change.old[name]
    }
    if not back:
        raise RuleBroken("", "There is nothing left to put back: it stands so already, or was changed since.")
    _check_as_closed(viewer, table, row, change, back)
    labels = tuple(table.label_of(name) for name in back)
    edit = Edit(table.model, row.id, back, version or row.version)
    words = f"Put back: {', '.join(labels)}"
    written = write.one(grant, edit, via="cell", words=words, form_key=form_key)
    left = tuple(table.label_of(name) for name in names if name not in still)
    return PutBack(written.group_id, labels, left)


def _change(table: Table, row_id: str, change_id: str) -> Change:
    mine = (Change.row == row_id, Change.table == table.model._meta.table_name, Change.kind == "edit")
    with unguarded("the viewer may read the record; each value is asked about apart"):
        change = Change.select().where(Change.id == change_id, *mine).first()
    if change is None:
        raise NotFound
    return change


def _check_as_closed(viewer: Viewer, table: Table, row: Any, change: Change, back: Row) -> None:
    """As undoing does: what stood behind a marking never comes back on a record that no longer is."""
    if change.old_level.endswith("|"):
        return
    key = (table.model, row.id)
    whole = rows.current([key])[key]
    with unguarded("the level of a row now, to compare it with what it was"):
        levels = rows.levels_of_markings([whole], viewer.now)
    if rows.level_of(table.model, whole | back, levels) != change.old_level:
        raise RuleBroken("", CLOSED_THEN)
