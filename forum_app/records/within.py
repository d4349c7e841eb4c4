"""Finding words within a table: every word somewhere in the row, in the columns that its reader sees."""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

from peewee import DateField, Expression, IntegerField, TextField, Value

from ..fields import Choice, Problem
from ..models.base import Record
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .columns import node
from .letters import holds, small, small_text
from .registry import Column, Table
from .several import Several, holds_several

MOST_WORDS = 6
CALLED = ("name", "title", "short_name")  # what the words of a linked record are taken from
NOWHERE = Value(1) == 0


def condition(viewer: Viewer, table: Table, columns: Sequence[Column], text: str) -> Expression:
    """Rows in which each word of the text stands in some of these columns."""
    words = text.split()[:MOST_WORDS]
    return reduce(and_, (_somewhere(viewer, table, columns, word) for word in words))


def _somewhere(viewer: Viewer, table: Table, columns: Sequence[Column], word: str) -> Expression:
    places = (_in_column(viewer, table, column, word) for column in columns)
    return reduce(or_, (place for place in places if place is not None), NOWHERE)


def _in_column(viewer: Viewer, table: Table, column: Column, word: str) -> Expression | None:
    field, target = table.field(column.name), table.target(column.name)
    if target is not None:
        linked = called(viewer, target, word)
        if linked is None:
            return None
        if holds_several(column):
            return Several(viewer, table, column).any_of(linked)
        return node(viewer, table, column.name).in_(linked)
    if isinstance(column.kind, Choice):
        said = [value for value, label in column.kind.options if small_text(word) in small_text(label)]
        if said and holds_several(column):
            return Several(viewer, table, column).any_of(said)
        return node(viewer, table, column.name).in_(said) if said else None
    if isinstance(field, TextField):
        return holds(small(node(viewer, table, column.name)), small_text(word))
    return _read(viewer, table, column, word)


def _read(viewer: Viewer, table: Table, column: Column, word: str) -> Any:
    """A number, a sum or a day, when the word is one."""
    if not isinstance(table.field(column.name), DateField | IntegerField):
        return None
    value = column.kind.parse(word, viewer.today)
    if isinstance(value, Problem | bool) or value is None:
        return None
    return node(viewer, table, column.name) == value


def called(viewer: Viewer, target: type[Record], word: str) -> Any:
    """The records of a table that are called so, as far as the viewer may read them."""
    fields = [target._meta.fields[name] for name in CALLED if name in target._meta.fields]
    fields = [field for field in fields if not hasattr(field, "audience")]
    if not fields:
        return None
    named = reduce(or_, (holds(small(field), small_text(word)) for field in fields))
    return readable(target, viewer).select(target.id).where(named)
