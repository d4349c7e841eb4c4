"""10,000 new rows from a file, with plan, checks, history and undo, beside a loop that reads and inserts."""

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from itertools import count

from forum_app.db import connected
from forum_app.permissions.roles import viewer_for
from forum_app.records import registry
from forum_app.records.importing.whole import import_file
from tests.bench import data
from tests.bench.figures import FLOORS, Figure, ms
from tests.bench.timing import in_turn

ROWS, ROUNDS = 10_000, 3
MOST_FLOORS = 6
HEADS = ("Date", "Person", "Activity", "Time given", "Hat", "State", "Note")


def figures(app, beside: str) -> Iterator[Figure]:
    assert app
    # A file that is given twice plans nothing the second time, so each round has its own.
    files = {way: map(_file, range(ROUNDS + 1)) for way in ("floor", "ours")}
    works = {"floor": lambda: _plain(beside, next(files["floor"])), "ours": lambda: ours(next(files["ours"]))}
    took = in_turn(works, ROUNDS, warm_up=1)
    name = f"import of {ROWS:,} rows"
    yield Figure(name, ms(took["ours"]), took["ours"] / took["floor"], FLOORS, MOST_FLOORS)


def next_file() -> Callable[[], None]:
    """Puts in another file each time."""
    files = map(_file, count())
    return lambda: ours(next(files))


def _file(batch: int) -> bytes:
    text = io.StringIO()
    write = csv.writer(text)
    write.writerow(HEADS)
    for n in range(ROWS):
        day = f"{n % 28 + 1} {'September' if n % 2 else 'October'} 2026"
        who = f"Person {n % data.PEOPLE:03}"
        note = f"Note {batch}, {n}"
        write.writerow((day, who, "Reading", f"{n % 3}:{n % 50 + 10}", "representative", "Accepted", note))
    return text.getvalue().encode()


def ours(file: bytes) -> None:
    with connected():
        viewer = viewer_for(data.row_id("per", 0), data.NOW)
        assert viewer is not None
        run = import_file(viewer, registry.table("time-entries"), io.BytesIO(file), "time.csv")
        assert run.told["counts"]["new"] == ROWS, run.told["counts"]


def _plain(path: str, file: bytes) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        people = dict(connection.execute("select name, id from people"))
        (known,) = connection.execute("select count(*) from time_entries").fetchone()
        for n, row in enumerate(csv.DictReader(io.StringIO(file.decode()))):
            hours, minutes = row["Time given"].split(":")
            connection.execute(
                "insert into time_entries (id, version, cells, cells_wrong, person_id, day, kind, minutes,"
                " hat, state, words, row) values (?, 1, '{}', '{}', ?, ?, ?, ?, ?, ?, ?, '')",
                (
                    f"plain{known + n:012}",
                    people[row["Person"]],
                    datetime.strptime(row["Date"], "%d %B %Y").date().isoformat(),
                    row["Activity"].lower(),
                    int(hours) * 60 + int(minutes),
                    row["Hat"],
                    row["State"].lower(),
                    row["Note"],
                ),
            )
