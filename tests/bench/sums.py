"""Grouped sums over all rows: folded groups of the grid, beside one plain statement that no index serves."""

from collections.abc import Iterator

from tests.bench.figures import FLOORS, Figure, ms
from tests.bench.forum import opener, signed_in
from tests.bench.timing import in_turn

PATH = "/tables/time-entries?group=kind&foot=minutes:sum&folds=all"
ROUNDS = 20
MOST_FLOORS = 0.25


def figures(app, floor) -> Iterator[Figure]:
    client = signed_in(app)
    ours, plain = opener(client, PATH), opener(floor, "/sums")
    assert plain().count(b"<tr>") == 4
    took = in_turn({"floor": plain, "ours": ours}, ROUNDS)
    yield Figure("grouped sums", ms(took["ours"]), took["ours"] / took["floor"], FLOORS, MOST_FLOORS)
