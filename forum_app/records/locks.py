"""Records that are locked change by nobody's hand, whichever way in, until they are unlocked."""

from collections.abc import Iterable
from typing import Any

from ..db import db, unguarded
from ..models import BY_TABLE
from ..models.comments import Comment, Lock
from ..models.files import Attachment
from ..models.people import Person
from ..permissions.prepared import prepared
from ..permissions.readable import readable, with_names
from ..permissions.roles import Viewer
from .errors import RuleBroken
from .registry import Table
from .rows import AT_ONCE, Key, parts
from .steps import Step
from .titles import titles

WHO_OPENS = "The coordinator or a co-chair can unlock it."
LOCKED = f"It is locked, so nothing of it changes. {WHO_OPENS}"
ONE_OF_THEM = "{} is locked, so nothing of this was done. " + WHO_OPENS
FREE = (Comment, Lock)  # what is said about a record goes on; a lock itself is opened


_LOCKED = f'SELECT "table", "row" FROM "{Lock._meta.table_name}" WHERE "binned_at" IS NULL'


def refuse_locked(steps: Iterable[Step], viewer: Viewer) -> None:
    """Raises RuleBroken when a step would change a record that is locked, or a file beside one."""
    keys = {key for step in steps if (key := _changed_by(step))}
    for model, row_id in sorted(locked(keys), key=str):
        title = titles(model, {row_id}, viewer).get(row_id) if len(keys) > 1 else None
        raise RuleBroken("", ONE_OF_THEM.format(title) if title else LOCKED)


def _changed_by(step: Step) -> Key | None:
    """The record that a step changes: with a file the one that it is kept beside."""
    model = step.table.model
    if model is Attachment:
        return BY_TABLE[step.after["table"]], step.after["row"]
    return None if step.kind == "add" or model in FREE else (model, step.id)


def locked(keys: Iterable[Key]) -> set[Key]:
    """Those of some records that are locked. One statement for each few hundred."""
    asked = {(model._meta.table_name, row_id): (model, row_id) for model, row_id in keys}
    found: set[Key] = set()
    for some in parts(sorted({row_id for _, row_id in asked}), AT_ONCE):
        places = ", ".join([db.param] * len(some))
        with unguarded("whether a record is locked, for somebody who may change it"):
            # Written out, since every change asks it.
            locks = db.execute_sql(f'{_LOCKED} AND "row" IN ({places})', some).fetchall()
        found.update(asked[one] for one in map(tuple, locks) if one in asked)
    return found


def lock_of(viewer: Viewer, table: Table, row_id: str) -> Any:
    """The lock of a record, with `who` locked it, if the viewer may read it. One statement."""
    return next(iter(_here(viewer, table.model._meta.table_name, row_id)), None)


@prepared("text", "text")
def _here(viewer: Viewer, table: str, row_id: str):
    query = readable(Lock, viewer).where(Lock.table == table, Lock.row == row_id)
    return with_names(query, Person, Lock.person, who="name").objects()
