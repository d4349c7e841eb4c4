"""The worker: alive, at work, and gone when it is told to go."""

import threading

import pytest

from forum_app.config import Settings
from forum_app.db import db
from forum_app.jobs import worker
from forum_app.models.post import Mail
from forum_app.records import jobs
from tests.jobs.conftest import BASE
from tests.web.browse import rows

pytestmark = pytest.mark.postgres


@pytest.fixture
def settings(forum, tmp_path, monkeypatch) -> Settings:
    monkeypatch.setenv("FORUM_CLOCK", "2026-11-24 10:00")
    db.close()
    return Settings(forum, "a key", f"folder:{tmp_path / 'mail'}", BASE)


def left(settings: Settings) -> list[str]:
    with db.connection_context():
        return [mail.state for mail in rows(Mail)]


def test_one_round_beats_builds_and_hands_over(settings, tmp_path):
    worker.run(once=True, settings=settings)
    assert left(settings) == ["sent"] * 8
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 8
    with db.connection_context():
        assert jobs.last_beat() is not None
    assert db.is_closed(), "between rounds nothing is held open"


def test_told_to_stop_it_finishes_the_mail_in_hand(settings, monkeypatch):
    stop = threading.Event()
    monkeypatch.setattr(worker, "_stopped_by_signals", lambda: stop)
    hand_over = worker.outbox._hand_over

    def then_stop(*what):
        hand_over(*what)
        stop.set()

    monkeypatch.setattr(worker.outbox, "_hand_over", then_stop)
    worker.run(settings=settings)
    assert sorted(left(settings)) == ["queued"] * 7 + ["sent"]


def test_a_round_that_is_cut_short_is_tried_again(settings, monkeypatch, caplog):
    stop, tries = threading.Event(), []
    monkeypatch.setattr(worker, "_stopped_by_signals", lambda: stop)
    monkeypatch.setattr(worker, "PAUSE", 0)

    def away(*_what, **_more):
        tries.append(1)
        if len(tries) == 3:
            stop.set()
        raise OSError("the database is away")

    monkeypatch.setattr(worker, "work", away)
    worker.run(settings=settings)
    assert len(tries) == 3 and "cut short" in caplog.text
