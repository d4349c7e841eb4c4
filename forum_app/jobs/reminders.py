"""Once a day: remind officers of what they owe, and steering members of what they were asked."""

import logging
from collections.abc import Callable
from datetime import datetime

from ..clock import london
from ..features.digests.rules import is_quiet
from ..features.feedback.actions import remind as remind_officers
from ..features.questions.actions import remind as remind_the_asked
from ..records import jobs

log = logging.getLogger(__name__)
KIND = "reminders"


def run(now: Callable[[], datetime], look: bool = True) -> int:
    """Queue today's reminders, once a day and not at night; how many. Safe to run twice.

    Without `look`, only a day's work that was named already and cut off.
    """
    moment = now()
    if look and not is_quiet(moment):
        jobs.add(KIND, f"{KIND}:{london(moment).date()}")
    sent = 0
    while job := jobs.claim([KIND]):
        try:
            sent += remind_officers(moment) + remind_the_asked(moment)
        except Exception:
            # Tomorrow's reminders must not wait for what went wrong today.
            log.exception("job %s of kind %s did not work", job.id, job.kind)
            jobs.failed(job, "could not remind")
        else:
            jobs.done(job)
    return sent
