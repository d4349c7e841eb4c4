"""Locking a record once it is final, with a reason, and unlocking it."""

from ...models.comments import Lock
from ...permissions.abilities import require
from ...permissions.errors import NotAllowed
from ...permissions.readable import one
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.locks import lock_of
from ...records.registry import Table
from ...records.write import Add, Bin, Written
from .allowed import may_lock

MEANWHILE = "It was changed while you looked. This is how it stands now: lock it if that is final."
OPEN_AGAIN = "It is unlocked already."


def lock_record(
    viewer: Viewer,
    table: Table,
    row_id: str,
    reason: str,
    *,
    form_key: str | None = None,
    version: int | None = None,
) -> Written:
    """Say that a record is final: nothing of it changes any more. `version`: that of what was looked at.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        row = one(table.model, row_id, viewer)
        if not may_lock(viewer, table):
            raise NotAllowed
        grant = require(viewer, "lock_record", row)
        if first := write.already(grant, form_key):
            return first
        if lock_of(viewer, table, row_id):
            raise RuleBroken("", "It is locked already.")
        if version and version != row.version:
            raise RuleBroken("", MEANWHILE)
        values = {
            "table": table.model._meta.table_name,
            "row": row_id,
            "person": viewer.person_id,
            "reason": reason,
            "at": viewer.now,
        }
        return write.one(grant, Add(Lock, values), via="form", words="Locked", form_key=form_key)


def unlock_record(viewer: Viewer, table: Table, row_id: str, *, form_key: str | None = None) -> Written:
    """Let a record be changed again. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        one(table.model, row_id, viewer)
        lock = lock_of(viewer, table, row_id)
        grant = require(viewer, "unlock_record", lock)
        if first := write.already(grant, form_key):
            return first
        if lock is None:
            raise RuleBroken("", OPEN_AGAIN)
        return write.one(grant, Bin(Lock, lock.id), via="form", words="Unlocked", form_key=form_key)
