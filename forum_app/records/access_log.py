"""The access log: who opened, took out, looked as somebody else or was refused. Ids, never a text."""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import datetime, timedelta

from peewee import fn

from .. import clock
from ..db import unguarded
from ..models.security import AccessEntry
from ..permissions.errors import NotAllowed
from ..permissions.roles import ROLE_WORDS, Viewer, start_of
from .ids import new_id

TRIES_KEPT_FOR = timedelta(days=90)
TRY = "sign_in_refused"
SIZE = 50
CLOSED = ("restricted", "embargoed", "board")

_shown: ContextVar[frozenset[str]] = ContextVar("shown", default=frozenset())


def keep(kind: str, viewer: Viewer | None, **what: str | None) -> None:
    """Note one thing: `table` and `row` it concerns, `about` whom, `level` and `place`. One statement.

    Whoever looks as somebody else is noted as themselves. A viewer of None is somebody not signed in.
    """
    who = _oneself(viewer)
    entry = {"person": who.person_id if who else None, "as_role": role_of(who) if who else ""}
    _insert(kind, clock.now(), entry | what)


def keep_try(person_id: str | None, place: str) -> None:
    """Note a refused try at signing in; those are kept for 90 days, everything else for good."""
    now = clock.now()
    with unguarded("tries at signing in are not kept for ever"):
        AccessEntry.delete().where(AccessEntry.kind == TRY, AccessEntry.at < now - TRIES_KEPT_FOR).execute()
    _insert(TRY, now, {"about": person_id, "place": place})


def begin() -> None:
    """A new request: nothing closed was shown in it yet."""
    _shown.set(frozenset())


def shown(levels: Iterable[str]) -> None:
    """Something of these levels is shown in this request."""
    _shown.set(_shown.get() | frozenset(levels))


def keep_opened(viewer: Viewer, **what: str) -> None:
    """Note that something closed was shown in this request, if it was, with its highest level."""
    closed = next((level for level in CLOSED if level in _shown.get()), None)
    if closed:
        keep("opened", viewer, level=closed, **what)


def role_of(viewer: Viewer) -> str:
    """What somebody was when they looked."""
    return next((role for role in ROLE_WORDS if role in viewer.roles), "member")


def entries(viewer: Viewer, *, before: str = "", **only: object) -> list[AccessEntry]:
    """The log for the coordinator, newest first, one more than a page. `only`: person, kind or day.

    Raises NotAllowed.
    """
    if not viewer.has("coordinator") or viewer.seeing:
        raise NotAllowed
    query = AccessEntry.select().order_by(AccessEntry.id.desc()).limit(SIZE + 1)
    if before:
        query = query.where(AccessEntry.id < before)
    if person := only.get("person"):
        query = query.where((AccessEntry.person == person) | (AccessEntry.about == person))
    if kind := only.get("kind"):
        query = query.where(AccessEntry.kind == kind)
    if day := only.get("day"):
        first = start_of(day)  # type: ignore[arg-type]
        query = query.where(AccessEntry.at >= first, AccessEntry.at < first + timedelta(days=1))
    with unguarded("the coordinator's list of who looked; ids alone"):
        return list(query)


def looks_at(viewer: Viewer) -> list[tuple[str, str, int]]:
    """How often others looked at what is about the viewer: (kind, role, times). No names."""
    others = AccessEntry.person.is_null() | (AccessEntry.person != viewer.person_id)
    mine = (AccessEntry.about == viewer.person_id) & others
    kinds = (AccessEntry.kind, AccessEntry.as_role)
    with unguarded("how often others looked at what is about oneself"):
        query = AccessEntry.select(*kinds, fn.COUNT(AccessEntry.id)).where(mine, AccessEntry.kind != TRY)
        return list(query.group_by(*kinds).order_by(*kinds).tuples())


def _oneself(viewer: Viewer | None) -> Viewer | None:
    return viewer.seeing[1] if viewer and viewer.seeing else viewer


def _insert(kind: str, at: datetime, values: dict) -> None:
    with unguarded("what is worth remembering of who looked is kept as ids"):
        AccessEntry.insert_many([{"id": new_id(), "kind": kind, "at": at} | values]).as_rowcount().execute()
