"""What the pages of an import show of it."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from ...db import connected
from ...fields.export import disarm, rearm
from ...models.imports import ImportRun
from ...records.importing import runs
from ...records.importing.judging import ALIKE, AMBIGUOUS, INVALID
from ...records.importing.mapping import WHY

LOOKED_AT = 3
LONGEST = 60


def columns_of(run: ImportRun) -> list[tuple[str, list[str]]]:
    """Each column of what was given: what its first row says, and some of what stands in it."""
    part = next(runs.parts(run), None)
    rows = [cells for _, cells in runs.rows_in(run, part)] if part else []
    heads = run.heads if run.has_heads else []
    found = []
    for place in range(len(run.mapping)):
        here = (cells[place] for cells in rows if place < len(cells) and cells[place])
        some = list(dict.fromkeys(islice((text[:LONGEST] for text in here), 40)))[:LOOKED_AT]
        found.append((heads[place] if place < len(heads) else "", some))
    return found


def number_of_rows(run: ImportRun) -> int:
    return run.size - (1 if run.has_heads else 0)


def rejects(run: ImportRun) -> Iterator[str]:
    """The rows that were left out, as a CSV to correct and give again, with why in a last column."""
    width = len(run.mapping)
    heads = [*run.heads, *[f"Column {place + 1}" for place in range(len(run.heads), width)]]
    if not run.has_heads:
        heads = [f"Column {place + 1}" for place in range(width)]
    heads = [head for head in heads if head != WHY]
    yield _line([*heads, WHY])
    with connected():
        for part in runs.parts(run):
            lines = []
            for (_, cells), outcome in zip(runs.rows_in(run, part), part.outcomes, strict=False):
                if outcome[0] in (AMBIGUOUS, INVALID, ALIKE):
                    padded = [*cells, *[""] * (width - len(cells))][: len(heads)]
                    lines.append(_line([*padded, outcome[3]]))
            yield "".join(lines)


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([disarm(rearm(cell)) for cell in cells])
    return text.getvalue()


def has_rejects(run: ImportRun) -> bool:
    """Whether a row was left out whose cells are still there."""
    return next((True for part in runs.parts(run) if part.outcomes), False)
