"""Full text over 100,000 notes, beside the plainest page that looks through all of them."""

import gc
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

from werkzeug.test import Client

from forum_app import wire
from forum_app.db import db, unguarded
from forum_app.models.boards import Board
from forum_app.models.control import Account
from forum_app.models.meetings import Meeting, MeetingReport
from forum_app.models.organisations import Organisation
from forum_app.models.people import Agreement, Person, Role
from forum_app.records import migrate, search
from tests.bench import data, floor

NOTES, WORDS_A_NOTE, VOCABULARY = 100_000, 30, 3_000
A_MEETING = 20
MOST_OF_A_SCAN = 0.25
ROUNDS = 15
A_YEAR = 365


@dataclass(frozen=True)
class Word:
    """What is looked for: in one note of how many it stands, of those so many days ago or longer."""

    word: str
    every: int
    ago: int | None = None

    def stands_in(self, number: int) -> bool:
        day = data.meeting_day(number // A_MEETING)
        early = self.ago is None or day <= data.TODAY - timedelta(days=self.ago)
        return early and number % self.every == self.every - 1

    @property
    def notes(self) -> int:
        return sum(map(self.stands_in, range(NOTES)))


LOOKED_FOR = (
    Word("heronry", 1_000),
    Word("kestrel", 100),
    Word("sparrow", 10),
    Word("bittern", 3, A_YEAR),
    Word("plover", 2),
)


@dataclass
class Took:
    """One word: how many notes hold it, CPU seconds of our page and of the scan."""

    word: str
    notes: int
    ours: float
    scan: float

    @property
    def share(self) -> float:
        return self.ours / self.scan

    @property
    def over(self) -> bool:
        return self.share > MOST_OF_A_SCAN


def plant(seed: int = 12) -> float:
    """Plant the notes and take them into the index; answers how many seconds that took."""
    chance = random.Random(seed)
    words = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{n:x}" for n in range(VOCABULARY)]
    with unguarded("the benchmark plants its rows"), db.atomic():
        data._insert(
            Organisation, [{"id": data.row_id("org", 0), "name": "Council", "short_name": "Council"}]
        )
        data._insert(Person, map(data._person, range(data.PEOPLE)))
        data._insert(Account, map(data._account, range(data.PEOPLE)))
        data._insert(Agreement, map(data._agreement, range(data.PEOPLE)))
        role = {"person": data.row_id("per", 0), "role": "coordinator", "starts_on": data.TODAY}
        data._insert(Role, [{"id": data.row_id("rol", 0), **role}])
        data._insert(Board, map(data._board, range(data.BOARDS)))
        data._insert(Meeting, map(data._meeting, range(data.MEETINGS)))
        data._insert(MeetingReport, (_note(n, words, chance) for n in range(NOTES)))
    start = time.perf_counter()
    search.make_anew(data.NOW)
    with unguarded("the benchmark lets the engine look at its rows"):
        db.execute_sql("analyze")
    return time.perf_counter() - start


def _note(n: int, words: list[str], chance: random.Random) -> dict:
    said = chance.choices(words, k=WORDS_A_NOTE)
    said += [one.word for one in LOOKED_FOR if one.stands_in(n)]
    chance.shuffle(said)
    report = {"meeting": data.row_id("mee", n // A_MEETING), "person": data.row_id("per", n % data.PEOPLE)}
    return data._report(n) | report | {"text": " ".join(said)}


def measure(path: Path, opener: Callable, our_app: Callable, signed_in: Callable) -> tuple[float, list[Took]]:
    """Seconds to build the index, and what each word took: both pages in turn, so that noise hits both."""
    wire.use_database(f"sqlite:///{path}")
    wire.know_features()
    db.connect()
    migrate.run()
    built = plant()
    db.close()
    client = signed_in(our_app(path), 0)
    plain = Client(floor.app(str(path)))
    return built, [_compare(one, client, plain, opener) for one in LOOKED_FOR]


def _compare(asked: Word, client, plain, opener: Callable) -> Took:
    ours, scan = opener(client, f"/search?q={asked.word}"), opener(plain, f"/notes?q={asked.word}")
    assert ours().count(b"<mark>") >= 5 and scan().count(b"<tr>") == 50
    gc.collect()
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for page, seconds in zip((ours, scan), took, strict=True):
            before = time.process_time()
            page()
            seconds.append(time.process_time() - before)
    return Took(asked.word, asked.notes, median(took[0]), median(took[1]))
