"""Imports: puts in what somebody has seen the plan of and said yes to, and forgets what nobody did."""

import logging
from collections.abc import Callable
from datetime import datetime

from ..models.post import Job
from ..permissions.roles import Viewer, viewer_for
from ..records import jobs
from ..records.importing import applying, runs

log = logging.getLogger(__name__)


def run(now: Callable[[], datetime], look: bool = True, go_on: Callable[[], bool] = lambda: True) -> int:
    """Put in what waits, a part at a time; how many imports came to their end. Safe to run twice.

    With `look`, what was given a week ago and never put in is deleted too.
    """
    if look:
        runs.forget_old()
    over = 0
    while go_on() and (job := jobs.claim([applying.KIND])):
        try:
            finished = _do(job, now, go_on)
        except Exception:
            # What was put in so far stays, and the rest is tried again from there.
            log.exception("job %s of kind %s did not work", job.id, job.kind)
            jobs.failed(job, "could not be put in")
            continue
        if finished:
            jobs.done(job)
            over += 1
        else:
            jobs.failed(job, "the worker was told to stop")
    return over


def _do(job: Job, now: Callable[[], datetime], go_on: Callable[[], bool]) -> bool:
    found = runs.of_job(job.args.get("run", ""))
    if found is None or found.state != "applying":
        return True

    def who() -> Viewer | None:
        return viewer_for(found.person_id, now()) if found.person_id else None

    return applying.apply(who, found, lambda: go_on() and jobs.renew(job))
