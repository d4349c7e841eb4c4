"""The rows of a table on their way into a file: exactly what the viewer may read, a thousand at a time."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import SQL, JSONField, Select, TextField, Value, fn

from ..db import connected, db, is_postgres
from ..fields import Text
from ..fields.export import disarm
from ..models.base import Record
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .columns import node, visible
from .registry import Column, Table
from .several import holds_several
from .sorting import Sort, ordered
from .titles import titles

AT_ONCE = 1000
LONG = 20_000  # rows: a longer table is not put into its usual order, which nobody asked for
REMEMBERED = 5000  # values of one column, and what they came to, kept while writing
Say = Callable[[Any], Any]  # one value as the file has it; a link's is (id, title), or None; or some of them
Way = Callable[[Sequence[Any]], Iterable[Any]]  # the same of a batch of them, as the engine has them


@dataclass(frozen=True)
class Wanted:
    """What of a table goes into a file. `columns` None: all that the viewer may see, in the table's order.

    `sorts` None: rows as they were made. `usual`: nobody asked for this order, it is the table's own.
    """

    where: Any = None
    sorts: Sequence[Sort] | None = None
    usual: bool = False
    columns: tuple[Column, ...] | None = None


class Rows:
    """A table read batch by batch, each by key: no cursor stays open, and none is held in memory.

    Values come as the engine has them and are put into words a column at a time: peewee would ask of every
    single one what it is.
    """

    def __init__(self, viewer: Viewer, table: Table, wanted: Wanted | None = None):
        wanted = wanted or Wanted()
        self.viewer = viewer
        self.table = table
        may_see = visible(viewer, table)
        self.columns = may_see if wanted.columns is None else _seen(may_see, wanted.columns)
        self._wanted = wanted

    def links(self, column: Column) -> bool:
        return self.table.target(column.name) is not None

    def said(self, of: Callable[[Column], Say]) -> Iterator[tuple[Sequence[str], list[Iterable[Any]]]]:
        """Each batch as its ids and its columns; `of` says how a column's values stand in the file.

        Opens the connection that the request which asked for the file has closed.
        """
        ways = [self._way(column, of(column)) for column in self.columns]
        with connected():
            for rows in self._in_order() if self._is_sorted() else self._as_made():
                ids, *columns = zip(*rows, strict=True)
                yield ids, [way(values) for way, values in zip(ways, columns, strict=True)]

    def _way(self, column: Column, say: Say) -> Way:
        field, target = self.table.field(column.name), self.table.target(column.name)
        if target is not None:
            if holds_several(column):
                return _LinkedToSeveral(self.viewer, target, field.python_value, say).of
            return _Linked(self.viewer, target, say).of
        if isinstance(field, JSONField):
            return lambda values: [say(field.python_value(value)) for value in values]
        if isinstance(column.kind, Text) and isinstance(field, TextField):
            return lambda values: map(say, values)
        return _Remembered(lambda value: say(field.python_value(value))).of

    def _is_sorted(self) -> bool:
        if not self._wanted.sorts or not self._wanted.usual:
            return bool(self._wanted.sorts)
        query = self._narrowed(readable(self.table.model, self.viewer).select(self.table.model.id))
        return not _fetched(query.offset(LONG).limit(1))

    def _as_made(self) -> Iterator[list[tuple]]:
        model, last = self.table.model, ""
        while rows := _fetched(self._query().where(model.id > last).order_by(model.id).limit(AT_ONCE)):
            last = rows[-1][0]
            yield rows

    def _in_order(self) -> Iterator[list[tuple]]:
        """The order is taken down once, as ids: to sort anew for every batch would cost the square of it."""
        model = self.table.model
        for ids in self._ids():
            found = {row[0]: row for row in _fetched(self._query().where(model.id.in_(_each_of(ids))))}
            if rows := [found[row_id] for row_id in json.loads(ids) if row_id in found]:
                yield rows

    def _ids(self) -> list[str]:
        """Every id in order, a thousand to a text: each by itself would take four times the room."""
        model = self.table.model
        query = self._narrowed(readable(model, self.viewer).select(model.id))
        cursor = db.execute(query.order_by(*ordered(self._wanted.sorts or (), model.id)))
        found = []
        while some := cursor.fetchmany(AT_ONCE):
            found.append(json.dumps([row_id for (row_id,) in some]))
        return found

    def _query(self) -> Any:
        places = [_place(self.viewer, self.table, column) for column in self.columns]
        model = self.table.model
        return self._narrowed(readable(model, self.viewer).select(model.id, *places))

    def _narrowed(self, query: Any) -> Any:
        return query if self._wanted.where is None else query.where(self._wanted.where)


class _Remembered(dict):
    """What values of a column came to: most columns say few things many times."""

    def __init__(self, say: Say):
        super().__init__()
        self._say = say

    def __missing__(self, value: Any) -> Any:
        self[value] = said = self._say(value)
        return said

    def of(self, values: Sequence[Any]) -> Iterable[Any]:
        if len(self) > REMEMBERED:
            self.clear()
        return map(self.__getitem__, values)


class _Linked(_Remembered):
    """The same of links, whose titles are looked up for a batch; what is not for the viewer is nothing."""

    def __init__(self, viewer: Viewer, target: type[Record], say: Say):
        super().__init__(lambda value: say(None))
        self._viewer, self._target, self._say_link = viewer, target, say

    def of(self, values: Sequence[Any]) -> Iterable[Any]:
        found = super().of(values)
        new = titles(self._target, set(values) - self.keys(), self._viewer)
        self.update({row_id: self._say_link((row_id, title)) for row_id, title in new.items()})
        return found


class _LinkedToSeveral:
    """The same of columns that hold several links each: they are said as a list of (id, title)."""

    def __init__(self, viewer: Viewer, target: type[Record], read: Callable[[Any], list[str]], say: Say):
        self._links = _Linked(viewer, target, lambda link: link)
        self._read, self._say = read, say

    def of(self, values: Sequence[Any]) -> Iterable[Any]:
        lists = [self._read(value) for value in values]
        each = sorted({row_id for ids in lists for row_id in ids})
        called = dict(zip(each, self._links.of(each), strict=True))
        return [self._say([link for row_id in ids if (link := called[row_id])]) for ids in lists]


def _seen(may_see: Iterable[Column], wanted: Iterable[Column]) -> tuple[Column, ...]:
    names = {column.name for column in may_see}
    return tuple(column for column in wanted if column.name in names)


def _place(viewer: Viewer, table: Table, column: Column) -> Any:
    return node(viewer, table, column.name)


def _fetched(query: Any) -> list[tuple]:
    return db.execute(query).fetchall()


def _each_of(ids: str) -> Select:
    """The ids of a JSON list, as rows: a thousand values apart would cost more than the rows do."""
    if is_postgres():
        return Select((), (fn.jsonb_array_elements_text(Value(ids).cast("jsonb")),))
    return Select((fn.json_each(ids),), (SQL("value"),))


def csv_rows(viewer: Viewer, table: Table, wanted: Wanted | None = None) -> Iterator[str]:
    """The file as pieces of CSV text: its header, then its rows. What would run as a formula is disarmed."""
    rows = Rows(viewer, table, wanted)
    yield _written([[disarm(column.label) for column in rows.columns]])
    for _, columns in rows.said(lambda column: _in_text(rows, column)):
        yield _written(zip(*columns, strict=True))


def _in_text(rows: Rows, column: Column) -> Say:
    if holds_several(column):
        return lambda held: disarm(several_in_text(rows, column, held))
    if rows.links(column):
        return lambda link: disarm(link[1]) if link else ""
    if isinstance(column.kind, Text):
        return lambda text: disarm(text) if text else ""
    export = column.kind.export
    return lambda value: disarm(export(value))


def several_in_text(rows: Rows, column: Column, held: Any) -> str:
    """What a column of several holds, as one text of a file."""
    return "; ".join(title for _, title in held) if rows.links(column) else column.kind.export(held)


def _written(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
