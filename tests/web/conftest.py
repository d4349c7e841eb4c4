"""The forum's app on a fresh database, and browsers to visit it with."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from forum_app import create_app, wire
from forum_app.config import Settings
from forum_app.db import db
from tests.conftest import ADDRESS, SECRET
from tests.web.browse import Browser, a_person


def usual_settings(database: str, folder: Path) -> Settings:
    return Settings(
        database=database,
        secret_key=SECRET,
        mail=f"folder:{folder / 'mail'}",
        base_url=ADDRESS,
    )


@pytest.fixture
def make_app(database_url, monkeypatch, tmp_path) -> Iterator[Callable]:
    """Makes the app with other settings than usual, on the test's database."""
    monkeypatch.setenv("FORUM_SECOND_LOCK", "1")

    def make(**changes):
        app = create_app(replace(usual_settings(database_url, tmp_path), **changes))
        app.testing = True
        return app

    yield make
    wire.leave_database()


@pytest.fixture
def app(one_app, database_url, monkeypatch) -> Iterator[Flask]:
    monkeypatch.setenv("FORUM_SECOND_LOCK", "1")
    wire.use_database(database_url)
    monkeypatch.setitem(one_app.config, "TESTING", True)
    db.connect()
    yield one_app
    wire.leave_database()


@pytest.fixture
def browser(app) -> Browser:
    return Browser(app)


@pytest.fixture
def signed_in(app) -> Callable[..., Browser]:
    """`signed_in("Bryony Tasker", "coordinator")`: a new person, signed in, with their own browser."""

    def enter(name: str, *roles: str, **more) -> Browser:
        person_id = a_person(name, *roles, **more)
        visitor = Browser(app)
        visitor.sign_in(f"{name.split()[0].lower()}@example.org")
        visitor.person_id = person_id
        return visitor

    return enter
