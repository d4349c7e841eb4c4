"""`forum serve`: a database that is ready, a gunicorn, and one worker beside it that ends when it ends."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from .. import config, create_app, wire
from ..db import is_postgres
from ..features.accounts import actions, queries
from ..features.demo.actions import PASSWORD, SIGN_INS, load_demo
from ..features.demo.data.people import email_of
from ..records import settings
from .commands import SECONDS_TO_FINISH, bring_up_to_date, database, sound_settings
from .console import Stopped, tell

HOST = "127.0.0.1"
SECONDS_BETWEEN_STARTS = 2.0


def run(asked: Namespace) -> None:
    """Make ready, say where to go, and serve until stopped."""
    if not 0 < asked.port < 65536:
        raise Stopped("The port is a number from 1 to 65535.")
    os.environ.setdefault("FORUM_BASE_URL", f"http://{HOST}:{asked.port}")
    if asked.demo or asked.first_run:
        _make_instance()
    chosen = sound_settings()
    _require_free(asked.port)
    greeting = _make_ready(asked, chosen)
    Server(asked.port, chosen, greeting).run()


def _make_instance() -> None:
    """The folder of this forum and its secret, readable by nobody else."""
    try:
        config.INSTANCE.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.environ.get("FORUM_SECRET_KEY"):
            return
        path = config.INSTANCE / "secret_key"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        return
    except OSError as error:
        raise Stopped(f"{config.INSTANCE} cannot be written: {error.strerror}.") from None


def _require_free(port: int) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError:
            raise Stopped(
                f"Port {port} is in use or not allowed. Choose another: make run PORT=8080"
            ) from None


def _make_ready(asked: Namespace, chosen: config.Settings) -> list[str]:
    """Tables, demo or first-run code; returns what to say once the forum answers. Nothing stays connected."""
    wire.use_database(chosen.database)
    path = wire.sqlite_file()
    if path is not None and not path.exists() and not (asked.demo or asked.first_run):
        raise Stopped(wire.NO_DATABASE)
    with database(ready=False):
        bring_up_to_date()
        if asked.demo:
            if not chosen.loopback:
                raise Stopped(wire.DEMO_HERE_ONLY)
            load_demo()
        wire.require_ready(chosen.loopback)
        said = [f"The forum answers at {chosen.base_url}", ""]
        if settings.is_demo():
            said += [*_sign_ins(), ""]
        elif asked.first_run and queries.is_empty():
            said += [
                f"Begin at {chosen.base_url}/first-run with this code: {actions.new_first_run_code()}",
                "",
            ]
        return [*said, "Stop it with Ctrl+C."]


def _sign_ins() -> list[str]:
    said = [f"Sign in as any of these, with the password {PASSWORD}:"]
    return said + [f"  {email_of(name)}" for name in SIGN_INS]


class Worker:
    """The one `forum work` beside the pages: started, started again when it dies, and ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen | None = None
        self._started = 0.0

    def keep(self) -> None:
        """Start it unless it runs. Its input is a pipe that we hold: it ends when we do, however we end."""
        alive = self._process is not None and self._process.poll() is None
        if alive or time.monotonic() - self._started < SECONDS_BETWEEN_STARTS:
            return
        self.let_go()
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "forum_app", "work", "--with-parent"],
            cwd=config.ROOT,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def let_go(self) -> None:
        """Drop our end of the pipe: in a web process, so that only the master holds the worker."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    def end(self) -> None:
        """Ask it to finish the mail in hand."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def wait(self) -> None:
        if self._process is None:
            return
        self.let_go()
        try:
            self._process.wait(SECONDS_TO_FINISH)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)


class Master(Arbiter):
    """gunicorn's master, which looks after the forum's worker as it does after its own."""

    def __init__(self, app: "Server"):
        self.worker = app.worker
        super().__init__(app)

    def manage_workers(self) -> None:
        super().manage_workers()
        self.worker.keep()

    def stop(self, graceful: bool = True) -> None:
        self.worker.end()
        super().stop(graceful)
        self.worker.wait()


def _leave_ctrl_c_to_the_master(_process) -> None:
    """Keep a web process to what its master says."""
    # A terminal tells everybody: one told twice may wait for a lock that it holds, ten seconds long.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Server(BaseApplication):
    """gunicorn with the forum's settings: the app is made before the fork, the database opened after it."""

    def __init__(self, port: int, chosen: config.Settings, greeting: list[str]):
        self.port, self.chosen, self.greeting = port, chosen, greeting
        self.worker = Worker()
        super().__init__()

    def load_config(self) -> None:
        several = is_postgres()
        options = {
            "bind": f"{HOST}:{self.port}",
            "workers": 2 if several else 1,
            "threads": 4 if several else 8,
            "worker_class": "gthread",
            "control_socket_disable": True,
            # A filter stands in its address, however many conditions it has.
            "limit_request_line": 8190,
            "loglevel": "warning",
            "preload_app": True,
            "graceful_timeout": 10,
            "when_ready": lambda _master: tell("\n".join(self.greeting)),
            "post_fork": lambda _master, _process: self.worker.let_go(),
            "post_worker_init": _leave_ctrl_c_to_the_master,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self):
        return create_app(self.chosen)

    def run(self) -> None:
        Master(self).run()
