"""Imports as they are kept: what was given in parts, what is to become of each row, and whose it is."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from ... import clock
from ...db import db, unguarded
from ...models.imports import ImportPart, ImportRun
from ...permissions.errors import NotFound
from ...permissions.roles import Viewer
from .. import rows
from ..ids import new_id
from ..registry import Table
from ..registry import table as table_named
from .mapping import heads_hash
from .reading import Cells

A_PART = 500  # rows
KEPT = timedelta(days=7)
LONGEST_NAME = 80
EARLIER = 5


def give(viewer: Viewer, table: Table, name: str, found: Iterable[Cells]) -> ImportRun:
    """Keep what somebody gave, until it is put in or a week has gone by."""
    run = ImportRun(
        id=new_id(),
        person=viewer.person_id,
        table=table.name,
        name=name[:LONGEST_NAME],
        given_at=viewer.now,
        kept_until=clock.real() + KEPT,
    )
    with unguarded("what somebody gives for an import is kept, for them alone"), db.atomic():
        rows.insert(ImportRun, [{name: run.__data__.get(name) for name in ImportRun._meta.fields}])
        for position, part in enumerate(_parts(found)):
            if not position:
                run.heads = part[0][1:]
            run.size += len(part)
            rows.insert(ImportPart, [_part(run.id, position, part)])
        keep(run, heads=run.heads, same_heads=heads_hash(run.heads), size=run.size)
    return run


def _parts(found: Iterable[Cells]) -> Iterator[list[list]]:
    part: list[list] = []
    for number, cells in found:
        part.append([number, *cells])
        if len(part) == A_PART:
            yield part
            part = []
    if part:
        yield part


def _part(run_id: str, position: int, cells: list[list]) -> dict[str, Any]:
    return {"id": new_id(), "run": run_id, "position": position, "cells": cells, "outcomes": []}


def mine(viewer: Viewer, run_id: str) -> ImportRun:
    """An import of the viewer's own. Raises NotFound for another's as for one that never was."""
    with unguarded("one's own import"):
        run = ImportRun.select().where(ImportRun.id == run_id).first()
    own = run is not None and viewer.person_id is not None and run.person_id == viewer.person_id
    if not own or viewer.seeing:
        raise NotFound
    return run


def of_job(run_id: str) -> ImportRun | None:
    with unguarded("the worker puts in what its giver said"):
        return ImportRun.select().where(ImportRun.id == run_id).first()


def table_of(run: ImportRun) -> Table:
    return table_named(run.table)


def earlier(viewer: Viewer, table: Table) -> list[ImportRun]:
    """The viewer's own last imports into a table, newest first."""
    if viewer.person_id is None or viewer.seeing:
        return []
    own = (ImportRun.person == viewer.person_id) & (ImportRun.table == table.name)
    with unguarded("one's own imports"):
        return list(ImportRun.select().where(own).order_by(ImportRun.id.desc()).limit(EARLIER))


def like(run: ImportRun) -> ImportRun | None:
    """The last import of the same person whose file had the same columns, and that was planned."""
    same = (ImportRun.same_heads == run.same_heads) & (ImportRun.table == run.table)
    own = (ImportRun.person == run.person_id) & (ImportRun.id != run.id) & (ImportRun.state != "given")
    with unguarded("how one's own file of the same columns was understood"):
        return ImportRun.select().where(same, own).order_by(ImportRun.id.desc()).first()


def parts(run: ImportRun, begin: int = 0) -> Iterator[ImportPart]:
    """What was given, a part at a time."""
    while True:
        with unguarded("one's own import"):
            here = (ImportPart.run == run.id) & (ImportPart.position >= begin)
            part = ImportPart.select().where(here).order_by(ImportPart.position).first()
        if part is None:
            return
        yield part
        begin = part.position + 1


def rows_in(run: ImportRun, part: ImportPart) -> list[tuple[int, list[str]]]:
    """The rows of a part with their lines, without the one that names the columns."""
    first = 1 if run.has_heads and not part.position else 0
    return [(cells[0], cells[1:]) for cells in part.cells[first:]]


def keep(run: ImportRun, **values: Any) -> None:
    """Write how far an import is."""
    for name, value in values.items():
        setattr(run, name, value)
    with unguarded("how far one's own import is"):
        ImportRun.update(values).where(ImportRun.id == run.id).execute()


def begin(run: ImportRun) -> bool:
    """From planned to being put in, once whoever else presses the button; False when it was done before."""
    with unguarded("an import is put in once"):
        planned = (ImportRun.id == run.id) & (ImportRun.state == "planned")
        taken = ImportRun.update(state="applying").where(planned).execute() == 1
    run.state = "applying" if taken else run.state
    return taken


def keep_outcomes(part: ImportPart, outcomes: list[list]) -> None:
    part.outcomes = outcomes
    with unguarded("what is to become of each row of one's own import"):
        ImportPart.update(outcomes=outcomes).where(ImportPart.id == part.id).execute()


def keep_only(part: ImportPart, left: list[list], outcomes: list[list]) -> None:
    """Forget what was put in; what was left out stays for its giver to correct."""
    with unguarded("what was put in is not kept twice"):
        mine_ = ImportPart.id == part.id
        if left:
            ImportPart.update(cells=left, outcomes=outcomes).where(mine_).execute()
        else:
            ImportPart.delete().where(mine_).execute()


def forget(run: ImportRun) -> None:
    """Delete what was given; that there was an import, and what it came to, stays."""
    with unguarded("what was given is deleted"):
        ImportPart.delete().where(ImportPart.run == run.id).execute()
    keep(
        run,
        heads=[],
        also=[],
        told={name: run.told[name] for name in ("counts", "applied") if name in run.told},
    )


def delete(run: ImportRun) -> None:
    """As if it had never been given."""
    with unguarded("what was given is deleted"):
        ImportPart.delete().where(ImportPart.run == run.id).execute()
        ImportRun.delete().where(ImportRun.id == run.id).execute()


def forget_old() -> int:
    """Delete what was given a week ago and never put in; how many. Safe to run twice."""
    over = (ImportRun.kept_until <= clock.real()) & (ImportRun.state != "applying")
    left = ImportPart.select(ImportPart.run)
    with unguarded("nothing that was given is kept for more than a week"):
        old = list(ImportRun.select().where(over, ImportRun.id.in_(left)))
    for run in old:
        forget(run)
    return len(old)
