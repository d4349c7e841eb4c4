"""The one way to change a record: whole or not at all, checked, kept in history, with its mail."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from peewee import IntegrityError, InterfaceError, InternalError, OperationalError

from ..db import db, unguarded
from ..models.base import Record
from ..models.control import Change, ChangeGroup
from ..permissions.abilities import Grant
from ..permissions.errors import NotFound
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from . import form_keys, outbox, rows, search
from .conflicts import side_by_side
from .edits import Add, Ask, Bin, Edit, Restore, Written
from .errors import CouldNotSave, RuleBroken, Stale
from .ids import new_id
from .locks import refuse_locked
from .rows import Row
from .steps import Step, plan
from .values import kept

__all__ = ["Add", "Bin", "Edit", "Restore", "Written", "already", "many", "new_id", "one", "together"]

VIA = frozenset({"form", "cell", "paste", "import", "api", "job", "command", "demo", "link"})
CLASH = "That clashes with something already kept, so nothing was changed. Please look again."


@contextmanager
def together() -> Iterator[None]:
    """One transaction round what an action reads and writes. Raises CouldNotSave; RuleBroken on a clash."""
    try:
        with db.atomic():
            yield
    except IntegrityError as trouble:
        raise RuleBroken("", CLASH) from trouble
    except (OperationalError, InterfaceError, InternalError) as trouble:
        raise CouldNotSave from trouble


def one(grant: Grant, ask: Ask, *, via: str, **more: Any) -> Written:
    """`many` for a single record."""
    return many(grant, [ask], via=via, **more)


def many(
    grant: Grant,
    asks: Iterable[Ask],
    *,
    via: str,
    words: str = "",
    form_key: str | None = None,
    mails: Iterable[outbox.Mailing] = (),
    undoes: str | None = None,
    group: str = "",
    begin: int = 0,
) -> Written:
    """Do one act on any number of records, with its history and mail, in one transaction.

    A form taken before (`form_key`) answers what it answered then. An act too long for one transaction names
    its `group`, and the place in it at which these records `begin`: undo takes it as one. Raises RuleBroken,
    Stale, NotFound, NotAllowed, CouldNotSave; nothing is half-written.
    """
    if not isinstance(grant, Grant) or via not in VIA:
        raise TypeError("a change needs a grant and a known way in")
    asks = list(asks)
    with together():
        if form_key and (first := form_keys.take(grant, form_key)):
            return first
        before = rows.current((ask.model, ask.id) for ask in asks if not isinstance(ask, Add))
        steps, order = plan(asks, before, grant.viewer, via, check_links=not undoes)
        steps = [step for step in steps if _has_effect(step, grant.viewer)]
        refuse_locked(steps, grant.viewer)
        act = _Act(grant, via, words, undoes, group or new_id(), begin)
        group = _keep(act, steps) if steps else ""
        search.follow(steps, grant.viewer.now)
        outbox.queue(mails)
        written = Written(group, tuple(order))
        if form_key:
            form_keys.remember(grant, form_key, written)
    return written


def already(grant: Grant, form_key: str | None) -> Written | None:
    """What this form answered the first time, for an action whose rules would refuse the second."""
    return form_keys.answered(grant, form_key) if form_key else None


def _has_effect(step: Step, viewer: Viewer) -> bool:
    """Whether anything is left to do. Raises Stale when somebody else was first."""
    if step.stale and not (step.kind == "bin" and step.was_binned):
        raise _stale(step, viewer)
    return step.kind == "add" or bool(step.changed)


def _stale(step: Step, viewer: Viewer) -> Exception:
    """Both values of each field, as far as this viewer may read the record and the column."""
    model = step.table.model
    row = readable(model, viewer).where(model.id == step.id).first()
    if row is None:
        return NotFound()
    by, at = _last_change(step.id)
    mine = {name: step.after[name] for name in step.asked}
    theirs = {name: row.__data__.get(name) for name in mine}
    told = side_by_side(viewer, step.table, row, mine)
    return Stale(step.id, mine, theirs, by, at, told=told, version=row.version)


def _last_change(row_id: str) -> tuple[str, datetime | None]:
    with unguarded("who changed it last; the viewer may read the record"):
        query = ChangeGroup.select(ChangeGroup.who, ChangeGroup.at).join(
            Change, on=(Change.group == ChangeGroup.id)
        )
        return query.where(Change.row == row_id).order_by(Change.id.desc()).tuples().first() or ("", None)


@dataclass(frozen=True)
class _Act:
    """What is kept of an act beside the records that it changed."""

    grant: Grant
    via: str
    words: str
    undoes: str | None
    group: str
    begin: int


def _keep(act: _Act, steps: list[Step]) -> str:
    viewer = act.grant.viewer
    with unguarded("records are written here"):
        levels = rows.levels_of_markings([step.before for step in steps if step.before], viewer.now)
        for model, new in _runs_of_new_rows(steps):
            rows.insert(model, new)
        for alike in _runs_of_changes(steps):
            _update(alike, viewer)
        if not act.begin or not ChangeGroup.select().where(ChangeGroup.id == act.group).exists():
            rows.insert(ChangeGroup, [_group(act)])
        rows.insert(Change, [_change(act.group, act.begin + n, step, levels) for n, step in enumerate(steps)])
    return act.group


def _group(act: _Act) -> Row:
    viewer = act.grant.viewer
    return {
        "id": act.group,
        "person": viewer.person_id,
        "who": viewer.name,
        "act": act.grant.act,
        "words": act.words,
        "via": act.via,
        "at": viewer.now,
        "undoes": act.undoes,
    }


def _runs_of_new_rows(steps: list[Step]) -> Iterator[tuple[type[Record], list[Row]]]:
    """New rows in the order asked, so that a link finds what it points to; neighbours of a table together."""
    added = (step for step in steps if step.kind == "add")
    for model, run in groupby(added, key=lambda step: step.table.model):
        yield model, [step.after for step in run]


def _runs_of_changes(steps: list[Step]) -> Iterator[list[Step]]:
    """Changed rows in the order asked; neighbours that become alike together."""
    changed = (step for step in steps if step.before)
    for _, run in groupby(changed, key=lambda step: (step.table.model, _version(step), repr(_new(step)))):
        yield from rows.parts(list(run), rows.AT_ONCE)


def _new(step: Step) -> Row:
    return {name: step.after[name] for name in step.changed}


def _version(step: Step) -> int:
    return step.before["version"] if step.before else 0


def _update(alike: list[Step], viewer: Viewer) -> None:
    model, version = alike[0].table.model, _version(alike[0])
    if rows.update(model, [step.id for step in alike], version, _new(alike[0])) != len(alike):
        now = rows.current((model, step.id) for step in alike)
        late = (step for step in alike if now.get((model, step.id), {}).get("version") != version + 1)
        raise _stale(next(late, alike[0]), viewer)


def _change(group: str, position: int, step: Step, levels: dict[str, str]) -> Row:
    names = [] if step.kind in {"bin", "restore"} else step.changed
    return {
        "id": new_id(),
        "group": group,
        "position": position,
        "table": step.table.model._meta.table_name,
        "row": step.id,
        "kind": step.kind,
        "old": {name: kept(step.before[name]) for name in names} if step.before else {},
        "new": {name: kept(step.after[name]) for name in names},
        "old_level": rows.level_of(step.table.model, step.before, levels) if step.before else "",
        "version": step.before["version"] + 1 if step.before else 1,
    }
