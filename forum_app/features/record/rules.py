"""What somebody may do with a record on its page, and which of its fields they may change."""

from typing import Any

from ...permissions.abilities import can
from ...permissions.roles import Viewer
from ...records.columns import sees_all, visible
from ...records.registry import Column, Table
from .queries import is_personal, seen


def may_change(viewer: Viewer, table: Table, row: Any) -> bool:
    return bool(table.change) and not table.posted and can(viewer, table.change, row)


def may_add(viewer: Viewer, table: Table) -> bool:
    return bool(table.add) and can(viewer, table.add)


def may_bin(viewer: Viewer, table: Table, row: Any) -> bool:
    return bool(table.bin) and not table.posted and can(viewer, table.bin, row)


def to_change(viewer: Viewer, table: Table, row: Any) -> tuple[Column, ...]:
    """The fields of a row that this viewer may change: theirs to see, and without an act of their own."""
    return tuple(column for column in seen(viewer, table, row) if _is_plain(column))


def to_fill(viewer: Viewer, table: Table) -> tuple[Column, ...]:
    """The fields of a new row that this viewer may fill in, whoever it will be about."""
    return tuple(
        column
        for column in visible(viewer, table)
        if _is_plain(column) and (not is_personal(table, column) or sees_all(viewer, table, column.name))
    )


def _is_plain(column: Column) -> bool:
    return column.made is None and not column.fixed
