"""Eight who change something at once are served one behind the other, nobody waits behind what is long."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from flask import Blueprint

from forum_app import db as database
from forum_app.db import db
from forum_app.records.write import together
from forum_app.web.access import access
from tests.web.browse import Browser, a_person

# PostgreSQL works while Python waits for it, so there everybody goes on at once.
pytestmark = pytest.mark.sqlite

EMAIL = "becky@example.org"
PATIENCE = 20.0


class Kettle:
    """Who is at it together, and what they wait for."""

    def __init__(self) -> None:
        self.there = self.most = 0
        self.begun, self.ready = Event(), Event()

    def pour(self, how: str) -> str:
        self.there += 1
        self.most = max(self.most, self.there)
        try:
            if how == "quick":
                time.sleep(0.005)
            elif how == "long":
                self.wait()
            elif how == "kept":
                with together():
                    pass
            else:
                raise ZeroDivisionError
        finally:
            self.there -= 1
        return "Poured"

    def wait(self) -> None:
        self.begun.set()
        assert self.ready.wait(PATIENCE)


@pytest.fixture
def kettle() -> Kettle:
    return Kettle()


@pytest.fixture
def visitor(make_app, kettle) -> Callable[[], Browser]:
    """Becky at as many browsers as are asked for."""
    blueprint = Blueprint("tea", __name__)
    view = access("member")(lambda how: kettle.pour(how))
    blueprint.add_url_rule("/tea/<how>", view_func=view, endpoint="tea", methods=["GET", "POST"])
    app = make_app()
    app.testing = False
    app.register_blueprint(blueprint)
    db.connect(reuse_if_open=True)
    a_person("Becky Fairhurst")
    db.close()

    def come() -> Browser:
        browser = Browser(app)
        browser.sign_in(EMAIL)
        browser.get("/account")
        return browser

    return come


@pytest.fixture
def nobody_gives_up(monkeypatch) -> None:
    monkeypatch.setattr(database, "LONGEST_IN_LINE", PATIENCE)


def seconds(work: Callable[[], object]) -> float:
    start = time.monotonic()
    work()
    return time.monotonic() - start


def test_two_changes_never_jostle_and_looking_waits_for_nobody(visitor, kettle, nobody_gives_up):
    browsers = [visitor() for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        cups = list(threads.map(lambda one: [one.post("/tea/quick").status_code for _ in range(3)], browsers))
        assert cups == [[200] * 3] * 4 and kettle.most == 1
        slow = threads.submit(browsers[0].post, "/tea/long")
        assert kettle.begun.wait(PATIENCE)
        assert browsers[1].get("/tea/quick").status_code == 200 and kettle.most == 2
        assert not slow.done()
        kettle.ready.set()
        assert slow.result().status_code == 200


def test_behind_what_takes_long_one_goes_on_and_whoever_signs_in_never_waits(visitor, kettle, monkeypatch):
    becky, other = visitor(), visitor()
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(becky.post, "/tea/long")
        assert kettle.begun.wait(PATIENCE)
        assert other.post("/tea/quick").status_code == 200 and kettle.most == 2
        monkeypatch.setattr(database, "LONGEST_IN_LINE", PATIENCE)
        coming_in = Browser(other.client.application)
        assert seconds(lambda: coming_in.sign_in(EMAIL)) < PATIENCE / 2 and coming_in.is_in()
        kettle.ready.set()
        assert slow.result().status_code == 200


def test_while_one_change_goes_to_the_disk_the_next_is_worked_out(
    visitor, kettle, monkeypatch, nobody_gives_up
):
    becky, other = visitor(), visitor()
    commit = database.CySqliteDatabase.commit
    monkeypatch.setattr(database.CySqliteDatabase, "commit", lambda one: (kettle.wait(), commit(one)))
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(becky.post, "/tea/kept")
        assert kettle.begun.wait(PATIENCE)
        assert seconds(lambda: other.post("/tea/quick")) < PATIENCE / 2 and kettle.most == 2
        kettle.ready.set()
        assert slow.result().status_code == 200


def test_a_change_that_goes_wrong_keeps_nobody_waiting(visitor, kettle, nobody_gives_up):
    becky = visitor()
    assert becky.post("/tea/spilt").status_code == 500
    with ThreadPoolExecutor(1) as threads:
        assert seconds(lambda: threads.submit(visitor().post, "/tea/quick").result()) < PATIENCE / 2
