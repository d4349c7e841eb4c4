"""A demo database for each test, and the people who look at it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from forum_app.db import db, make
from forum_app.features.demo.data.ids import id_of
from forum_app.permissions.roles import Viewer, command_line, viewer_for
from tests.demo.build import NOW, demo_file
from tests.demo.figures import figures


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory) -> Path:
    return demo_file(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def demo(demo_template, tmp_path) -> Iterator[object]:
    """The demo, connected in this thread, with SQLite's own second lock on."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_template, path)
    db.initialize(make(f"sqlite:///{path}", second_lock=True))
    db.connect()
    yield db.obj
    db.close()


@pytest.fixture
def see(demo) -> Callable[..., Viewer]:
    """`see("R06")` is Becky at the demo's moment; a second argument looks at another one."""

    def viewer(code: str = "S1", now: datetime = NOW) -> Viewer:
        found = viewer_for(id_of(code, command_line(now)), now)
        assert found
        return found

    return viewer


@pytest.fixture(scope="session")
def _untouched() -> dict[str, object]:
    return {}


@pytest.fixture
def before(see, _untouched) -> dict[str, object]:
    """Every figure of the demo as it is loaded, worked out once."""
    if not _untouched:
        _untouched |= figures(see())
    return _untouched
