"""Full text over 100,000 notes, beside the plainest page that looks through all of them."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from werkzeug.test import Client

from forum_app.db import db, unguarded
from forum_app.models.boards import Board
from forum_app.models.control import Account
from forum_app.models.meetings import Meeting, MeetingReport
from forum_app.models.organisations import Organisation
from forum_app.models.people import Agreement, Person, Role
from forum_app.records import search
from tests.bench import data, floor, forum
from tests.bench.figures import FLOORS, Figure, ms
from tests.bench.timing import in_turn

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


def plant(seed: int = 12) -> None:
    """Plant the notes and take them into the index."""
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
    search.make_anew(data.NOW)
    data.settle()


def _note(n: int, words: list[str], chance: random.Random) -> dict:
    said = chance.choices(words, k=WORDS_A_NOTE)
    said += [one.word for one in LOOKED_FOR if one.stands_in(n)]
    chance.shuffle(said)
    report = {"meeting": data.row_id("mee", n // A_MEETING), "person": data.row_id("per", n % data.PEOPLE)}
    return data._report(n) | report | {"text": " ".join(said)}


def figures(folder: Path) -> Iterator[Figure]:
    """Each word: our page beside the plainest one, in turn."""
    path = folder / "forum.db"
    forum.make(f"sqlite:///{path}", plant)
    plain = Client(floor.app(str(shutil.copy(path, folder / "beside.db"))))
    client = forum.signed_in(forum.app(f"sqlite:///{path}", folder))
    for one in LOOKED_FOR:
        ours, scan = (
            forum.opener(client, f"/search?q={one.word}"),
            forum.opener(plain, f"/notes?q={one.word}"),
        )
        assert ours().count(b"<mark>") >= 5 and scan().count(b"<tr>") == 50
        took = in_turn({"ours": ours, "scan": scan}, ROUNDS)
        work = f"search, a word in {one.notes:,} of {NOTES:,} notes"
        yield Figure(work, ms(took["ours"]), took["ours"] / took["scan"], FLOORS, MOST_OF_A_SCAN)
