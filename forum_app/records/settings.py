"""The forum's own settings, kept in its database so that every process agrees."""

import time
from datetime import datetime

from .. import clock
from ..db import db, unguarded
from ..models.control import Change, ChangeGroup, Setting
from ..permissions.abilities import Grant
from . import rows
from .ids import new_id
from .write import together

NAMES = frozenset(
    {
        "start",
        "start_skipped",
        "mail_checked",
        "forum_name",
        "forum_short_name",
        "area",
        "demo",
        "demo_moment",
        "second_step_from",
        "files_megabytes",
    }
)
FRESH_FOR = 1.0  # seconds that a process may go by what it read

_read: dict[str, str] = {}
_read_at = 0.0
_read_from: object = None


def get(name: str, default: str = "") -> str:
    """One setting; `default` when the forum has never said. Raises KeyError for an unknown name."""
    if name not in NAMES:
        raise KeyError(name)
    return _all().get(name, default)


def put(grant: Grant, name: str, value: str) -> None:
    """Keep a setting, with who changed it. Raises KeyError for an unknown name, CouldNotSave."""
    if not isinstance(grant, Grant):
        raise TypeError("a change needs a grant")
    if name not in NAMES:
        raise KeyError(name)
    with together(), unguarded("settings are kept here"):
        old = Setting.select().where(Setting.name == name).first()
        if old is None:
            Setting.insert(id=new_id(), name=name, value=value).execute()
        elif old.value != value:
            Setting.update(value=value).where(Setting.name == name).execute()
        else:
            return
        _keep_history(grant, name, old, value)
    forget()


def is_demo() -> bool:
    return get("demo") == "yes"


def demo_moment() -> datetime | None:
    """The moment at which a demo stands still; None when the clock runs."""
    text = get("demo_moment") if is_demo() else ""
    return clock.parse(text) if text else None


def forget() -> None:
    """Read the settings afresh the next time."""
    global _read_from
    _read_from = None


def _all() -> dict[str, str]:
    # The clock asks for every moment it gives; one statement a second answers all of them.
    global _read, _read_at, _read_from
    if _read_from is not db.obj or time.monotonic() - _read_at > FRESH_FOR:
        with unguarded("the forum's own settings are no secret"):
            _read = dict(Setting.select(Setting.name, Setting.value).tuples())
        _read_at, _read_from = time.monotonic(), db.obj
    return _read


def _keep_history(grant: Grant, name: str, old: Setting | None, value: str) -> None:
    viewer, group = grant.viewer, new_id()
    ChangeGroup.insert(
        id=group,
        person=viewer.person_id,
        who=viewer.name,
        act=grant.act,
        words="Settings changed",
        via="command" if viewer.has("command") else "form",
        at=viewer.now,
    ).execute()
    change = {
        "id": new_id(),
        "group": group,
        "position": 0,
        "table": Setting._meta.table_name,
        "row": name,
        "kind": "edit",
        "old": {"value": old.value if old else ""},
        "new": {"value": value},
        "old_level": "members|",
        "version": 1,
    }
    rows.insert(Change, [change])
