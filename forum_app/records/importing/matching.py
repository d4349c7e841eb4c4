"""Which records the rows of a file are: those that this viewer may read, by the columns that tell them.

A record that is not for the viewer is as if it were not there: nothing here looks at it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...db import db
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from ..columns import node
from ..registry import Table
from .cells import normal, says

MOST_WAYS = 24  # of recognising a row that says nothing in the columns that were chosen
AT_ONCE = 2_000
Way = tuple[str, ...]  # the columns that a row is recognised by
Key = tuple[Way, tuple]


class Matches:
    """Looks for the keys it was told of in one walk over the table, however many rows the file has."""

    def __init__(self, viewer: Viewer, table: Table):
        self._viewer, self._table = viewer, table
        self._normal = {column.name: normal(column) for column in table.stored}
        self._wanted: dict[Way, dict[tuple, list[str]]] = {}

    def key(self, keys: Sequence[str], values: Mapping[str, Any]) -> Key | None:
        """What a row is recognised by: the chosen columns, else everything that it says."""
        way = tuple(keys) if any(name in values for name in keys) else says(values)
        if not way or (way not in self._wanted and len(self._wanted) >= MOST_WAYS):
            return None
        return way, tuple(self._normal[name](values.get(name)) for name in way)

    def look_for(self, key: Key | None) -> None:
        if key is not None:
            self._wanted.setdefault(key[0], {}).setdefault(key[1], [])

    def look(self) -> None:
        """Walk over what the viewer may read of the table, and note whose keys were asked for."""
        names = list(dict.fromkeys(name for way in self._wanted for name in way))
        if not names:
            return
        model = self._table.model
        places = [node(self._viewer, self._table, name) for name in names]
        query = readable(model, self._viewer).select(model.id, *places).order_by(model.id)
        ways = [
            (found, [(1 + names.index(name), self._normal[name]) for name in way])
            for way, found in self._wanted.items()
        ]
        reads = [_read(self._table, name) for name in names]
        cursor = db.execute(query)
        while rows := cursor.fetchmany(AT_ONCE):
            for raw in rows:
                row = (raw[0], *(read(value) for read, value in zip(reads, raw[1:], strict=True)))
                for found, parts in ways:
                    ids = found.get(tuple(same(row[place]) for place, same in parts))
                    if ids is not None:
                        ids.append(row[0])

    def found(self, key: Key | None) -> list[str]:
        return self._wanted.get(key[0], {}).get(key[1], []) if key else []


def _read(table: Table, name: str) -> Any:
    """How what the engine has becomes a value; most columns say few things many times."""
    known: dict[Any, Any] = {}
    value_of = table.field(name).python_value

    def read(raw: Any) -> Any:
        if isinstance(raw, list | dict):
            return value_of(raw)
        if raw not in known:
            if len(known) > AT_ONCE:
                known.clear()
            known[raw] = value_of(raw)
        return known[raw]

    return read


def twice(keys: Iterable[tuple[int, Key | None, Mapping[str, Any]]]) -> dict[int, tuple[int, bool]]:
    """Rows of a file that share their key with a row above: its line, and whether both say the same.

    Where they differ, the first one is no surer than the others, so it is among them.
    """
    first: dict[Key, tuple[int, int]] = {}
    found: dict[int, tuple[int, bool]] = {}
    for number, key, values in keys:
        if key is None:
            continue
        said = hash(tuple(sorted((name, str(value)) for name, value in values.items())))
        if key not in first:
            first[key] = number, said
            continue
        above, said_above = first[key]
        found[number] = above, said == said_above
        if said != said_above:
            found.setdefault(above, (number, False))
    return found
