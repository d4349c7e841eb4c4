"""A worker in a process of its own that is killed when the server has taken a mail, before it is noted."""

import os
import signal
import sys

from forum_app import wire
from forum_app.clock import parse
from forum_app.db import db
from forum_app.jobs import outbox
from forum_app.mail.settings import Server
from tests.jobs.conftest import BASE


def main(database: str, port: str, moment: str, dies: str = "yes") -> None:
    wire.use_database(database)
    wire.know_features()
    if dies == "yes":
        outbox.outbox.done = lambda *_what, **_more: os.kill(os.getpid(), signal.SIGKILL)
    with db.connection_context():
        way = outbox.Way(Server("127.0.0.1", int(port), "forum@example.org"), BASE)
        outbox.run(lambda: parse(moment), way)


if __name__ == "__main__":
    main(*sys.argv[1:])
