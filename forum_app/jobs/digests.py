"""The weekly digests: name every copy that is due, and build those that are named."""

import logging
from collections.abc import Callable
from datetime import datetime

from ..features.digests import actions
from ..models.post import Job
from ..records import jobs

log = logging.getLogger(__name__)


def run(now: Callable[[], datetime], look: bool = True, go_on: Callable[[], bool] = lambda: True) -> int:
    """Build what is due, each copy by itself; returns how many were built. Safe to run twice.

    Without `look`, only what is named already, such as a digest sent by hand. `go_on` is asked before each.
    """
    if look:
        actions.name_what_is_due(now())
    built = 0
    while go_on() and (job := jobs.claim([actions.SEND_NOW, actions.BUILD])):
        try:
            built += _do(job, now())
        except Exception:
            # One copy that cannot be built must not hold up the others.
            log.exception("job %s of kind %s did not work", job.id, job.kind)
            jobs.failed(job, "could not be built")
        else:
            jobs.done(job)
    return built


def _do(job: Job, now: datetime) -> bool:
    if job.kind == actions.SEND_NOW:
        actions.name_everyone(now, job.args.get("kind", "steering"), job.args.get("week", ""))
        return False
    return actions.build_copy(job.args, now)
