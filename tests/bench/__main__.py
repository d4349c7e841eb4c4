"""`make bench`: makes the data, then measures our pages beside the floor, in one process, in turn."""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from werkzeug.test import Client

from forum_app import create_app, wire
from forum_app.config import Settings
from forum_app.db import db
from forum_app.features.accounts.actions.sessions import begin_session
from forum_app.records import migrate
from tests.bench import data, digests, floor, notes
from tests.statements import counted

ROUNDS = 60
WARM_UP = 5
MOST_FLOORS = 9.0
MOST_STATEMENTS = 18
MOST_SECONDS_OF_DIGESTS = 60.0
COORDINATOR, STEERING, REP = 0, 1, 30
MEETING = 601  # it lies ahead; the coordinator may do everything there


@dataclass
class Page:
    """One page as one person opens it, with what each opening cost."""

    name: str
    open: Callable[[], object]
    seconds: list[float] = field(default_factory=list)
    statements: int = 0

    def count(self) -> None:
        self.open()
        with counted() as found:
            self.open()
        self.statements = len(found)

    def measure(self) -> None:
        before = time.process_time()
        self.open()
        self.seconds.append(time.process_time() - before)


def main() -> int:
    """Print the tables; 1 when a page or a digest costs more than it may."""
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        path = Path(folder) / "forum.db"
        pages = _prepare(path)
        for page in pages:
            page.count()
        _run(pages)
        over = _report(pages)
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        over = max(over, _report_digests(digests.measure(Path(folder))))
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        return max(
            over, _report_notes(*notes.measure(Path(folder) / "forum.db", _opener, _our_app, _signed_in))
        )


def _prepare(path: Path) -> list[Page]:
    os.environ["FORUM_CLOCK"] = data.NOW.isoformat()
    start = time.perf_counter()
    _make(path)
    print(f"{data.ENTRIES:,} time entries, {data.MEETINGS:,} meetings: {time.perf_counter() - start:.0f} s")
    app = _our_app(path)
    meeting = f"/meetings/{data.row_id('mee', MEETING)}"
    return [
        Page("the floor", _opener(Client(floor.app(str(path))), "/")),
        Page("home, coordinator", _opener(_signed_in(app, COORDINATOR), "/")),
        Page("home, steering", _opener(_signed_in(app, STEERING), "/")),
        Page("home, rep", _opener(_signed_in(app, REP), "/")),
        Page("meeting", _opener(_signed_in(app, COORDINATOR), meeting)),
    ]


def _make(path: Path) -> None:
    wire.use_database(f"sqlite:///{path}")
    wire.know_features()
    db.connect()
    migrate.run()
    data.fill()
    db.close()


def _our_app(path: Path):
    return create_app(
        Settings(
            database=f"sqlite:///{path}",
            secret_key="a key of the benchmark, long enough",
            mail=f"folder:{path.parent / 'mail'}",
            base_url="http://127.0.0.1:8000",
            keep_open=True,
        )
    )


def _signed_in(app, person: int) -> Client:
    """A browser of this person, with a real session row and a real cookie."""
    wire.open_database()
    token = begin_session(data.row_id("acc", person))
    wire.close_database()
    client = app.test_client()
    with client.session_transaction(base_url="http://127.0.0.1:8000") as session:
        session["_user_id"], session["_fresh"] = token, True
    return client


def _opener(client: Client, path: str) -> Callable[[], object]:
    def open_page():
        answer = client.get(path, base_url="http://127.0.0.1:8000")
        body = answer.get_data()
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return body

    return open_page


def _run(pages: list[Page]) -> None:
    """Each round opens every page once, so that a busy machine slows all of them alike."""
    for _ in range(WARM_UP):
        for page in pages:
            page.open()
    gc.collect()
    for _ in range(ROUNDS):
        for page in pages:
            page.measure()


def _report(pages: list[Page]) -> int:
    lowest = median(pages[0].seconds)
    over = False
    print(f"\n{'page':<20}{'CPU, ms':>9}{'floors':>8}{'statements':>12}")
    for page in pages:
        cost = median(page.seconds)
        ours = page is not pages[0]
        too_much = ours and (cost / lowest > MOST_FLOORS or page.statements > MOST_STATEMENTS)
        over = over or too_much
        print(
            f"{page.name:<20}{cost * 1000:>9.2f}{cost / lowest:>8.1f}{page.statements if ours else 1:>12}"
            + ("   over" if too_much else "")
        )
    print(f"\nat most {MOST_FLOORS:.0f} floors and {MOST_STATEMENTS} statements a page")
    return 1 if over else 0


def _report_digests(took: digests.Took) -> int:
    over = took.all > MOST_SECONDS_OF_DIGESTS
    print(
        f"\ndigests: {took.sent:,} in {took.all:.1f} s CPU (built in {took.build:.1f}, handed over in "
        f"{took.hand_over:.1f}), at most {MOST_SECONDS_OF_DIGESTS:.0f}" + ("   over" if over else "")
    )
    return 1 if over else 0


def _report_notes(built: float, found: list[notes.Took]) -> int:
    print(f"\nfind in {notes.NOTES:,} notes (index made in {built:.0f} s)")
    print(f"{'word':<10}{'stands in':>10}{'CPU, ms':>9}{'scan, ms':>9}{'of a scan':>10}")
    for took in found:
        figures = f"{took.notes:>10,}{took.ours * 1000:>9.2f}{took.scan * 1000:>9.2f}{took.share:>10.2f}"
        print(f"{took.word:<10}{figures}" + ("   over" if took.over else ""))
    print(f"at most {notes.MOST_OF_A_SCAN} of a scan")
    return 1 if any(took.over for took in found) else 0


if __name__ == "__main__":
    sys.exit(main())
