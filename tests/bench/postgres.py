"""The same work on PostgreSQL, beside ours on SQLite, by the clock on the wall: the server is elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.child import Child
from tests.bench.figures import Figure, ms
from tests.bench.notes import LOOKED_FOR
from tests.tools.postgres import PostgresServer

MOST, MOST_OF_MUCH = 3, 1.5
WORKS = {
    "home": MOST,
    "meeting page": MOST,
    "first grid page": MOST,
    "filter and sort": MOST,
    "90 % depth": MOST,
    "sums by kind": MOST_OF_MUCH,
    "one cell saved": MOST,
    "8 saving at once": MOST,
    "export": MOST_OF_MUCH,
    "import": MOST_OF_MUCH,
}
SEARCHES = {f"search {one.word}": MOST for one in LOOKED_FOR}
ROUNDS = {"export": 3, "import": 3, "8 saving at once": 5}
USUAL_ROUNDS, WARM_UP = 15, 3


def figures(folder: Path) -> Iterator[Figure]:
    with PostgresServer() as server:
        for rows, works in (("rows", WORKS), ("notes", SEARCHES)):
            lite = Child(f"sqlite:///{folder / rows}.db", rows)
            post = Child(server.create_database(), rows)
            for work, most in works.items():
                ours, theirs = _in_turn(lite, post, work)
                yield Figure(f"PostgreSQL: {work}", ms(theirs), theirs / ours, "of SQLite", most)
            lite.end()
            post.end()


def _in_turn(lite: Child, post: Child, work: str) -> tuple[float, float]:
    rounds = ROUNDS.get(work, USUAL_ROUNDS)
    warm_up = min(WARM_UP, rounds // 2)
    took = [(lite.seconds(work), post.seconds(work)) for _ in range(rounds + warm_up)][warm_up:]
    return median(one for one, _ in took), median(other for _, other in took)
