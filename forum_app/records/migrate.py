"""Bring the database to the version of this app, one migration and one transaction at a time."""

import fcntl
import importlib.util
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from peewee import OperationalError, ProgrammingError

from .. import clock
from ..config import ROOT
from ..db import db, is_postgres, unguarded

FOLDER = ROOT / "migrations"
NAME = re.compile(r"\d{4}_\w+")
LOCK = 7_306_114_021  # any number that only this app uses


class NewerDatabase(Exception):
    """The database knows a version that this app does not."""

    words = (
        "This database was made by a newer version of the app. "
        "Install that version, or restore a backup made by this one."
    )

    def __init__(self) -> None:
        super().__init__(self.words)


class UnknownDatabase(Exception):
    """The database holds the forum's tables but no record of how they came there."""

    words = "This database holds tables but does not say which version made them. Use another database."

    def __init__(self) -> None:
        super().__init__(self.words)


class _RolledBack(Exception):
    """A dry run has seen that everything works."""


def pending(folder: Path = FOLDER) -> list[str]:
    """The migrations still to run, in order. Raises NewerDatabase, UnknownDatabase."""
    with _leave():
        return _pending(folder)


def is_new() -> bool:
    """Whether no migration has been here yet, so that there is nothing to lose. Raises UnknownDatabase."""
    with _leave():
        return not _applied()


def run(dry_run: bool = False, folder: Path = FOLDER) -> list[str]:
    """Run what is pending and return its names; with `dry_run`, try it and leave nothing behind.

    Safe to start in several processes at once: one does the work. Raises NewerDatabase, UnknownDatabase.
    """
    with _leave():
        if not _pending(folder):
            return []
        with _lock():
            names = _pending(folder)
            if dry_run:
                _rehearse(names, folder)
                return names
            for name in names:
                with db.atomic():
                    _apply(name, folder)
            return names


def down(to: str | None = None, folder: Path = FOLDER) -> list[str]:
    """Undo the last migration, or every one after `to` ("" for all); returns the names undone."""
    with _leave(), _lock():
        _pending(folder)
        applied = _applied()
        undo = applied[-1:] if to is None else [name for name in applied if name > to]
        for name in reversed(undo):
            with db.atomic():
                _load(name, folder).down(db)
                _run("DELETE FROM migrations WHERE name = ?", name)
        return list(reversed(undo))


def _rehearse(names: list[str], folder: Path) -> None:
    try:
        with db.atomic():
            for name in names:
                _apply(name, folder)
            raise _RolledBack
    except _RolledBack:
        return


def _apply(name: str, folder: Path) -> None:
    _run("CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY, applied_at TEXT NOT NULL)")
    _load(name, folder).up(db)
    _run("INSERT INTO migrations (name, applied_at) VALUES (?, ?)", name, clock.real().isoformat())


def _pending(folder: Path) -> list[str]:
    names, applied = known(folder), _applied()
    if set(applied) - set(names):
        raise NewerDatabase
    return [name for name in names if name not in applied]


def known(folder: Path = FOLDER) -> list[str]:
    """Every migration that this version of the app has, in order."""
    return list(_in(folder, folder.stat().st_mtime_ns))


@lru_cache(maxsize=4)
def _in(folder: Path, _changed: int) -> tuple[str, ...]:
    """Asked before every change, so the folder is looked through only when something in it is new."""
    return tuple(sorted(path.stem for path in folder.glob("*.py") if NAME.fullmatch(path.stem)))


def _applied() -> list[str]:
    try:
        # Asked before every change: all names in one row, and the tables are not listed first.
        [[names]] = _run("SELECT string_agg(name, ' ') FROM migrations").fetchall()
        return sorted((names or "").split())
    except (OperationalError, ProgrammingError):
        if "migrations" in (tables := db.get_tables()):
            raise
        if "people" in tables:
            raise UnknownDatabase from None
        return []


def _load(name: str, folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"migration_{name}", folder / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _run(sql: str, *values: str):
    return db.execute_sql(sql.replace("?", db.param), values)


def _leave():
    return unguarded("migrations make and change the tables themselves")


@contextmanager
def _lock() -> Iterator[None]:
    """Keep other processes out: an advisory lock on PostgreSQL, a locked file beside an SQLite database."""
    if is_postgres():
        _run(f"SELECT pg_advisory_lock({LOCK})")
        try:
            yield
        finally:
            _run(f"SELECT pg_advisory_unlock({LOCK})")
        return
    with Path(f"{db.database}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
