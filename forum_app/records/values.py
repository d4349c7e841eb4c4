"""One value on its way into a record or its history: right in kind, and back again unchanged."""

from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from peewee import (
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    ForeignKeyField,
    IntegerField,
    JSONField,
    TextField,
    TimeField,
)

from ..fields import Problem
from .errors import RuleBroken
from .registry import Table

WHOLE = 2**31 - 1  # the largest whole number that PostgreSQL keeps in the column
_TYPES: tuple[tuple[type[Field], tuple[type, ...]], ...] = (
    (ForeignKeyField, (str,)),
    (BooleanField, (bool,)),
    (IntegerField, (int,)),
    (DateTimeField, (datetime,)),
    (DateField, (date,)),
    (TimeField, (time,)),
    (TextField, (str,)),
)


def checked(table: Table, name: str, value: Any) -> Any:
    """The value as it will be kept. Raises RuleBroken when it is not right for its column."""
    field = table.field(name)
    if value is None and isinstance(field, TextField) and not field.null:
        value = ""
    if value is None:
        if not field.null:
            raise RuleBroken(name, f"{table.label_of(name)} is needed.")
        return None
    if not _fits(field, value):
        raise RuleBroken(name, f"{table.label_of(name)} cannot be kept as it stands. Please look again.")
    column = table.by_name.get(name)
    if column is None or value == "":
        return value
    value = column.kind.check(value)
    if isinstance(value, Problem):
        raise RuleBroken(name, value.words)
    return value


def _fits(field: Field, value: Any) -> bool:
    if isinstance(field, JSONField):
        return True
    kind: Any = type(field)
    types = _types_of(kind)
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        return False
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, int):
        return abs(value) <= WHOLE
    if isinstance(value, datetime):
        return datetime in types and value.tzinfo is not None
    return True


@cache
def _types_of(kind: type[Field]) -> tuple[type, ...]:
    return next(types for known, types in _TYPES if issubclass(kind, known))


def kept(value: Any) -> Any:
    """A value as history keeps it, in JSON; moments as naive UTC, as the database has them."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def unkept(field: Field, value: Any) -> Any:
    """A value back from history."""
    return value if isinstance(field, JSONField) else field.python_value(value)
