"""The kind of a column as one viewer may write it: links are chosen from what they may read."""

import copy
from typing import Any

from ..models.base import Record
from ..permissions.readable import readable
from ..permissions.roles import Viewer
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
    kind = copy.copy(column.kind)
    kind.choices = lambda who: options_of(target, who)
    return kind.for_viewer(viewer)


def options_of(model: type[Record], viewer: Viewer) -> list[tuple[str, str]]:
    """The id and the title of each record that the viewer may read, by title."""
    title = table_of(model).title
    query = readable(model, viewer).order_by(model.id.desc()).limit(MOST_OPTIONS)
    return sorted(
        ((row.id, title(row)) for row in query), key=lambda option: (option[1].casefold(), option[0])
    )
