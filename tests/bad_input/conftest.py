"""One app for all of these many small tests, each on a demo of its own."""

import shutil
from collections.abc import Iterator

import pytest
from flask import Flask

from forum_app import create_app, wire
from forum_app.db import db
from tests.web.conftest import usual_settings


@pytest.fixture(scope="session")
def one_app(tmp_path_factory) -> Flask:
    folder = tmp_path_factory.mktemp("one")
    return create_app(usual_settings(f"sqlite:///{folder / 'none.db'}", folder))


@pytest.fixture
def demo_app(one_app, demo_template, tmp_path, monkeypatch) -> Iterator[Flask]:
    path = tmp_path / "demo.db"
    shutil.copy(demo_template, path)
    monkeypatch.setenv("FORUM_SECOND_LOCK", "1")
    wire.use_database(f"sqlite:///{path}")
    db.connect(reuse_if_open=True)
    yield one_app
    wire.close_database()
