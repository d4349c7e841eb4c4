"""Which records the rows of a file are: those that this viewer may read, by the columns that tell them.

A record that is not for the viewer is as if it were not there: nothing here looks at it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
        ways = [(found, [names.index(name) for name in way]) for way, found in self._wanted.items()]
        reads = [self._compared(name) for name in names]
        cursor = db.execute(query)
        while rows := cursor.fetchmany(AT_ONCE):
            # A column at a time, since the table may be long however short the file is.
            ids, *columns = zip(*rows, strict=True)
            said = [read(column) for read, column in zip(reads, columns, strict=True)]
            for found, places in ways:
                keys = zip(*(said[place] for place in places), strict=True)
                for row_id, key in zip(ids, keys, strict=True):
                    if key in found:
                        found[key].append(row_id)

    def _compared(self, name: str) -> Callable[[tuple], list]:
        """How a column of what the engine has becomes what is compared."""
        value_of, same = self._table.field(name).python_value, self._normal[name]

        def compared(raw: Any) -> Any:
            return same(value_of(raw))

        known = _Known(compared)

        def read(column: tuple) -> list:
            try:
                return list(map(known.__getitem__, column))
            except TypeError:  # a list of choices, which cannot be remembered
                return list(map(compared, column))

        return read

    def found(self, key: Key | None) -> list[str]:
        return self._wanted.get(key[0], {}).get(key[1], []) if key else []


class _Known(dict):
    """What was read before: most columns say few things many times."""

    def __init__(self, read: Callable[[Any], Any]):
        super().__init__()
        self._read = read

    def __missing__(self, raw: Any) -> Any:
        if len(self) > AT_ONCE:
            self.clear()
        value = self[raw] = self._read(raw)
        return value


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
