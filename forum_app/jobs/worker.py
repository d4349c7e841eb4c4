"""The worker: says that it is alive, builds digests, hands over mail, and does it again."""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable

from .. import clock, config
from ..db import db
from ..records import jobs
from . import digests, imports, outbox, reminders, search

log = logging.getLogger(__name__)
PAUSE = 2.0  # seconds between looks into the outbox
LOOK_FOR_DUE = 20.0  # seconds between looks for digests, and between beats


def run(once: bool = False, settings: config.Settings | None = None) -> None:
    """Work until told to stop, or for one round, whose trouble is the caller's. What is in hand is finished.

    The database must be named and the forum's clock given its source; each round opens its own connection.
    """
    settings = settings or config.settings()
    stop = _stopped_by_signals()
    name = f"{socket.gethostname()}:{os.getpid()}"
    next_look = 0.0
    while not stop.is_set():
        look = once or time.monotonic() >= next_look
        if look:
            next_look = time.monotonic() + LOOK_FOR_DUE
        try:
            with db.connection_context():
                work(settings, name=name if look else None, go_on=lambda: not stop.is_set())
        except Exception:
            if once:
                raise
            # The database may be away for a moment: the work stays where it is.
            log.exception("a round of work was cut short")
        if once:
            return
        stop.wait(PAUSE)


def work(
    settings: config.Settings, name: str | None = None, go_on: Callable[[], bool] = lambda: True
) -> None:
    """One round on an open connection; with `name`, the beat and the look for what is due too."""
    if name:
        jobs.beat(name)
        search.run(clock.now)
    imports.run(clock.now, look=name is not None, go_on=go_on)
    digests.run(clock.now, look=name is not None, go_on=go_on)
    reminders.run(clock.now, look=name is not None)
    outbox.run(clock.now, outbox.way_of(settings.mail, settings.base_url), go_on=go_on)


def _stopped_by_signals() -> threading.Event:
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stop.set())
    return stop
