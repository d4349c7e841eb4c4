"""Works out what each asked edit does to its record, and whether its values may stand; writes nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any

from ..models.base import Record
from ..permissions.audiences import may_ever_see
from ..permissions.errors import NotAllowed, NotFound
from ..permissions.roles import Viewer
from .edits import Add, Ask, Bin, Edit, Restore
from .errors import RuleBroken
from .ids import new_id
from .registry import Table, table_of
from .rows import Key, Row, there
from .values import checked

BY_HAND = frozenset({"form", "cell", "paste", "import", "api"})
BY_COLUMN = BY_HAND - {"form"}
EDITS = ("add", "edit")
MOVED = "Money that has moved is not changed. Reverse it instead."
OURS = frozenset({"id", "version"})


@dataclass
class Step:
    """What one act does to one record: the whole row before and after."""

    table: Table
    id: str
    kind: str
    before: Row | None
    after: Row
    asked_version: int | None = None
    asked: tuple[str, ...] = ()

    @cached_property
    def changed(self) -> list[str]:
        """The fields that differ; for a new record those that hold more than the usual.

        Worked out once, so it is asked only when every edit and every check of the act has had its say.
        """
        start = self.before if self.before is not None else usual(self.table.model)
        return [name for name, value in self.after.items() if name not in OURS and value != start[name]]

    @property
    def was_binned(self) -> bool:
        return self.before is not None and self.before["binned_at"] is not None

    @property
    def stale(self) -> bool:
        return (
            self.asked_version is not None
            and self.before is not None
            and self.before["version"] != self.asked_version
        )


def usual(model: type[Record]) -> Row:
    """A new row of the table with nothing said yet."""
    fixed, made = _usual(model)
    return {**fixed, **{name: make() for name, make in made}}


@cache
def _usual(model: type[Record]) -> tuple[Row, list[tuple[str, Callable[[], Any]]]]:
    """What a new row begins with in the fields' order, and what is made anew for each."""
    fields = model._meta.sorted_fields
    made = [(field.name, field.default) for field in fields if callable(field.default)]
    return {field.name: None if callable(field.default) else field.default for field in fields}, made


@cache
def _needed(model: type[Record]) -> tuple[str, ...]:
    """The fields that hold nothing to begin with and may not."""
    fixed, made = _usual(model)
    makes = {name for name, _ in made}
    fields = model._meta.fields
    return tuple(
        name for name, value in fixed.items() if value is None and name not in makes and not fields[name].null
    )


def plan(
    asks: Iterable[Ask], rows: Mapping[Key, Row], viewer: Viewer, via: str, *, check_links: bool = True
) -> tuple[list[Step], list[str]]:
    """The steps of one act, one a record, and each ask's id in order.

    Raises RuleBroken, NotFound, NotAllowed.
    """
    steps: dict[Key, Step] = {}
    order = []
    known: set[tuple] = set()  # which columns of which table were looked at: those of a file are all the same
    for ask in asks:
        if (
            via in BY_COLUMN
            and isinstance(ask, Add | Edit)
            and (columns := (ask.model, *ask.values)) not in known
        ):
            _check_columns(table_of(ask.model), ask.values, viewer)
            known.add(columns)
        step = _step(ask, rows, steps, viewer.now)
        steps[ask.model, step.id] = step
        order.append(step.id)
    for step in steps.values():
        _may_stand(step.table, step.after, step.before, viewer, via in BY_COLUMN and step.kind in EDITS)
    if check_links and via in BY_HAND:
        _check_links(steps, viewer)
    return list(steps.values()), order


def would_stand(table: Table, values: Mapping[str, Any], before: Row | None, viewer: Viewer) -> None:
    """Whether a row may stand as a file would have it, its values read by their kinds. Raises RuleBroken."""
    if before is not None and table.posted:
        raise RuleBroken("", MOVED)
    after = {**(usual(table.model) if before is None else before), **values}
    if before is None:
        for name in _needed(table.model):
            if after[name] is None:
                after[name] = checked(table, name, None)
        for column in table.stored:
            if column.needed and after[column.name] in (None, "", []):
                raise RuleBroken(column.name, f"{column.label} is needed.")
    _may_stand(table, after, before, viewer, True)


def _may_stand(table: Table, after: Row, before: Row | None, viewer: Viewer, follows: bool) -> None:
    """What follows from the new values, where they came in by a column, and the table's own checks."""
    if follows and table.along:
        after.update(table.along(after, before, viewer))
    for check in table.checks:
        check(after, before, viewer)


def _step(ask: Ask, rows: Mapping[Key, Row], steps: Mapping[Key, Step], now: datetime) -> Step:
    table = table_of(ask.model)
    if isinstance(ask, Add):
        return _adding(ask, table)
    earlier = steps.get((ask.model, ask.id))
    if earlier is not None and isinstance(ask, Edit):
        earlier.after.update(_checked(table, ask.values))
        earlier.asked += tuple(ask.values)
        return earlier
    before = rows.get((ask.model, ask.id))
    if before is None or earlier is not None:
        raise NotFound
    if table.posted:
        raise RuleBroken("", MOVED)
    return _changing(ask, table, before, now)


def _adding(ask: Add, table: Table) -> Step:
    row = usual(ask.model)
    row.update(ask.values)
    row["id"] = ask.id or new_id()
    if row.keys() - ask.model._meta.fields.keys():
        raise KeyError(f"{table.name} has no such field")
    looked_at = {"id", *ask.values, *_needed(ask.model)}  # what a row begins with is right already
    for name in row:
        if name in looked_at:
            row[name] = checked(table, name, row[name])
    return Step(table, row["id"], "add", None, row)


def _changing(ask: Edit | Bin | Restore, table: Table, before: Row, now: datetime) -> Step:
    if isinstance(ask, Edit):
        if before["binned_at"] is not None:
            raise NotFound
        after = before | _checked(table, ask.values)
        return Step(table, ask.id, "edit", before, after, ask.version, tuple(ask.values))
    if isinstance(ask, Bin):
        after = before | {"binned_at": before["binned_at"] or now}
        return Step(table, ask.id, "bin", before, after, ask.version)
    return Step(table, ask.id, "restore", before, before | {"binned_at": None})


def _checked(table: Table, values: Mapping[str, Any]) -> Row:
    if values.keys() & {"id", "version", "binned_at"}:
        raise KeyError("these fields are written by the house alone")
    return {name: checked(table, name, value) for name, value in values.items()}


def _check_columns(table: Table, names: Iterable[str], viewer: Viewer) -> None:
    """A cell, a paste or an import reaches only columns that its writer may see."""
    for name in names:
        column = table.by_name.get(name)
        if column is None or not column.by_hand or not may_ever_see(table.audience(name), viewer):
            raise NotAllowed


def _check_links(steps: Mapping[Key, Step], viewer: Viewer) -> None:
    """What a person links to must be there for that person: another's secret and nothing look the same."""
    links: dict[Key, str] = {}
    for step in steps.values():
        for name in step.changed:
            target, value = getattr(step.table.field(name), "rel_model", None), step.after[name]
            if target and value and (target, value) not in steps:
                links[target, value] = name
    for missing in links.keys() - there(links, viewer):
        raise RuleBroken(links[missing], "That is not there any more. Choose again.")
