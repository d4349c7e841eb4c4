"""A real forum for tests that come in by the network: a process on loopback, on a copy of a database."""

import ctypes
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

from tests.browser.visitor import Visitor

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "a secret of the tests, long enough to sign with"
PATIENCE = 30


_LIBC = ctypes.CDLL(None)
_WHEN_PARENT_ENDS = 1


def _end_with_the_tests() -> None:
    """In the new process: a session of its own, and a signal to end however the tests come to their end."""
    os.setsid()
    if sys.platform == "linux":
        _LIBC.prctl(_WHEN_PARENT_ENDS, signal.SIGTERM)


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class ServedForum:
    """One forum on one database file. `start`, `kill` and `stop` are about its processes; the file stays.

    `who`: signed-in browsers by name; `ids`: what stands for the codes in an address.
    """

    def __init__(self, folder: Path, template: Path):
        self.folder = folder
        self.template = template
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.path = folder / "forum.db"
        self.log = folder / "forum.log"
        self.who: dict[str, Visitor] = {}
        self.ids: dict[str, str] = {}
        self._process: subprocess.Popen | None = None
        self._read_to = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.fresh()

    def fresh(self) -> None:
        """Put a new file, as the template is, in the database's place; no request may be on its way."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{self.path}{ending}").unlink(missing_ok=True)
        shutil.copy(self.template, self.path)

    def start(self, command: Iterable[str] = ()) -> "ServedForum":
        """Start it, by default its pages alone, and wait until it answers."""
        gunicorn = ("gunicorn", "wsgi:app", "--threads", "8", "--bind", f"127.0.0.1:{self.port}")
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *(command or gunicorn)],
                cwd=ROOT,
                env=self.settings(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_the_tests,
            )
        self._wait()
        return self

    def settings(self) -> dict[str, str]:
        """The environment that its processes run in."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("FORUM_")},
            "FORUM_INSTANCE": str(self.folder),
            "FORUM_DATABASE": f"sqlite:///{self.path}",
            "FORUM_SECRET_KEY": SECRET,
            "FORUM_MAIL": f"folder:{self.folder / 'mail'}",
            "FORUM_BASE_URL": self.address,
            "PYTHONUNBUFFERED": "1",
        }

    def process_ids(self) -> list[int]:
        """Every process of it that runs now: its own and its children's."""
        found, waiting = [], [self._process.pid] if self._process is not None else []
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            children = Path(f"/proc/{pid}/task/{pid}/children")
            waiting += map(int, children.read_text().split()) if children.exists() else []
        return found

    def kill(self) -> None:
        """SIGKILL to every process of it at once: nothing is flushed, nothing is said."""
        self._end(signal.SIGKILL, self.process_ids())

    def stop(self) -> None:
        """Ask it to end, as a person who keeps it would."""
        if self._process is not None:
            self._end(signal.SIGTERM, [self._process.pid])

    def _end(self, sign: signal.Signals, pids: list[int]) -> None:
        for pid in pids:
            try:
                os.kill(pid, sign)
            except ProcessLookupError:
                pass
        if self._process is not None:
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            if self._answers():
                return
            # Nothing tells us that another process has begun to listen.
            time.sleep(0.03)
        self.kill()
        raise AssertionError(f"the forum did not start:\n{self.log.read_text('utf-8')[-4000:]}")

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def copied(self) -> Path:
        """A copy of the file and of the log beside it, to look into while nothing else touches them."""
        copy = self.folder / "copied.db"
        for ending in ("", "-wal", "-shm"):
            Path(f"{copy}{ending}").unlink(missing_ok=True)
            if Path(f"{self.path}{ending}").exists() and ending != "-shm":
                shutil.copy(f"{self.path}{ending}", f"{copy}{ending}")
        return copy

    def filled(self, path: str) -> str:
        """An address with its codes in braces made into ids."""
        return path.format_map(self.ids)

    def sign_in(self, *names: str) -> None:
        """Sign these people in, and keep the database as it is then for every fresh start."""
        self.who |= {name: Visitor(self.port).sign_in(name) for name in names}
        self.template = self.folder / "signed-in.db"
        self.template.unlink(missing_ok=True)
        # Not a plain copy: what was written last may still lie in the log beside the file.
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("vacuum into ?", (str(self.template),))

    def complaints(self) -> list[str]:
        """What the forum has written about errors since the last time this was asked."""
        text = self.log.read_text("utf-8", "replace")
        new, self._read_to = text[self._read_to :], len(text)
        return [line for line in new.splitlines() if "unexpected" in line or "Traceback" in line]


def ids(path: Path) -> dict[str, str]:
    """The ids of the demo's records by their codes (B07, M26, D04) and of its people by first name."""
    with closing(sqlite3.connect(path)) as connection:
        found = {}
        for table in ("boards", "meetings", "decisions"):
            found.update(connection.execute(f"select code, id from {table} where code <> ''"))
        found.update(connection.execute("select short_name, id from organisations where short_name <> ''"))
        for name, row_id in connection.execute("select first_name, id from people"):
            found.setdefault(name.lower(), row_id)
        return found
