"""Two people's values of one record, side by side, in the words of its columns."""

from collections.abc import Mapping
from typing import Any

from ..permissions.roles import Viewer
from .columns import sees
from .registry import Column, Table
from .titles import titles


def side_by_side(
    viewer: Viewer, table: Table, row: Any, mine: Mapping[str, Any]
) -> tuple[tuple[str, str, str], ...]:
    """Label, mine and theirs of each field that both would write, as far as the viewer may see its column.

    `row`: the record as it stands, which the viewer may read.
    """
    columns = [
        column for name, column in table.by_name.items() if name in mine and sees(viewer, table, name, row)
    ]
    told = tuple(
        (column.label, *_in_words(viewer, table, column, (mine[column.name], row.__data__.get(column.name))))
        for column in columns
    )
    # What both wrote alike is no question, unless it is all there is: each may have counted one up.
    return tuple(field for field in told if field[1] != field[2]) or told


def _in_words(viewer: Viewer, table: Table, column: Column, values: tuple[Any, Any]) -> tuple[str, str]:
    linked = table.target(column.name)
    if linked is not None:
        named = titles(linked, values, viewer)
        return named.get(values[0], ""), named.get(values[1], "")
    mine, theirs = (column.kind.show(value, viewer.today) for value in values)
    return mine, theirs
