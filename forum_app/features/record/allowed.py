"""What somebody may do with a record on its page, and which of its fields they may change."""

from typing import Any

from ...models.comments import Lock
from ...models.control import Aside, GuestScope, Marking, NamedPerson
from ...models.people import Agreement, Role, Supporter
from ...permissions.abilities import can
from ...permissions.roles import Viewer
from ...records.columns import sees_all, visible
from ...records.registry import Column, Table
from .queries import is_personal, seen

NEVER_TAKEN_OUT = frozenset({Role, NamedPerson, Aside, GuestScope, Marking, Supporter, Agreement, Lock})


def may_change(viewer: Viewer, table: Table, row: Any) -> bool:
    return bool(table.change) and not table.posted and can(viewer, table.change, row)


def may_lock(viewer: Viewer, table: Table) -> bool:
    """Whether this viewer may lock rows of a table: those that are changed here at all."""
    return bool(table.change) and not table.posted and can(viewer, "lock_record")


def may_add(viewer: Viewer, table: Table) -> bool:
    return bool(table.add) and can(viewer, table.add)


def may_bin(viewer: Viewer, table: Table, row: Any) -> bool:
    return bool(table.bin) and not table.posted and can(viewer, table.bin, row)


def restoring(viewer: Viewer, table: Table, row: Any, put_there_by: str | None) -> str:
    """The act as which somebody takes a row out of the bin: whoever may put it there, or the coordinator.

    What is one's own and somebody else took away is not one's to bring back. What lets somebody in or gives
    a right is not taken out here, but given anew where others are told; and a record is locked anew. Empty
    where it is not theirs.
    """
    if table.posted or table.model in NEVER_TAKEN_OUT:
        return ""
    own = viewer.person_id is not None and getattr(row, "person_id", None) == viewer.person_id
    taken_away = own and put_there_by != viewer.person_id
    acts = filter(None, ("" if taken_away else table.bin, "restore_record"))
    return next((act for act in acts if can(viewer, act, row)), "")


def to_change(viewer: Viewer, table: Table, row: Any) -> tuple[Column, ...]:
    """The fields of a row that this viewer may change: theirs to see, and without an act of their own."""
    return tuple(column for column in seen(viewer, table, row) if column.by_hand)


def to_fill(viewer: Viewer, table: Table) -> tuple[Column, ...]:
    """The fields of a new row that this viewer may fill in, whoever it will be about."""
    return tuple(
        column
        for column in visible(viewer, table)
        if column.by_hand and (not is_personal(table, column) or sees_all(viewer, table, column.name))
    )
