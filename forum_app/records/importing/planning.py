"""What an import would do, in counts and samples, before it does anything."""

from collections import Counter
from typing import Any

from ...models.imports import ImportRun
from ...permissions.roles import Viewer
from ..registry import Column, Table
from . import runs
from .judging import ALIKE, CHANGED, KEPT, STATES, Judge, Outcome, Row
from .mapping import are_heads, guess, importable, usual_keys

MOST_SHOWN = 8
MOST_CELLS = 6
MOST_ALIKE = 40
NO_MATCHES = 30  # names of links that were not found
SHORTENED = 80


class _Told(Judge):
    """A judge that notes what it comes across, for the page of the plan."""

    def __init__(self, viewer: Viewer, table: Table, run: ImportRun):
        super().__init__(viewer, table, run)
        self.counts: Counter[str] = Counter()
        self.samples: dict[str, list] = {state: [] for state in STATES}
        self.unmatched: dict[str, Counter[str]] = {}

    def _note_links(self, wrong: list) -> None:
        for column, text, _ in wrong:
            if column.name in self.reader.links:
                self.unmatched.setdefault(column.label, Counter())[text[:SHORTENED]] += 1

    def plan(self) -> None:
        self.look()
        if self.run.size > KEPT:
            self.unmatched.clear()  # they are read once more, and counted then
        for part in runs.parts(self.run):
            found = self.read(part)
            outcomes = self.judge(found)
            runs.keep_outcomes(part, [outcome.kept() for outcome in outcomes])
            for row, outcome in zip(found, outcomes, strict=True):
                self._note(row, outcome)

    def _note(self, row: Row, outcome: Outcome) -> None:
        self.counts[outcome.state] += 1
        samples = self.samples[outcome.state]
        if len(samples) < (MOST_ALIKE if outcome.state == ALIKE else MOST_SHOWN):
            samples.append([row.number, self._called(row), outcome.why, self._cells(row, outcome)])

    def _called(self, row: Row) -> str:
        """What a row is told by: its first words."""
        for _, column in self.reader.columns:
            if said := self._words(column, row.values.get(column.name)):
                return said
        return ""

    def _cells(self, row: Row, outcome: Outcome) -> list[list[str]]:
        """What changes, as label, old and new; of a new one what it says."""
        names = outcome.changes if outcome.state == CHANGED else row.values
        shown = [column for _, column in self.reader.columns if column.name in names][:MOST_CELLS]
        return [
            [
                column.label,
                self._words(column, outcome.before[column.name]) if outcome.before else "",
                self._words(column, row.values[column.name]),
            ]
            for column in shown
        ]

    def _words(self, column: Column, value: Any) -> str:
        said = "" if value is None else self.reader.show(column, value, self.viewer.today)
        return said if len(said) <= SHORTENED else f"{said[:SHORTENED]} …"


def plan(viewer: Viewer, run: ImportRun) -> ImportRun:
    """Work out what an import would do, and keep it with the run. Changes nothing else."""
    table = runs.table_of(run)
    judge = _Told(viewer, table, run)
    judge.plan()
    counts = {words: judge.counts[state] for state, words in STATES.items()}
    unmatched = {
        label: [[text, times] for text, times in texts.most_common(NO_MATCHES)]
        for label, texts in judge.unmatched.items()
    }
    samples = {STATES[state]: found for state, found in judge.samples.items() if found}
    told = {"counts": counts, "samples": samples, "unmatched": unmatched}
    runs.keep(run, told=told, state="planned", done=0, group=None, trouble="")
    return run


def settle(run: ImportRun, viewer: Viewer, table: Table) -> None:
    """How a new import is understood: as the last one of the same columns was, else by its first row."""
    columns = importable(viewer, table)
    names = {column.name for column in columns}
    if before := runs.like(run):
        mapping = [name if name in names else "" for name in before.mapping]
        keys = [name for name in before.keys if name in mapping]
        runs.keep(run, has_heads=before.has_heads, mapping=mapping, keys=keys, strategy=before.strategy)
        return
    heads = are_heads(run.heads, columns)
    width = max((len(cells) for part in runs.parts(run) for _, cells in runs.rows_in(run, part)), default=0)
    mapping = guess([*run.heads, *[""] * (width - len(run.heads))] if heads else [""] * width, columns)
    runs.keep(run, has_heads=heads, mapping=mapping, keys=usual_keys(table, mapping))
