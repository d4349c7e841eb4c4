"""The file of 100,000 time entries: beside the plainest one, and without holding it in memory."""

import tracemalloc
from collections.abc import Iterator

from tests.bench import data
from tests.bench.figures import FLOORS, Figure, ms
from tests.bench.forum import ADDRESS, signed_in
from tests.bench.timing import in_turn

PATH = "/tables/time-entries/export.csv"
ROUNDS = 5
MOST_FLOORS = 2.5
MOST_HELD = 8  # MiB: a thousand rows, the titles of what they link to, the statement


def figures(app, floor) -> Iterator[Figure]:
    client = signed_in(app)
    assert read(client, PATH) == data.ENTRIES + 1 and read(floor, "/export") == data.ENTRIES
    took = in_turn(
        {"floor": lambda: read(floor, "/export"), "ours": lambda: read(client, PATH)}, ROUNDS, warm_up=0
    )
    name = f"export of {data.ENTRIES:,} rows"
    yield Figure(name, ms(took["ours"]), took["ours"] / took["floor"], FLOORS, MOST_FLOORS)
    tracemalloc.start()
    read(client, PATH)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield Figure(name, "", most / 2**20, "MiB held", MOST_HELD)


def read(client, path: str) -> int:
    """Take the file as it comes, keeping none of it; answers how many lines there were."""
    answer = client.get(path, base_url=ADDRESS, buffered=False)
    assert answer.status_code == 200
    lines = sum(piece.count(b"\n") for piece in answer.iter_encoded())
    answer.close()
    return lines
