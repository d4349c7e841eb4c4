"""A served demo with hundreds of meetings to log, and the people who log them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.forum import ServedForum, ids
from tests.demo.build import demo_file
from tests.kills.acts import Rep
from tests.kills.planting import plant


@pytest.fixture
def served(tmp_path, tmp_path_factory) -> Iterator[Callable[..., tuple[ServedForum, list[Rep]]]]:
    """`served(["becky"], each=50)`: a real `forum serve` with its worker, and these people signed in."""
    begun: list[ServedForum] = []

    def begin(names: list[str], each: int) -> tuple[ServedForum, list[Rep]]:
        template = Path(shutil.copy(demo_file(tmp_path_factory.getbasetemp()), tmp_path / "planted.db"))
        to_log = plant(template, names, each)
        forum = ServedForum(tmp_path / "served", template)
        forum.ids = ids(template)
        begun.append(forum)
        forum.start(serve(forum))
        forum.sign_in(*names)
        return forum, [Rep(forum.who[name], to_log[name]) for name in names]

    yield begin
    for forum in begun:
        forum.stop()


def serve(forum: ServedForum) -> tuple[str, ...]:
    """The command that a person would type."""
    return ("forum_app", "serve", "--port", str(forum.port))
