"""Whole rows in and out of the database, many at a time; only for what writes and what undoes."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

from peewee import AutoField, Field, ForeignKeyField, JSONField, TextField

from ..db import db, is_postgres, unguarded
from ..models import BY_TABLE
from ..models.base import Record
from ..models.comments import Comment, Lock
from ..models.control import Marking
from ..permissions.readable import readable
from ..permissions.roles import Viewer

Row = dict[str, Any]
Key = tuple[type[Record], str]
AT_ONCE = 500  # ids in one IN (...)
ABOUT = {"id", "table", "row", "at"}  # the columns of what is said about a record of any table
ROWS = 100  # new rows in one statement: the same text again and again, which engines remember


def current(keys: Iterable[Key]) -> dict[Key, Row]:
    """Rows as they are, hidden columns too, held against other writers until the transaction ends."""
    found: dict[Key, Row] = {}
    with unguarded("a change starts from the whole row, hidden columns too"):
        for model, ids in _by_model(keys):
            names, reads, select = _whole(model)
            held = " FOR NO KEY UPDATE" if is_postgres() else ""
            for some in parts(ids, AT_ONCE):
                places = ", ".join([db.param] * len(some))
                cursor = db.execute_sql(f'{select} WHERE "id" IN ({places}) ORDER BY "id"{held}', some)
                for values in cursor.fetchall():
                    row = dict(zip(names, values, strict=True))
                    for name, read in reads:
                        row[name] = read(row[name])
                    found[model, row["id"]] = row
    return found


@cache
def _whole(model: type[Record]) -> tuple[list[str], list[tuple[str, Callable]], str]:
    """The fields of a row, those that the engine keeps otherwise, and how every change begins."""
    fields = model._meta.sorted_fields
    places = ", ".join(f'"{field.column_name}"' for field in fields)
    return (
        [field.name for field in fields],
        [(field.name, _reader(field)) for field in fields if not _is_as_kept(field)],
        f'SELECT {places} FROM "{model._meta.table_name}"',
    )


def there(keys: Iterable[Key], viewer: Viewer) -> set[Key]:
    """Those of the rows that the viewer may read, outside the bin."""
    found: set[Key] = set()
    for model, ids in _by_model(keys):
        query = readable(model, viewer).select(model.id)
        for some in parts(ids, AT_ONCE):
            found.update((model, row[0]) for row in query.where(model.id.in_(some)).tuples())
    return found


def _is_as_kept(field: Field) -> bool:
    """Whether the value is what the engine has: a text, as our links are too."""
    usual = (TextField.python_value, ForeignKeyField.python_value)
    return isinstance(field, TextField | ForeignKeyField) and type(field).python_value in usual


def _reader(field: Field) -> Callable[[Any], Any]:
    """How a value is read; most rows hold nothing in their own fields, which needs no parser."""
    if isinstance(field, JSONField):
        return lambda kept: {} if kept == "{}" else field.python_value(kept)
    return field.python_value


def readable_keys(keys: Iterable[Key], viewer: Viewer) -> set[Key]:
    """Those of the rows that the viewer may read, in the bin or not."""
    found: set[Key] = set()
    for binned in (False, True):
        for model, ids in _by_model(set(keys) - found):
            query = readable(model, viewer, binned=binned).select(model.id)
            for some in parts(ids, AT_ONCE):
                found.update((model, row_id) for (row_id,) in query.where(model.id.in_(some)).tuples())
    return found


def readable_rows(keys: Iterable[Key], viewer: Viewer) -> dict[Key, Any]:
    """Those of the rows that the viewer may read, in the bin or not, as `readable` gives them."""
    keys = list(keys)
    found: dict[Key, Any] = {}
    for binned in (False, True):
        for model, ids in _by_model(key for key in keys if key not in found):
            for some in parts(ids, AT_ONCE):
                query = readable(model, viewer, binned=binned).where(model.id.in_(some))
                found.update(((model, row.id), row) for row in query)
    return found


def insert(model, rows: list[Row], *, or_else: str = "") -> None:
    """Put whole rows into a table, some hundred in a statement. Behind the door only.

    `or_else` is what SQL says of a row that is there already. A number that counts by itself is left out.
    """
    ways_in, into, places = _ways_in(model, is_postgres())
    for some in parts(rows, ROWS):
        values = [way_in(row[name]) for row in some for name, way_in in ways_in]
        db.execute_sql(into + ", ".join([places] * len(some)) + or_else, values)


@cache
def _ways_in(model, _postgres: bool) -> tuple[list[tuple[str, Callable]], str, str]:
    """How each value of a new row is kept, and the statement in two pieces.

    Written out here: peewee walks a tree for every single value, which an import of thousands feels.
    """
    fields = [field for field in model._meta.sorted_fields if not isinstance(field, AutoField)]
    names = ", ".join(f'"{field.column_name}"' for field in fields)
    return (
        [(field.name, json.dumps if _as_text(field) else field.db_value) for field in fields],
        f'INSERT INTO "{model._meta.table_name}" ({names}) VALUES ',
        f"({', '.join(_place(field) for field in fields)})",
    )


def update(model: type[Record], ids: list[str], version: int, new: Row) -> int:
    """Give rows the same new values and their next version, if they still have this one; how many did.

    At most `AT_ONCE`. Behind the door only.
    """
    fields = [model._meta.fields[name] for name in new]
    sets = ", ".join(f'"{field.column_name}" = {_place(field)}' for field in fields)
    values = [
        json.dumps(new[field.name]) if _as_text(field) else field.db_value(new[field.name])
        for field in fields
    ]
    done = db.execute_sql(
        f'UPDATE "{model._meta.table_name}" SET "version" = {db.param}, {sets}'
        f' WHERE "version" = {db.param} AND "id" IN ({", ".join([db.param] * len(ids))})',
        [version + 1, *values, version, *ids],
    )
    return db.rows_affected(done)


def _place(field: Field) -> str:
    return "json(?)" if _as_text(field) else db.param


def _as_text(field: Field) -> bool:
    return isinstance(field, JSONField) and not is_postgres()


def level_of(model: type[Record], row: Row, levels: dict[str, str]) -> str:
    """The level of a row and the marking it comes from, as history keeps them: "restricted|rec…".

    What is said about a record has the level of that record.
    """
    if model in (Comment, Lock):
        return levels.get(row["id"], "restricted|")
    marking = row["id"] if model is Marking else row.get("marking")
    if marking:
        return f"{levels.get(marking, 'restricted')}|{marking}"
    return f"{row.get('level') or 'members'}|"


def levels_of_markings(rows: Iterable[Row], now: datetime) -> dict[str, str]:
    """The level at this moment of every marking that these rows are or hang from. Behind the door only.

    Of a row about another record also that record's level, as `level_of` says it, under the row's own id.
    """
    rows = list(rows)
    about = {row["id"]: (BY_TABLE[row["table"]], row["row"]) for row in rows if ABOUT <= row.keys()}
    items = current(about.values()) if about else {}
    rows += items.values()
    found = {
        row["id"]: _level_at(now, row["level"], row["embargoed_until"])
        for row in rows
        if {"id", "level", "embargoed_until"} <= row.keys()
    }
    ids = {row["marking"] for row in rows if row.get("marking")} - found.keys()
    for some in parts(sorted(ids), AT_ONCE):
        query = Marking.select(Marking.id, Marking.level, Marking.embargoed_until)
        for row_id, level, until in query.where(Marking.id.in_(some)).tuples():
            found[row_id] = _level_at(now, level, until)
    told = {one: level_of(key[0], items[key], found) for one, key in about.items() if key in items}
    return found | told


def _level_at(now: datetime, level: str, embargoed_until: datetime | None) -> str:
    """An embargo lets in only the people named, as Restricted does, until it falls to its level."""
    return "restricted" if embargoed_until and embargoed_until > now else level


def parts(things: list, size: int) -> Iterator[list]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


def _by_model(keys: Iterable[Key]) -> list[tuple[type[Record], list[str]]]:
    """Always in the same order, so that two writers never wait for each other."""
    wanted: dict[type[Record], set[str]] = {}
    for model, row_id in keys:
        wanted.setdefault(model, set()).add(row_id)
    return [(model, sorted(wanted[model])) for model in sorted(wanted, key=lambda m: m._meta.table_name)]
