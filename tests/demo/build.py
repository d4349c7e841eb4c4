"""Builds a demo database for tests: once in a session, then copied."""

import importlib
from datetime import UTC
from pathlib import Path

from forum_app import db as forum_db
from forum_app.db import db, make
from forum_app.features.demo.actions import MOMENT, load_demo
from forum_app.records import migrate, search

FOLDER = Path(forum_db.__file__).parent / "features"

NOW = MOMENT.astimezone(UTC)


def describe_tables() -> None:
    """Make every table known, as the app does when it starts."""
    for found in (*FOLDER.glob("*/tables.py"), *FOLDER.glob("*/tables/__init__.py")):
        feature = found.relative_to(FOLDER).parts[0]
        importlib.import_module(f"forum_app.features.{feature}.tables")


def build(url: str) -> None:
    """Migrate the database at this address and load the demo into it."""
    describe_tables()
    db.initialize(make(url))
    db.connect()
    migrate.run()
    search.take_in_due(NOW)
    load_demo()
    db.close()
    if forum_db.is_postgres():
        db.close_all()


def demo_file(folder: Path) -> Path:
    """The SQLite file that holds the demo, built in this folder the first time; copy it, never change it."""
    path = folder / "demo.db"
    if not path.exists():
        build(f"sqlite:///{path}")
    return path
