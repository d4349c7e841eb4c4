"""What every test stands on: a migrated database of its own, on one engine or on both."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from forum_app import create_app, models, wire
from forum_app import db as forum_db
from forum_app.config import Settings
from forum_app.db import db, make
from forum_app.models.search import WORDS
from forum_app.records import migrate
from tests.demo.build import build, demo_file
from tests.story import Visitor
from tests.tools.postgres import PostgresServer

SECRET = "a key for tests alone, of decent length"
ADDRESS = "http://127.0.0.1:8000"
BOTH = os.environ.get("FORUM_TEST_ENGINES") == "both"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that needs a database runs on SQLite; marked `postgres`, or in `make prove`, on both engines.

    What concerns SQLite's own file alone is marked `sqlite`: on PostgreSQL there is nothing to ask.
    """
    if "engine" in metafunc.fixturenames:
        marked = metafunc.definition.get_closest_marker
        both = (BOTH or marked("postgres")) and not marked("sqlite")
        metafunc.parametrize("engine", ["sqlite", "postgres"] if both else ["sqlite"], scope="session")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("template") / "forum.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server) -> str:
    """The name of a migrated database that others are copied from."""
    url = postgres_server.create_database()
    _migrate(url)
    return _name_of(url)


@pytest.fixture(scope="session")
def postgres_spares() -> list[str]:
    """Databases that a test has left and that were emptied: twenty times quicker than a new copy."""
    return []


def _emptied(url: str) -> bool:
    """Delete every row but the record of migrations; False when tables or migrations are not as usual."""
    usual = {model._meta.table_name for model in models.ALL} | {WORDS}
    steps = {path.stem for path in migrate.FOLDER.glob("[0-9]*.py")}
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        there = _names(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        if there != usual | {"migrations"} or _names(connection, "SELECT name FROM migrations") != steps:
            return False
        deletes = " ".join(
            f"IF EXISTS (SELECT 1 FROM {name}) THEN DELETE FROM {name}; END IF;" for name in usual
        )
        connection.execute("SET session_replication_role = replica")
        connection.execute(f"DO $$ BEGIN {deletes} END $$")
    return True


def _names(connection: psycopg.Connection, query: str) -> set[str]:
    return {name for (name,) in connection.execute(query)}


def _migrate(url: str) -> None:
    db.initialize(make(url))
    db.connect()
    migrate.run()
    _close()


def _close() -> None:
    db.close()
    if forum_db.is_postgres():
        db.close_all()


def _name_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def _drop(server: PostgresServer, url: str) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f'drop database "{_name_of(url)}" with (force)')


@pytest.fixture
def empty_url(engine, request, tmp_path) -> Iterator[str]:
    """The address of a fresh database without a table."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    url = server.create_database()
    yield url
    _drop(server, url)


@pytest.fixture
def database_url(engine, request, tmp_path) -> Iterator[str]:
    """The address of a fresh, migrated database."""
    if engine == "sqlite":
        path = tmp_path / "forum.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("postgres_server")
    template, spares = (request.getfixturevalue(f"postgres_{name}") for name in ("template", "spares"))
    url = spares.pop() if spares else server.create_database(template)
    yield url
    if _emptied(url):
        spares.append(url)
    else:
        _drop(server, url)


@pytest.fixture
def empty_database(empty_url) -> Iterator[object]:
    """A database without a table, connected in this thread."""
    db.initialize(make(empty_url))
    db.connect()
    yield db.obj
    _close()


@pytest.fixture
def database(database_url) -> Iterator[object]:
    """A fresh, migrated database, connected in this thread, with SQLite's own second lock on."""
    db.initialize(make(database_url, second_lock=True))
    db.connect()
    yield db.obj
    _close()


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory) -> Path:
    """The demo in a file of its own, built once for each process."""
    return demo_file(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def one_app(tmp_path_factory) -> Flask:
    """The app, made once for each process, since making it costs more than most tests do."""
    folder = tmp_path_factory.mktemp("one")
    return create_app(Settings(f"sqlite:///{folder}/none.db", SECRET, f"folder:{folder}/mail", ADDRESS))


@pytest.fixture(scope="session")
def postgres_demo(postgres_server, postgres_template) -> str:
    """The name of a database that holds the demo, to be copied."""
    url = postgres_server.create_database(postgres_template)
    build(url)
    return _name_of(url)


@pytest.fixture
def demo_url(engine, request, tmp_path) -> Iterator[str]:
    """The address of a database that holds the demo as it stands at its moment."""
    if engine == "sqlite":
        path = tmp_path / "demo.db"
        shutil.copy(request.getfixturevalue("demo_template"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("postgres_server")
    url = server.create_database(request.getfixturevalue("postgres_demo"))
    yield url
    _drop(server, url)


@pytest.fixture
def demo_app(one_app, demo_url, tmp_path, monkeypatch) -> Iterator[Flask]:
    """The app on a copy of the demo, as `make run` serves it, connected in this thread."""
    monkeypatch.setenv("FORUM_SECOND_LOCK", "1")
    settings = Settings(demo_url, SECRET, f"folder:{tmp_path}/mail", ADDRESS)
    monkeypatch.setitem(one_app.config, "FORUM", settings)
    wire.use_database(settings.database)
    db.connect(reuse_if_open=True)
    yield one_app
    _close()


@pytest.fixture
def visit(demo_app) -> Callable[[str], Visitor]:
    """`visit("becky")`: her browser, signed in, on a demo of one's own."""
    return lambda who: Visitor(demo_app, who)
