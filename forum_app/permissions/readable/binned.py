"""What lies in the bin, newest first, of several tables: rows that the viewer could read outside it."""

from functools import cache, reduce
from typing import Any

from peewee import Select, Value

from ...models.base import Record
from ..prepared import PreparedReport
from ..roles import Viewer
from . import condition

Models = tuple[type[Record], ...]


def binned(
    viewer: Viewer, models: Models, before: tuple[Any, str] | None, most: int, *, own: bool
) -> list[tuple[type[Record], str]]:
    """The table and id of each, after `before` (its moment and its id). `own`: only what is of the viewer.

    One statement, whatever the tables.
    """
    if not models:
        return []
    statement = _binned(models, own, before is not None)
    return [(models[number], found) for number, found, _ in statement.rows(viewer, most, *(before or ()))]


@cache
def _binned(models: Models, own: bool, goes_on: bool) -> PreparedReport:
    def build(viewer: Viewer, most: int, *before: Any):
        parts = [_of(viewer, number, model, own, most, before) for number, model in enumerate(models)]
        every = reduce(Select.union_all, parts).alias("every")
        rows = Select([every], [every.c.number, every.c.row, every.c.at])
        return rows.order_by(every.c.at.desc(), every.c.row.desc()).limit(most).tuples()

    return PreparedReport(build, "number", *(("moment", "text") if goes_on else ()))


def _of(viewer: Viewer, number: int, model: Any, own: bool, most: int, before: tuple) -> Select:
    columns = (Value(number).cast("integer").alias("number"), model.id.alias("row"))
    rows = model.select(*columns, model.binned_at.alias("at")).where(condition(model, viewer, binned=True))
    if own:
        rows = rows.where(model.person == viewer.person_id)
    if before:
        moment, row_id = before
        same = (model.binned_at == moment) & (model.id < row_id)
        rows = rows.where((model.binned_at < moment) | same)
    some = rows.order_by(model.binned_at.desc(), model.id.desc()).limit(most).alias(f"some_{number}")
    return Select([some], [some.c.number, some.c.row, some.c.at])
