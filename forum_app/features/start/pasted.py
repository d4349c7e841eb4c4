"""What the columns of a pasted list are, with a line of headings or without, and what its rows say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...fields import Problem
from ...records.importing.cells import told
from ...records.importing.reading import parted
from ...records.importing.refused import Refused
from ...records.letters import plain

MOST_LINES = 500
IGNORED = ""


@dataclass(frozen=True)
class Target:
    """What a column of pasted rows can become. `called`: other headings people give it; `kind` reads a cell.

    `looks_right` tells such a cell without a heading; None when nothing about it tells. `leftover`: a column
    that nothing else took may be this.
    """

    name: str
    label: str
    kind: Any
    called: tuple[str, ...] = ()
    looks_right: Callable[[str], bool] | None = None
    leftover: bool = False


@dataclass(frozen=True)
class Line:
    """One pasted row: where it stood, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """One row read: what each column says, or what could not be read and why."""

    number: int
    values: dict[str, Any]
    wrong: str = ""
    text: str = ""


@dataclass
class Sheet:
    """Pasted rows with the meaning of each column; `columns` are names of targets, empty for one left out."""

    lines: list[Line]
    columns: list[str]
    headings: tuple[str, ...] = ()
    more: int = 0
    samples: list[str] = field(default_factory=list)


def sheet(text: str, targets: Sequence[Target], columns: Sequence[str] = ()) -> Sheet:
    """The rows of a text; `columns` says what they mean when somebody has put that right."""
    lines = _lines(text, targets)
    head = lines[0].cells if lines and _is_heading(lines[0].cells, targets) else ()
    rows = lines[1:] if head else lines
    width = max((len(line.cells) for line in [*rows, *lines[:1]]), default=0)
    meant = list(columns) if len(columns) == width else _meanings(head, rows, width, targets)
    samples = [next(iter(cells), "") for cells in _columns(rows, width)]
    return Sheet(rows[:MOST_LINES], meant, head, max(0, len(rows) - MOST_LINES), samples)


def read(found: Sheet, targets: Sequence[Target], today: date) -> list[Read]:
    """Every row, each cell read by the kind of its column."""
    by_name = {target.name: target for target in targets}
    return [_read(line, found.columns, by_name, today) for line in found.lines]


def _read(line: Line, columns: Sequence[str], by_name: Mapping[str, Target], today: date) -> Read:
    values: dict[str, Any] = {}
    wrong = []
    for name, cell in zip(columns, line.cells, strict=False):
        if name not in by_name or not cell:
            continue
        value = by_name[name].kind.parse(cell, today)
        if isinstance(value, Problem):
            wrong.append((by_name[name].label, cell, value.words))
        else:
            values[name] = value
    return Read(line.number, values, told(wrong), ", ".join(cell for cell in line.cells if cell))


def _lines(text: str, targets: Sequence[Target]) -> list[Line]:
    """Cells by tabs; by commas or semicolons only where the rows agree on them; else one cell a line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    for mark in ("\t", ";", ","):
        if mark in text and (rows := _parted(text, mark)) and (mark == "\t" or _agree(rows, targets)):
            return rows
    return [Line(number, (line.strip(),)) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _parted(text: str, mark: str) -> list[Line]:
    try:
        rows = [(number, [" ".join(cell.split()) for cell in cells]) for number, cells in parted(text, mark)]
    except Refused:
        return []
    return [Line(number, tuple(cells)) for number, cells in rows if any(cells)]


def _agree(rows: list[Line], targets: Sequence[Target]) -> bool:
    """Whether a mark parts columns: under headings, or where most rows hold something that tells itself."""
    if len(rows[0].cells) > 1 and _is_heading(rows[0].cells, targets):
        return True
    telling = [target.looks_right for target in targets if target.looks_right]
    told = sum(any(looks(cell) for looks in telling for cell in row.cells if cell) for row in rows)
    alike = len({len(row.cells) for row in rows}) == 1 and len(rows) > 1 and len(rows[0].cells) > 1
    return alike or (bool(telling) and told * 2 >= len(rows) and any(len(row.cells) > 1 for row in rows))


def _is_heading(cells: Sequence[str], targets: Sequence[Target]) -> bool:
    said = [cell for cell in cells if cell]
    known = [cell for cell in said if _named(cell, targets)]
    return bool(known) and len(known) * 2 >= len(said)


def _named(heading: str, targets: Sequence[Target]) -> str:
    said = plain(heading)
    for target in targets:
        if said in {plain(word) for word in (target.name, target.label, *target.called)}:
            return target.name
    return IGNORED


def _meanings(head: Sequence[str], rows: Sequence[Line], width: int, targets: Sequence[Target]) -> list[str]:
    """By headings where there are any; else by what the cells look like, the rest in the targets' order."""
    if head:
        named = [_named(cell, targets) for cell in head] + [IGNORED] * (width - len(head))
        return [name if name not in named[:n] else IGNORED for n, name in enumerate(named)]
    columns = _columns(rows, width)
    meant = [IGNORED] * width
    for target in targets:
        for n, cells in enumerate(columns):
            if target.looks_right and not meant[n] and target.name not in meant and _most(cells, target):
                meant[n] = target.name
    plainly = [target.name for target in targets if target.looks_right is None]
    free = iter(
        [*plainly, *(target.name for target in targets if target.leftover and target.name not in meant)]
    )
    return [name or (next(free, IGNORED) if columns[n] else IGNORED) for n, name in enumerate(meant)]


def _columns(rows: Sequence[Line], width: int) -> list[list[str]]:
    """What stands in each column, without the empty cells."""
    return [[line.cells[n] for line in rows if n < len(line.cells) and line.cells[n]] for n in range(width)]


def _most(cells: Sequence[str], target: Target) -> bool:
    assert target.looks_right is not None
    return bool(cells) and sum(map(target.looks_right, cells)) * 2 > len(cells)
