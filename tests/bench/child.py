"""One forum on one engine in a process of its own, which is told what to do and answers how long it took.

A process has one database, so the two engines are measured by two of these, in turn.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import data, export, forum, grid, importing, notes, saving, sums

COMMAND = (sys.executable, "-m", "tests.bench.child")
PAGES = {"rows": data.fill, "notes": notes.plant}


class Child:
    """A forum full of rows (or of notes) at this address; `seconds` by the clock on the wall."""

    def __init__(self, url: str, rows: str):
        self._process = subprocess.Popen(
            [*COMMAND, url, rows], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def seconds(self, work: str) -> float:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{work}\n")
        self._process.stdin.flush()
        return float(self._answer())

    def _answer(self) -> str:
        assert self._process.stdout is not None
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the forum on the other engine has stopped: see above")
        return answer

    def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def works(app, rows: str, crowd: saving.Crowd) -> dict:
    """What may be asked for, by its name."""
    client = forum.signed_in(app)
    if rows == "notes":
        return {
            f"search {one.word}": forum.opener(client, f"/search?q={one.word}") for one in notes.LOOKED_FOR
        }
    return {
        "home": forum.opener(client, "/"),
        "meeting page": forum.opener(client, f"/meetings/{data.row_id('mee', 601)}"),
        "first grid page": forum.opener(client, grid.PATH),
        "filter and sort": forum.opener(client, grid.NARROWED),
        "90 % depth": forum.opener(client, grid.deep_path(client)),
        "sums by kind": forum.opener(client, sums.PATH),
        "one cell saved": saving.saver(client),
        "8 saving at once": crowd.save,
        "export": lambda: export.read(client, export.PATH),
        "import": importing.next_file(),
    }


def main(url: str, rows: str) -> None:
    os.environ["FORUM_CLOCK"] = data.NOW.isoformat()
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        forum.make(url, PAGES[rows])
        app = forum.app(url, Path(folder))
        crowd = saving.Crowd(app, Path(folder) / "served", url)
        known = works(app, rows, crowd)
        print("ready", flush=True)
        for line in sys.stdin:
            before = time.perf_counter()
            known[line.strip()]()
            print(time.perf_counter() - before, flush=True)
        crowd.go()


if __name__ == "__main__":
    main(*sys.argv[1:])
