"""`make bench`, digests: a thousand readers of the demo's weekly digest, each copy built and handed over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from forum_app import wire
from forum_app.clock import at
from forum_app.db import db, unguarded
from forum_app.features.demo.actions import load_demo
from forum_app.features.demo.data.ids import id_of
from forum_app.features.digests.copies import steering_readers
from forum_app.jobs import digests, outbox
from forum_app.jobs.outbox import Way
from forum_app.mail.settings import Folder
from forum_app.models.boards import Seat
from forum_app.models.control import Account
from forum_app.models.people import Agreement, Person
from forum_app.models.post import Delivery, Mail
from forum_app.permissions.roles import command_line
from forum_app.records import migrate
from tests.bench.data import TODAY, row_id
from tests.bench.figures import Figure, ms
from tests.bench.timing import seconds

READERS = 1000
MOST_SECONDS = 60
SLOT = at(TODAY, 10)
BASE = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Took:
    """How many copies left, and the CPU seconds that building and handing over took."""

    sent: int
    build: float
    hand_over: float

    @property
    def all(self) -> float:
        return self.build + self.hand_over


def figures(folder: Path) -> Iterator[Figure]:
    took = measure(folder)
    name = f"{took.sent:,} digests built and handed over"
    yield Figure(name, ms(took.all), took.all, "s", MOST_SECONDS)


def measure(folder: Path, readers: int = READERS) -> Took:
    """Give the demo so many steering readers of every kind, and do the worker's work of one Tuesday."""
    wire.use_database(f"sqlite:///{folder / 'digests.db'}")
    wire.know_features()
    db.connect()
    migrate.run()
    load_demo()
    _plant(readers - len(steering_readers(SLOT)))
    way = Way(Folder(folder / "mail", "forum@example.org"), BASE)
    build = seconds(lambda: digests.run(lambda: SLOT))
    hand_over = seconds(lambda: outbox.run(lambda: SLOT, way, most=2 * readers))
    with unguarded("the benchmark counts what left"):
        sent = Mail.select().where(Mail.state == "sent").count()
        assert sent == Delivery.select().where(Delivery.state == "sent").count() == readers, sent
    assert len(list((folder / "mail").glob("*.eml"))) == readers
    db.close()
    return Took(sent, build, hand_over)


def _plant(many: int) -> None:
    """People with a seat on the steering group; every second has signed the agreement."""
    board = id_of("B00", command_line(SLOT))
    people = range(many)
    with unguarded("the benchmark plants its readers"), db.atomic():
        for model, made in (
            (Person, map(_person, people)),
            (Account, map(_account, people)),
            (Seat, (_seat(n, board) for n in people)),
            (Agreement, map(_agreement, people[::2])),
        ):
            for row in made:
                model.insert(row).execute()


def _person(n: int) -> dict:
    name = f"Reader {n:04}"
    return {"id": row_id("per", n), "name": name, "first_name": name, "sort_name": name, "email": _email(n)}


def _email(n: int) -> str:
    return f"reader{n}@example.org"


def _account(n: int) -> dict:
    return {"id": row_id("acc", n), "person": row_id("per", n), "email": _email(n)}


def _seat(n: int, board: str) -> dict:
    return {
        "id": row_id("sea", n),
        "board": board,
        "person": row_id("per", n),
        "role": "second",
        "position": n + 20,
        "starts_on": TODAY - timedelta(days=400),
    }


def _agreement(n: int) -> dict:
    return {
        "id": row_id("agr", n),
        "person": row_id("per", n),
        "signed_on": TODAY,
        "starts_at": SLOT - timedelta(days=90),
        "ends_at": SLOT + timedelta(days=275),
    }
