"""A table as JSON: its columns, then its rows with every value as its kind gives it to machines."""

import json
from collections.abc import Iterator
from typing import Any

from ..permissions.roles import Viewer
from .export import Rows, Say, Wanted
from .registry import Column, Table
from .several import holds_several


def json_rows(viewer: Viewer, table: Table, wanted: Wanted | None = None) -> Iterator[str]:
    """The file as pieces of text. A linked record is {id, title}, null where it is not for the viewer.

    Several of them are a list.
    """
    rows = Rows(viewer, table, wanted)
    head = {
        "table": table.name,
        "label": table.label,
        "columns": [
            {"name": column.name, "label": column.label, "kind": column.kind.name} for column in rows.columns
        ],
    }
    yield f'{_written(head)[:-1]},"rows":['
    names = [column.name for column in rows.columns]
    joint = "\n"
    for ids, columns in rows.said(lambda column: _to_json(rows, column)):
        records = [
            {"id": row_id} | dict(zip(names, values, strict=True))
            for row_id, *values in zip(ids, *columns, strict=True)
        ]
        yield joint + ",\n".join(map(_written, records))
        joint = ",\n"
    yield "]}\n"


def _to_json(rows: Rows, column: Column) -> Say:
    if rows.links(column) and holds_several(column):
        return lambda links: [{"id": row_id, "title": title} for row_id, title in links]
    if rows.links(column):
        return lambda link: {"id": link[0], "title": link[1]} if link else None
    return column.kind.to_json


def _written(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
