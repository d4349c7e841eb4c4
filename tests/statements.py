"""Counts the SQL that one page costs, and makes a forum ten times as big to count it again."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from forum_app import db as forum_db
from forum_app.records import settings

FREE = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|PRAGMA|SAVEPOINT|RELEASE)\b", re.I)
# Copies of these would say something else, or the same twice where only one may be.
KEPT_ONCE = frozenset(
    {"accounts", "sessions", "settings", "preferences", "digest_runs", "deliveries", "mails", "migrations"}
)
# A copied row still belongs to the same person: whoever looks has ten times as much of their own.
STILL_THE_SAME = frozenset({"people", "accounts", "digest_runs"})


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that run inside the block, as SQL; what opens, closes and sets up is left out."""
    found: list[str] = []
    run = forum_db._GuardedDatabase._run

    def noted(database, sql, params=None):
        if not FREE.match(sql):
            found.append(sql)
        return run(database, sql, params)

    settings.forget()  # or the number would depend on how long ago somebody asked
    forum_db._GuardedDatabase._run = noted
    try:
        yield found
    finally:
        forum_db._GuardedDatabase._run = run


def ten_times(path: Path) -> None:
    """Copy every row of a forum's file nine times, links and all."""
    with closing(sqlite3.connect(path)) as connection, connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        copied = {table for table in tables if table not in KEPT_ONCE and not table.startswith("sqlite_")}
        for table in sorted(copied):
            links = {
                row[3]: row[2] for row in connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
            }
            moved = {name for name, target in links.items() if target in copied - STILL_THE_SAME}
            for number in range(9):
                columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
                values = [
                    f"\"{name}\" || 'x{number}'" if name == "id" or name in moved else f'"{name}"'
                    for name in columns
                ]
                names = ", ".join(f'"{name}"' for name in columns)
                connection.execute(
                    f'INSERT INTO "{table}" ({names}) SELECT {", ".join(values)} FROM "{table}"'
                    " WHERE id NOT GLOB '*x[0-9]'"
                )
