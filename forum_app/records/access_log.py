"""The access log: who opened, took out, looked as somebody else or was refused. Ids, never a text."""

from datetime import datetime, timedelta

from .. import clock
from ..db import unguarded
from ..models.security import AccessEntry
from ..permissions.roles import ROLE_WORDS, Viewer
from .ids import new_id

TRIES_KEPT_FOR = timedelta(days=90)
TRY = "sign_in_refused"


def keep(kind: str, viewer: Viewer | None, **what: str | None) -> None:
    """Note one thing: `table` and `row` it concerns, `about` whom, `level` and `place`. One statement.

    Whoever looks as somebody else is noted as themselves. A viewer of None is somebody not signed in.
    """
    who = viewer.seeing[1] if viewer and viewer.seeing else viewer
    entry = {"person": who.person_id if who else None, "as_role": role_of(who) if who else ""}
    _insert(kind, clock.now(), entry | what)


def keep_try(person_id: str | None, place: str) -> None:
    """Note a refused try at signing in; those are kept for 90 days, everything else for good."""
    now = clock.now()
    with unguarded("tries at signing in are not kept for ever"):
        AccessEntry.delete().where(AccessEntry.kind == TRY, AccessEntry.at < now - TRIES_KEPT_FOR).execute()
    _insert(TRY, now, {"about": person_id, "place": place})


def role_of(viewer: Viewer) -> str:
    """What somebody was when they looked."""
    return next((role for role in ROLE_WORDS if role in viewer.roles), "member")


def _insert(kind: str, at: datetime, values: dict) -> None:
    with unguarded("what is worth remembering of who looked is kept as ids"):
        AccessEntry.insert_many([{"id": new_id(), "kind": kind, "at": at} | values]).as_rowcount().execute()
