"""Mail and jobs are done once by whoever takes them first, tried again, and given up where people see it."""

import threading
from datetime import timedelta

import pytest

from forum_app import clock
from forum_app.db import db, unguarded
from forum_app.models.post import Job, Mail
from forum_app.permissions.errors import NotFound
from forum_app.records import jobs, leases, outbox
from forum_app.records.outbox import Mailing

from .conftest import BECKY, BRYONY, PRIYA, becky, priya, rows_of

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("forum")]


@pytest.fixture
def real(monkeypatch):
    """The real clock, moved by hand."""

    class Hand:
        now = clock.real()

        def forward(self, **time) -> None:
            self.now += timedelta(**time)

    hand = Hand()
    monkeypatch.setattr(clock, "real", lambda: hand.now)
    return hand


def queue(*kinds: str) -> None:
    outbox.queue([Mailing(kind, becky, (("people", becky),), dedupe=kind) for kind in kinds])


def test_a_mail_is_queued_once_whoever_asks_again():
    mail = Mailing("thanks", becky, dedupe="thanks:1")
    assert outbox.queue([mail]) == 1
    assert outbox.queue([mail, Mailing("thanks", becky, dedupe="thanks:2")]) == 1
    assert len(rows_of(Mail)) == 2


def test_a_mail_holds_no_words():
    queue("thanks")
    (mail,) = rows_of(Mail)
    assert (mail.subject, mail.parts) == ("", [["people", becky]])


def test_a_mail_is_taken_once_and_done_once(real):
    queue("thanks")
    mail = outbox.claim()
    assert mail.kind == "thanks" and outbox.claim() is None
    assert outbox.done(mail, subject="Thank you", message_id="<1@x>")
    assert not outbox.done(mail)
    (row,) = rows_of(Mail)
    assert (row.state, row.subject, row.tries, row.secret) == ("sent", "Thank you", 1, None)
    real.forward(days=1)
    assert outbox.claim() is None


def test_the_lease_of_a_dead_worker_runs_out_and_its_word_no_longer_counts(real):
    queue("thanks")
    dead = outbox.claim()
    real.forward(minutes=3)
    alive = outbox.claim()
    assert alive.id == dead.id
    assert not outbox.done(dead)
    assert outbox.done(alive)


def test_a_slow_worker_may_hold_on(real):
    queue("thanks")
    mail = outbox.claim()
    for _ in range(3):
        real.forward(minutes=1)
        assert outbox.renew(mail)
    assert outbox.claim() is None
    assert outbox.done(mail)


def test_a_mail_that_is_not_taken_is_tried_again_ever_later_and_given_up_after_a_day(real):
    queue("thanks")
    waits = []
    while mail := outbox.claim():
        outbox.failed(mail, "451 later")
        row = rows_of(Mail)[0]
        if row.state == "failed":
            break
        waits.append(round((row.run_at - real.now).total_seconds() / 60))
        assert outbox.claim() is None
        real.now = row.run_at
    assert waits[:6] == [1, 5, 15, 60, 60, 60]
    assert timedelta(hours=24) <= real.now - row.queued_at <= timedelta(hours=25)
    assert (row.error, row.secret) == ("451 later", None)


def test_a_refusal_for_good_is_given_up_at_once():
    queue("thanks")
    outbox.failed(outbox.claim(), "550 nobody here", for_good=True)
    assert rows_of(Mail)[0].state == "failed"


def test_quiet_hours_leave_a_kind_where_it_is():
    queue("digest", "sign_in")
    assert outbox.claim(never=["digest"]).kind == "sign_in"
    assert outbox.claim(never=["digest"]) is None
    assert outbox.claim(only=["digest"]).kind == "digest"


def test_a_mail_put_off_waits_without_counting_as_a_try(real):
    queue("digest")
    outbox.put_off(outbox.claim(), real.now + timedelta(hours=8))
    assert outbox.claim() is None
    real.forward(hours=8)
    assert outbox.claim().tries == 1


def test_the_age_of_the_queue_is_that_of_the_mail_waiting_longest(real):
    assert outbox.queue_age() == 0
    queue("thanks")
    real.forward(minutes=5)
    queue("digest")
    assert outbox.queue_age() == 300


def test_one_knows_of_ones_own_mail_and_the_coordinator_of_all():
    outbox.queue([Mailing("a", becky, dedupe="a"), Mailing("b", priya, dedupe="b")])
    assert [letter.kind for letter in outbox.letters(BRYONY)] == ["b", "a"]
    (own,) = outbox.letters(BECKY)
    assert outbox.letter(BECKY, own.id) == own
    with pytest.raises(NotFound):
        outbox.letter(PRIYA, own.id)


def test_a_job_is_named_once_and_its_failure_is_tried_again(real):
    assert jobs.add("digest", "steering:2026-W48", {"kind": "steering"})
    assert not jobs.add("digest", "steering:2026-W48")
    job = jobs.claim(["digest"])
    assert job.args == {"kind": "steering"} and jobs.claim() is None
    jobs.failed(job, "no mail server")
    real.forward(minutes=1)
    assert jobs.done(jobs.claim())
    assert not jobs.add("digest", "steering:2026-W48")
    assert jobs.given_up_lately() == 0


def test_a_job_that_never_works_is_given_up_and_shown(real):
    jobs.add("digest", "x")
    for _ in range(jobs.MOST_TRIES):
        jobs.failed(jobs.claim(), "broken")
        real.forward(hours=1)
    assert jobs.claim() is None
    assert jobs.given_up_lately() == 1 and rows_of(Job)[0].error == "broken"


def test_a_worker_is_seen_alive(real):
    assert jobs.last_beat() is None
    jobs.beat("one")
    real.forward(seconds=30)
    jobs.beat("one")
    assert jobs.last_beat() == real.now
    assert jobs.claim() is None
    assert len(rows_of(Job)) == 1


def test_four_workers_share_a_queue_and_do_each_mail_once():
    queue(*(f"kind{n}" for n in range(60)))
    taken, troubles = [], []

    def work() -> None:
        db.connect()
        try:
            while mail := outbox.claim():
                taken.append(mail.id)
                assert outbox.done(mail)
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            db.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert not troubles
    assert len(taken) == len(set(taken)) == 60


def test_the_lease_survives_the_database_to_the_last_digit():
    """The lease is compared as it was stored; a rounded one would lose every mail."""
    queue("thanks")
    mail = outbox.claim()
    with unguarded("a test looks"):
        assert Mail.get_by_id(mail.id).lease_until == mail.lease_until
    assert leases.WAITS == (1, 5, 15, 60)
