"""Twenty people at their everyday work for as long as is asked, and what the processes weigh meanwhile."""

import random
import re
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.forum import ServedForum
from tests.kills.acts import Rep

PLACES = (
    "/",
    "/people",
    "/boards",
    "/meetings",
    "/meetings?when=all",
    "/time",
    "/ledger",
    "/more",
    "/tables",
)
PLACES += ("/organisations", "/tables/people", "/tables/people/export.csv", "/log", "/meetings/nothing")
KEPT = re.compile(r"VmRSS:\s+(\d+) kB")


@dataclass
class Person:
    """Somebody who looks at pages, answers whether they come, and logs now and then."""

    rep: Rep
    statuses: Counter = field(default_factory=Counter)
    chance: random.Random = field(default_factory=random.Random)

    def work(self, until: float) -> None:
        while time.monotonic() < until:
            if self.chance.random() < 0.1 and self.rep.to_log:
                self.rep.log(self.rep.to_log.popleft())
            else:
                answer = self.rep.visitor.get(self.chance.choice(PLACES))
                self.statuses[answer.status] += 1


@dataclass(frozen=True)
class Weight:
    """What one process holds: memory in kB, open files."""

    memory: int
    files: int


def weigh(forum: ServedForum) -> dict[int, Weight]:
    """Every process of the forum, by its id."""
    found = {}
    for pid in forum.process_ids():
        with suppress(FileNotFoundError, ProcessLookupError):
            memory = KEPT.search(Path(f"/proc/{pid}/status").read_text())
            files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
            found[pid] = Weight(int(memory[1]) if memory else 0, files)
    return found


def soak(people: list[Person], seconds: float) -> None:
    """Everybody works at once for this long."""
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=person.work, args=(until,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
