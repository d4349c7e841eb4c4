"""Work for the worker: named once, leased, tried again, and never forgotten when a worker dies."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .. import clock
from ..db import unguarded
from ..models.post import Job
from . import leases
from .ids import new_id

LEASE = timedelta(minutes=5)
MOST_TRIES = 27  # 1, 5, 15, 60 minutes, then hourly: a day
BEAT = "beat"


def add(kind: str, dedupe: str, args: dict | None = None, run_at: datetime | None = None) -> bool:
    """Name a piece of work in the caller's transaction; False when it was named before."""
    now = clock.real()
    row = {"id": new_id(), "kind": kind, "dedupe": dedupe, "args": args or {}, "run_at": run_at or now}
    with unguarded("a job is named once"):
        return Job.insert_many([row]).on_conflict_ignore().as_rowcount().execute() == 1


def claim(kinds: Iterable[str] | None = None) -> Job | None:
    """The next job that is due, leased, or None."""
    where = [] if kinds is None else [Job.kind.in_(list(kinds))]
    return leases.claim(Job, *where, lease=LEASE)


def renew(job: Job) -> bool:
    return leases.renew(job, LEASE)


def done(job: Job) -> bool:
    """The job is finished and stays on record, so that it is never named again. False: lease lost."""
    return leases.change(job, done_at=clock.real(), error="")


def failed(job: Job, error: str) -> bool:
    """The job did not work: try again later, or, after a day, give up where `forum check` shows it."""
    if job.tries >= MOST_TRIES:
        return leases.change(job, done_at=clock.real(), error=error)
    return leases.change(job, error=error, run_at=leases.next_try(job.tries), lease_until=None)


def given_up_lately() -> int:
    """How many jobs were given up in the last week."""
    with unguarded("jobs that need somebody's eye"):
        return Job.select().where(Job.done_at > clock.real() - leases.LATELY, Job.error != "").count()


def beat(worker: str) -> None:
    """Say that a worker is alive."""
    now = clock.real()
    row = {"id": new_id(), "kind": BEAT, "dedupe": f"beat:{worker}", "run_at": now, "done_at": now}
    with unguarded("a worker says that it is alive"):
        if not Job.update(done_at=now).where(Job.dedupe == row["dedupe"]).execute():
            Job.insert_many([row]).on_conflict_ignore().as_rowcount().execute()


def last_beat() -> datetime | None:
    """When a worker was last seen alive."""
    with unguarded("whether a worker is alive"):
        rows = Job.select(Job.done_at).where(Job.kind == BEAT).order_by(Job.done_at.desc()).limit(1)
        return next((row[0] for row in rows.tuples()), None)
