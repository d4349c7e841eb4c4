"""A forum's rows as plain dictionaries, read without any of the app's own code."""

import sqlite3
from contextlib import closing
from pathlib import Path

Rows = dict[str, dict[str, dict]]


def rows_of(path: Path) -> Rows:
    """Every table's rows by id. Links are named as their columns are: board_id, person_id."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: {row["id"]: dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')}
            for table in tables_of(connection)
        }


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """The forum's own tables; the engine keeps some for the search index, which says nothing of its own."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ours = (name for (name,) in names if not name.startswith(("sqlite_", "search_")))
    return sorted(name for name in ours if name != "migrations")
