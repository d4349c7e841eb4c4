"""What links to a record: of each link the first few rows that the viewer may read, and how many."""

from dataclasses import dataclass
from functools import cache, reduce
from typing import Any

from peewee import Select, Value, fn

from ...models.base import Record
from ..prepared import PreparedReport
from ..roles import Viewer
from . import condition


@dataclass(frozen=True)
class Link:
    """A column of a table that links here, and by which other its rows are put in order."""

    model: type[Record]
    column: str
    order: str = "id"
    newest: bool = True


def linked(
    viewer: Viewer, row_id: str, links: tuple[Link, ...], most: int
) -> list[tuple[Link, list[str], int]]:
    """The links that lead to a record from rows this viewer may read: the first ids of each, and how many.

    One statement, whatever the links. The viewer may read the record.
    """
    if not links:
        return []
    found: dict[int, tuple[list[str], int]] = {}
    for number, other_id, count in _linked(links).rows(viewer, row_id, most):
        found.setdefault(number, ([], count))[0].append(other_id)
    return [(link, *found[number]) for number, link in enumerate(links) if number in found]


@cache
def _linked(links: tuple[Link, ...]) -> PreparedReport:
    def build(viewer: Viewer, row_id: str, most: int):
        parts = [_of(viewer, number, link, row_id, most) for number, link in enumerate(links)]
        return reduce(Select.union_all, parts).tuples()

    return PreparedReport(build, "text", "number")


def _of(viewer: Viewer, number: int, link: Link, row_id: str, most: int) -> Select:
    model: Any = link.model
    fields = model._meta.fields
    order = fields[link.order]
    columns = (Value(number).cast("integer").alias("link"), model.id.alias("row"))
    rows = model.select(*columns, fn.COUNT(model.id).over().alias("rows"))
    rows = rows.where(fields[link.column] == row_id, condition(model, viewer))
    rows = rows.order_by(order.desc() if link.newest else order.asc(), model.id.desc()).limit(most)
    some = rows.alias(f"some_{number}")
    return Select([some], [some.c.link, some.c.row, some.c.rows])
