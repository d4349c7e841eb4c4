"""The demo with the digests' mails known, as worker and web have them."""

from collections.abc import Callable

import pytest

from forum_app import clock
from forum_app.features.digests import actions, mail
from forum_app.jobs import digests, outbox
from forum_app.jobs.outbox import Way
from forum_app.mail.kinds import Finished, Occasion
from forum_app.mail.settings import Folder
from forum_app.permissions.roles import viewer_for
from tests.demo.build import NOW
from tests.story import code

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def sent(demo_app, tmp_path) -> Callable[[], list]:
    """Lets the coordinator send this week's digest and the worker do its work."""

    def send() -> None:
        bryony = viewer_for(code("S1"), NOW)
        actions.send_now(bryony, form_key=clock.real().isoformat())
        digests.run(lambda: NOW)
        outbox.run(lambda: NOW, Way(Folder(tmp_path / "mail", "forum@example.org"), BASE))

    return send


@pytest.fixture
def letter(demo_app) -> Callable[[str], Finished]:
    """`letter("R01")` is what a test send to Priya would say."""

    def made(person: str) -> Finished:
        viewer = viewer_for(code(person), NOW)
        found = mail.trial("steering", Occasion(viewer, NOW, BASE, "The forum", person_id=viewer.person_id))
        assert isinstance(found, Finished)
        return found

    return made
