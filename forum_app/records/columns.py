"""Which columns of a table a viewer may see, and where each stands in SQL."""

from typing import Any

from peewee import Field, WrappedNode

from ..permissions.audiences import as_seen, may_ever_see, person_column, sees_everyones, sees_of
from ..permissions.roles import Viewer
from .levels import asked_once
from .registry import Column, Table

WORKED_OUT = "made_"


class _WorkedOut(WrappedNode):
    """A worked-out value in SQL, compared with others as the column is that its values look like."""

    def __init__(self, node: Any, field: Field):
        super().__init__(node)
        self._field = field

    def unwrap(self) -> Field:
        return self._field

    def __sql__(self, ctx):
        return ctx.sql(self.node)


def visible(viewer: Viewer, table: Table) -> tuple[Column, ...]:
    """The columns worth showing to this viewer, in the table's order."""
    return tuple(column for column in table.columns if _may_ever_see(viewer, table, column))


def _may_ever_see(viewer: Viewer, table: Table, column: Column) -> bool:
    if column.made:
        return column.made.visible(viewer)
    return may_ever_see(table.audience(column.name), viewer)


def sees(viewer: Viewer, table: Table, name: str, row) -> bool:
    """Whether the viewer may see this column of this row, which they may already read."""
    column = table.by_name.get(name)
    if column and column.made:
        return column.made.visible(viewer)
    owner = person_column(table.model)
    about = getattr(row, owner.column_name) if owner is not None else ""
    return sees_of(table.audience(name), viewer, about)


def knows(viewer: Viewer, table: Table, name: str) -> bool:
    """Whether the viewer may sort and group by this column: its `node` tells no more than they may see."""
    column = table.by_name.get(name)
    if column is not None:
        return _may_ever_see(viewer, table, column)
    return name in table.model._meta.fields and may_ever_see(table.audience(name), viewer)


def sees_all(viewer: Viewer, table: Table, name: str) -> bool:
    """Whether the viewer may see this column of every row they may read."""
    column = table.by_name.get(name)
    if column and column.made:
        return column.made.visible(viewer)
    if name not in table.model._meta.fields:
        return False
    # Who may read the row decides of all but personal columns.
    return not hasattr(table.field(name), "audience") or sees_everyones(table.audience(name), viewer)


def node(viewer: Viewer, table: Table, name: str) -> Any:
    """A column in SQL, as far as this viewer may see it: to narrow, sort, group, sum or select by."""
    column = table.by_name.get(name)
    if column and column.made:
        return _WorkedOut(column.made.node(viewer), column.made.field)
    return as_seen(table.field(name), viewer)


def may_be_empty(viewer: Viewer, table: Table, name: str) -> bool:
    """Whether some row may hold nothing there, as this viewer sees it."""
    column, field = table.by_name.get(name), table.field(name)
    if field.null or (column and column.made):
        return True
    return hasattr(field, "audience") and not sees_everyones(table.audience(name), viewer)


def with_made(query: Any, viewer: Viewer, table: Table, columns: tuple[Column, ...]) -> Any:
    """The query with the worked-out ones of these columns beside each row; `value` reads them."""
    with asked_once():
        added = [
            column.made.node(viewer).converter(column.made.field.python_value).alias(WORKED_OUT + column.name)
            for column in columns
            if column.made
        ]
    return query.select_extend(*added) if added else query


def value(row: Any, column: Column) -> Any:
    """What a row that `with_made` selected holds in a column."""
    if column.made:
        return getattr(row, WORKED_OUT + column.name)
    return row.__data__.get(column.name)


def links_in(held: Any) -> list[str]:
    """The links that a column holds: its one, or each of several."""
    return held if isinstance(held, list) else [held]
