"""Counts the SQL that one page costs, and makes a forum ten times as big to count it again."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from forum_app import db as forum_db
from forum_app.models import RECORDS
from forum_app.records import settings

FREE = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|PRAGMA|SAVEPOINT|RELEASE)\b", re.I)
# What is noted of who looked is one insert, once the page is made: the access log's own tests count it.
NOTED = 'INSERT INTO "access_log"'
# One of each is all that a person may have.
KEPT_ONCE = frozenset({"preferences", "digest_runs", "deliveries", "locks"})
# No two of these are called the same.
NAMES = {"glossary_terms": {"short"}}
# A copied row still belongs to the same person: whoever looks has ten times as much of their own.
STILL_THE_SAME = "people"


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that run inside the block, as SQL; what opens, closes and sets up is left out."""
    found: list[str] = []
    run = forum_db._GuardedDatabase._run

    def noted(database, sql, params=None):
        if not FREE.match(sql) and not sql.startswith(NOTED):
            found.append(sql)
        return run(database, sql, params)

    settings.forget()  # or the number would depend on how long ago somebody asked
    forum_db._GuardedDatabase._run = noted
    try:
        yield found
    finally:
        forum_db._GuardedDatabase._run = run


def ten_times(path: Path) -> None:
    """Copy every record of a forum's file nine times, with the links between the copies."""
    copied = {model._meta.table_name for model in RECORDS} - KEPT_ONCE
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in sorted(copied):
            links = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
            moved = {"id"} | {link[3] for link in links if link[2] in copied - {STILL_THE_SAME}}
            moved |= NAMES.get(table, set())
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            names = ", ".join(f'"{name}"' for name in columns)
            for number in range(9):
                values = ", ".join(
                    f"\"{name}\" || '~{number}'" if name in moved else f'"{name}"' for name in columns
                )
                copies = f'SELECT {values} FROM "{table}" WHERE id NOT LIKE ?'
                connection.execute(f'INSERT INTO "{table}" ({names}) {copies}', ("%~%",))
