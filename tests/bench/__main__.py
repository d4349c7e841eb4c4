"""`make bench`: ours beside the plainest page and beside Flask-Admin, in one run; 1 when a figure is over.

`python -m tests.bench grid export` runs only those parts.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from werkzeug.test import Client

from tests.bench import (
    admin,
    browser,
    data,
    digests,
    export,
    floor,
    forum,
    grid,
    importing,
    notes,
    pages,
    postgres,
    saving,
    start,
    sums,
)
from tests.bench.figures import COLUMNS, Figure, told


class Place:
    """A folder for one part, with the forum of the benchmark, and the two others on a copy of its file."""

    def __init__(self, folder: Path, made: Path):
        self.folder = folder
        self._made = made

    @cached_property
    def path(self) -> Path:
        """A file of ours; the rows are planted once."""
        return self._copied("forum.db")

    @cached_property
    def beside(self) -> str:
        """The same file for the others: two copies of SQLite in one process may not hold one file."""
        return str(self._copied("beside.db"))

    def _copied(self, name: str) -> Path:
        if not self._made.exists():
            forum.make(f"sqlite:///{self._made}")
        return Path(shutil.copy(self._made, self.folder / name))

    @cached_property
    def app(self):
        return forum.app(f"sqlite:///{self.path}", self.folder)

    @cached_property
    def floor(self) -> Client:
        return Client(floor.app(self.beside))

    @cached_property
    def admin(self) -> Client:
        return Client(admin.app(self.beside))


PARTS: dict[str, Callable[[Place], Iterator[Figure]]] = {
    "pages": lambda place: pages.figures(place.app, place.floor),
    "grid": lambda place: grid.figures(place.app, place.floor, place.admin),
    "sums": lambda place: sums.figures(place.app, place.floor),
    "saving": lambda place: saving.figures(place.app, place.admin, place.path),
    "export": lambda place: export.figures(place.app, place.floor),
    "import": lambda place: importing.figures(place.app, place.beside),
    "start": lambda place: start.figures(place.path),
    "browser": lambda place: browser.figures(place.path),
    "digests": lambda place: digests.figures(place.folder),
    "notes": lambda place: notes.figures(place.folder),
    "postgres": lambda place: postgres.figures(place.folder),
}


def main(asked: list[str]) -> int:
    """Print the table, a line as soon as it is known."""
    os.environ["FORUM_CLOCK"] = data.NOW.isoformat()
    print(COLUMNS)
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        for name in asked or PARTS:
            part = Path(folder) / name
            part.mkdir()
            found += told(PARTS[name](Place(part, Path(folder) / "made.db")))
            shutil.rmtree(part)
    over = [figure for figure in found if figure.over]
    print(f"\n{len(found) - len(over)} of {len(found)} figures hold")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
