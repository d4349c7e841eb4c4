"""What somebody does with an import of their own."""

from collections.abc import Sequence
from typing import IO

from ...models.imports import ImportRun
from ...permissions.errors import NotAllowed
from ...permissions.roles import Viewer
from ...records.importing import applying, planning, runs
from ...records.importing.judging import ADD, FILL, REPLACE
from ...records.importing.mapping import importable, may_import
from ...records.importing.reading import rows_of, rows_of_paste
from ...records.registry import Table


def give(viewer: Viewer, table: Table, file: IO[bytes] | None, name: str, pasted: str) -> ImportRun:
    """Keep a file or a paste; planned at once where a file of the same columns was understood before.

    Raises NotAllowed, Refused.
    """
    require_leave(viewer, table)
    found = rows_of(file, name) if file is not None else rows_of_paste(pasted)
    run = runs.give(viewer, table, name if file is not None else "", found)
    planning.settle(run, viewer, table)
    if runs.like(run) and any(run.mapping):
        planning.plan(viewer, run)
    return run


def require_leave(viewer: Viewer, table: Table) -> None:
    """Raises NotAllowed for whoever may put nothing into a table."""
    if viewer.seeing or not may_import(viewer, table):
        raise NotAllowed


def understand(
    viewer: Viewer, run: ImportRun, mapping: Sequence[str], keys: Sequence[int], strategy: str, heads: bool
) -> ImportRun:
    """Take the columns as they are said to be, and plan. `keys`: places of columns in the file.

    Raises NotAllowed.
    """
    table = runs.table_of(run)
    require_leave(viewer, table)
    names = {column.name for column in importable(viewer, table)}
    known: list[str] = []
    for name in mapping:
        known.append(name if name in names and name not in known else "")
    chosen = [known[place] for place in keys if place < len(known) and known[place]]
    how = strategy if strategy in (REPLACE, FILL, ADD) else REPLACE
    runs.keep(run, mapping=known, keys=chosen, strategy=how, has_heads=heads, also=[])
    return planning.plan(viewer, run)


def plan_again(viewer: Viewer, run: ImportRun, also: Sequence[int]) -> ImportRun:
    """The plan as things stand now, with those who look alike and are others after all."""
    require_leave(viewer, runs.table_of(run))
    runs.keep(run, also=sorted(set(also)))
    return planning.plan(viewer, run)


def put_in(viewer: Viewer, run: ImportRun) -> None:
    """Have it put in. Raises NotAllowed, RuleBroken when that was said before."""
    require_leave(viewer, runs.table_of(run))
    applying.queue(viewer, run)
