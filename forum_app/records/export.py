"""A whole table as CSV, exactly what the viewer may read, a thousand rows in memory at a time."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from ..db import connected
from ..fields.export import disarm
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .columns import node, visible
from .registry import Column, Table
from .titles import titles

AT_ONCE = 1000
REMEMBERED = 5000  # titles of linked records kept while writing


def csv_rows(viewer: Viewer, table: Table, where: Any = None) -> Iterator[str]:
    """The table, narrowed by `where`, as pieces of CSV text: its header, then rows as they were made.

    What a spreadsheet would run as a formula is disarmed.
    """
    columns = visible(viewer, table)
    yield _written([[disarm(column.label) for column in columns]])
    links = _Links(viewer, table, columns)
    last = ""
    # A file is written after the request that asked for it has closed its connection.
    with connected():
        while rows := _after(viewer, table, columns, last, where):
            last = rows[-1][0]
            links.look_up(rows)
            yield _written([links.cells(row) for row in rows])


def _after(viewer: Viewer, table: Table, columns: tuple[Column, ...], last: str, where: Any) -> list[tuple]:
    model = table.model
    places = [_place(viewer, table, column) for column in columns]
    query = readable(model, viewer).select(model.id, *places).where(model.id > last)
    if where is not None:
        query = query.where(where)
    return list(query.order_by(model.id).limit(AT_ONCE).tuples())


def _place(viewer: Viewer, table: Table, column: Column) -> Any:
    place = node(viewer, table, column.name)
    return place.converter(table.field(column.name).python_value) if column.made else place


class _Links:
    """Cells in the words of their columns; linked records by title, as far as the viewer may read them."""

    def __init__(self, viewer: Viewer, table: Table, columns: tuple[Column, ...]):
        self._viewer = viewer
        self._columns = columns
        self._targets = [table.target(column.name) for column in columns]
        self._titles: list[dict[str, str]] = [{} for _ in columns]

    def look_up(self, rows: list[tuple]) -> None:
        for place, target in enumerate(self._targets):
            if target is None:
                continue
            known = self._titles[place]
            if len(known) > REMEMBERED:
                known.clear()
            wanted = {row[place + 1] for row in rows} - known.keys() - {None}
            known.update(titles(target, wanted, self._viewer))

    def cells(self, row: tuple) -> list[str]:
        return [disarm(self._text(place, value)) for place, value in enumerate(row[1:])]

    def _text(self, place: int, value: Any) -> str:
        if self._targets[place] is not None:
            return self._titles[place].get(value, "")
        return self._columns[place].kind.export(value)


def _written(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
