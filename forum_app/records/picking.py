"""Finding a record to link to by some letters of its name, among those that one viewer may read."""

from ..fields import LongText, Moment
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from . import access_log, naming, within
from .columns import visible
from .registry import Column, Table
from .sorting import ordered, sorts_of

MOST = 20
Found = list[tuple[str, str]]


def found(viewer: Viewer, table: Table, text: str) -> tuple[Found, bool]:
    """The first records that hold every word of a text in what they are called by: their id and that name.

    Second: whether there are more.
    """
    query = readable(table.model, viewer)
    if text:
        query = query.where(within.condition(viewer, table, _called_by(viewer, table), text))
    rows = list(query.order_by(*ordered(sorts_of(viewer, table), table.model.id)).limit(MOST + 1))
    more, rows = len(rows) > MOST, rows[:MOST]
    access_log.shown(getattr(row, "level", "") for row in rows)
    called = naming.called(viewer, {table.model: rows}, {})
    return [(row.id, called[row.id]) for row in rows], more


def _called_by(viewer: Viewer, table: Table) -> list[Column]:
    """Its name where it has one; else what stands on one line of it, and what it links to."""
    seen = [column for column in visible(viewer, table) if column.made is None]
    named = [column for column in seen if column.name in within.CALLED]
    return named or [column for column in seen if not isinstance(column.kind, LongText | Moment)]
