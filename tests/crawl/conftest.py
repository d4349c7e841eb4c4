"""The planted forum, once for each process, and the app that serves a copy of it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from forum_app import clock, create_app, wire
from forum_app.config import Settings
from forum_app.db import db, make, unguarded
from forum_app.features.accounts.actions.sessions import begin_session, look_as
from forum_app.models.control import Account
from forum_app.records import ids, search
from tests.conftest import ADDRESS, SECRET
from tests.demo.build import build
from tests.permissions.forum import NOON

from . import canaries, people
from .browser import Browser
from .canaries import Canaries
from .oracle import AS, Oracle
from .people import PERSONAS
from .rows import Rows, rows_of


@dataclass(frozen=True)
class Planted:
    """The forum of the proofs: its file, its rows, its canaries, and a session for each persona."""

    path: Path
    canaries: Canaries
    rows: Rows
    people: dict[str, str | None]
    tokens: dict[str, str | None]

    def oracle(self) -> Oracle:
        return Oracle(self.rows, NOON.strftime("%Y-%m-%d %H:%M:%S"))


@pytest.fixture(scope="session")
def planted(tmp_path_factory) -> Planted:
    path = tmp_path_factory.mktemp("planted") / "planted.db"
    build(f"sqlite:///{path}")
    with connected(path):
        people.plant()
        who = {name: people.id_of(name) for name in PERSONAS}
    words = canaries.plant(path)
    index_anew(path)
    with connected(path), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "real", lambda: NOON)
        tokens = {name: _session(person) for name, person in who.items()}
    return Planted(path, words, rows_of(path), who, tokens)


def index_anew(path: Path) -> None:
    """What was put into a file past the app is not in its search index yet."""
    with connected(path):
        search.make_anew(NOON)


@contextmanager
def connected(path: Path) -> Iterator[None]:
    db.initialize(make(f"sqlite:///{path}"))
    db.connect()
    try:
        yield
    finally:
        db.close()


def _session(person: str | None) -> str | None:
    if person is None:
        return None
    seen, _, looking = person.partition(AS)
    with unguarded("a test opens a session"):
        account = Account.select(Account.id).where(Account.person == (looking or seen)).tuples().first()[0]
    token = begin_session(account)
    if looking:
        look_as(token, seen)
    return token


@pytest.fixture
def at_noon(monkeypatch) -> None:
    """Both clocks stand still at the moment for which everything was planted."""
    monkeypatch.setenv("FORUM_CLOCK", NOON.isoformat())
    monkeypatch.setattr(clock, "real", lambda: NOON)
    monkeypatch.setattr(ids, "_ids", ids.Ids(lambda: NOON))


@pytest.fixture
def copy_of(tmp_path) -> Callable[[Path, str], Path]:
    """A copy of a forum's file, to write in."""

    def copied(path: Path, name: str = "forum") -> Path:
        copy = tmp_path / f"{name}.db"
        shutil.copy(path, copy)
        return copy

    return copied


@cache
def _app() -> Flask:
    """The app as it is served for real, made once for each process: threads keep their connection."""
    return create_app(Settings("sqlite:////dev/null", SECRET, "folder:/dev/null", ADDRESS, keep_open=True))


def serve(path: Path) -> Flask:
    """The app over one file, with SQLite's own second lock on."""
    app, settings = _app(), Settings(f"sqlite:///{path}", SECRET, f"folder:{path.parent / 'mail'}", ADDRESS)
    if not db.is_closed():
        db.close()
    wire.use_database(settings.database)
    app.config["FORUM"] = settings
    database = make(settings.database, second_lock=True)
    # A copy that is thrown away: no answer waits for the disk, however much is noted of who looked.
    database._pragmas = [(name, 0 if name == "synchronous" else value) for name, value in database._pragmas]
    db.initialize(database)
    return app


@pytest.fixture
def browse(planted, copy_of, at_noon) -> Callable[[str], Browser]:
    """`browse("becky")`: a browser on a copy of the planted forum."""
    app = serve(copy_of(planted.path))
    yield lambda name: Browser(app, planted.tokens[name])
    if not db.is_closed():
        db.close()
