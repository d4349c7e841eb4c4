"""The kind of a column as one viewer may write it: links are chosen from what they may read."""

import copy
from typing import Any

from ..models.base import Record
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from . import naming
from .registry import Column, Table, table_of

# Nobody scrolls through more; further records are named in words.
MOST_OPTIONS = 5_000


def kind_of(viewer: Viewer, table: Table, column: Column) -> Any:
    """The kind that reads this column for this viewer."""
    target = table.target(column.name)
    if target is None or not hasattr(column.kind, "for_viewer"):
        return column.kind
    if column.kind.choices:
        return column.kind.for_viewer(viewer)
    kind, rows = copy.copy(column.kind), _rows(target, viewer)
    kind.choices = lambda _who: _options(target, rows)
    if naming.beside(viewer, table_of(target)):
        # Two meetings of one day are told apart by their boards.
        called = naming.called(viewer, {target: rows}, {})
        kind.also = {words.casefold(): row_id for row_id, words in called.items()}
    return kind.for_viewer(viewer)


def options_of(model: type[Record], viewer: Viewer) -> list[tuple[str, str]]:
    """The id and the title of each record that the viewer may read, by title."""
    return _options(model, _rows(model, viewer))


def _rows(model: type[Record], viewer: Viewer) -> list[Any]:
    return list(readable(model, viewer).order_by(model.id.desc()).limit(MOST_OPTIONS))


def _options(model: type[Record], rows: list[Any]) -> list[tuple[str, str]]:
    title = table_of(model).title
    return sorted(
        ((row.id, title(row)) for row in rows), key=lambda option: (option[1].casefold(), option[0])
    )
