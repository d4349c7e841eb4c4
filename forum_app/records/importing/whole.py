"""A whole import at once, for the command line: read, planned, and put in where it was not only tried."""

from collections.abc import Sequence
from typing import IO

from ...models.imports import ImportRun
from ...permissions.errors import NotAllowed
from ...permissions.roles import Viewer
from ..errors import RuleBroken
from ..registry import Table
from . import applying, planning, runs
from .mapping import importable, may_import
from .reading import rows_of

NO_KEY = "There is no column {} to recognise rows by in this file."


def import_file(
    viewer: Viewer, table: Table, file: IO[bytes], name: str, keys: Sequence[str] = (), dry_run: bool = False
) -> ImportRun:
    """What a file would do; unless `dry_run`, done. Raises NotAllowed, RuleBroken when it holds no rows."""
    if not may_import(viewer, table):
        raise NotAllowed
    run = runs.give(viewer, table, name, rows_of(file, name))
    try:
        planning.settle(run, viewer, table)
        if keys:
            runs.keep(run, keys=[_column(viewer, table, run, key) for key in keys])
        planning.plan(viewer, run)
    except RuleBroken:
        runs.delete(run)
        raise
    if dry_run:
        runs.delete(run)
    elif runs.begin(run):
        planned = run.told
        applying.apply(lambda: viewer, run)
        run.told = planned | run.told  # for whoever gave it, and not kept
    return run


def _column(viewer: Viewer, table: Table, run: ImportRun, said: str) -> str:
    """A column by its name or its label, if the file has it."""
    for column in importable(viewer, table):
        if (
            said.casefold() in (column.name.casefold(), column.label.casefold())
            and column.name in run.mapping
        ):
            return column.name
    raise RuleBroken("key", NO_KEY.format(said))


def left_out(run: ImportRun) -> list[tuple[int, str]]:
    """Lines that were not put in, with why: some of each kind, and what was changed meanwhile."""
    samples = run.told.get("samples", {})
    found = [
        (line, why)
        for state in ("ambiguous", "alike", "invalid")
        for line, _, why, _ in samples.get(state, ())
    ]
    return sorted([*found, *((line, why) for line, why in run.told.get("since", ()))])
