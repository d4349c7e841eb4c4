"""The demo on either engine, with the forum's mail going to a folder or a server of the test's own."""

import email
from collections.abc import Callable, Iterator
from datetime import datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from forum_app import db as forum_db
from forum_app import wire
from forum_app.clock import parse
from forum_app.db import db, make, unguarded
from forum_app.jobs import digests, outbox
from forum_app.jobs.outbox import Round, Way
from forum_app.mail.settings import Folder
from forum_app.models.control import Account

BASE = "http://127.0.0.1:8000"
SLOT = parse("2026-11-24 10:00")


@pytest.fixture
def forum(demo_url) -> Iterator[str]:
    """The demo as it stands at its moment, connected in this thread; its address."""
    wire.use_database(demo_url)
    wire.know_features()
    db.initialize(make(demo_url, second_lock=True))
    db.connect()
    yield demo_url
    db.close()
    if forum_db.is_postgres():
        db.close_all()


class Post:
    """What leaves, and when: the test's own clock and folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.now = SLOT
        self.way = Way(Folder(folder, "forum@example.org"), BASE)

    def clock(self) -> datetime:
        return self.now

    def build(self) -> int:
        return digests.run(self.clock)

    def hand_over(self) -> Round:
        return outbox.run(self.clock, self.way)

    def everything(self) -> Round:
        self.build()
        return self.hand_over()

    @property
    def mails(self) -> list[EmailMessage]:
        found = sorted(self.folder.glob("*.eml")) if self.folder.exists() else []
        return [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]

    def to(self, who: str) -> EmailMessage:
        return next(mail for mail in self.mails if mail["To"] == f"{who}@aldermere.example")

    def text_to(self, who: str) -> str:
        return self.to(who).get_body(("plain",)).get_content()


@pytest.fixture
def post(forum, tmp_path) -> Post:
    return Post(tmp_path / "mail")


@pytest.fixture
def few(post, person) -> Post:
    """The same with three readers: Priya, Hannah and Gwen. The others' accounts are closed."""
    kept = [person(who) for who in ("priya", "hannah", "gwen", "bryony", "craig")]
    with unguarded("a test closes accounts"):
        Account.update(active=False).where(Account.person.not_in(kept)).execute()
    return post


@pytest.fixture
def person(forum) -> Callable[[str], str]:
    """`person("priya")` is her id."""

    def found(who: str) -> str:
        with unguarded("a test knows somebody by address"):
            rows = Account.select(Account.person).where(Account.email == f"{who}@aldermere.example")
            return rows.tuples().first()[0]

    return found
