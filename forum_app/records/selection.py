"""Some cells of a table as one viewer sees them: their texts for a spreadsheet, and how many and how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..fields import words
from ..fields.export import disarm
from ..permissions.errors import NotFound
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from . import access_log, rows
from .columns import links_in, value, visible, with_made
from .registry import Column, Table
from .titles import titles


@dataclass(frozen=True)
class Selection:
    """`lines`: the text of each cell, row by row; `told`: "8 cells selected: 4 h 00 min"."""

    lines: list[list[str]]
    told: str


def selected(viewer: Viewer, table: Table, ids: Sequence[str], names: Sequence[str]) -> Selection:
    """These rows and columns, without rows that are gone. Raises NotFound for a column that is not there."""
    seen = {column.name: column for column in visible(viewer, table)}
    if any(name not in seen for name in names):
        raise NotFound
    columns = tuple(seen[name] for name in names)
    found: dict[str, Any] = {}
    for some in rows.parts(list(dict.fromkeys(ids)), rows.AT_ONCE):
        query = with_made(
            readable(table.model, viewer).where(table.model.id.in_(some)), viewer, table, columns
        )
        found.update((row.id, row) for row in query)
    access_log.shown({getattr(row, "level", "") for row in found.values()})
    there = [found[row_id] for row_id in dict.fromkeys(ids) if row_id in found]
    texts = [map(disarm, _texts(viewer, table, column, there)) for column in columns]
    lines = [list(line) for line in zip(*texts, strict=True)] if there else []
    return Selection(lines, _told(columns, there))


def _texts(viewer: Viewer, table: Table, column: Column, there: list[Any]) -> list[str]:
    held = [value(row, column) for row in there]
    target = table.target(column.name)
    if target is not None:
        called = titles(target, {one for each in held for one in links_in(each)}, viewer)
        return ["; ".join(called[one] for one in links_in(each) if one in called) for each in held]
    if column.show is not None:
        return [column.show(one, row) for one, row in zip(held, there, strict=True)]
    return [column.kind.export(one) for one in held]


def _told(columns: tuple[Column, ...], there: list[Any]) -> str:
    said = f"{words.number_of(len(columns) * len(there), 'cell')} selected"
    sums = [_sum(column, there) for column in columns if column.kind.sums and column.show is None]
    return f"{said}: {words.join([one for one in sums if one])}" if any(sums) else said


def _sum(column: Column, there: list[Any]) -> str:
    held = [one for row in there if (one := value(row, column)) is not None]
    return column.kind.show(sum(held)) if held else ""
