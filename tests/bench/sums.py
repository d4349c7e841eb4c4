"""Grouped sums over all rows: folded groups of the grid, beside plain statements for the same questions.

What a coordinator is asked: the hours by kind, by month, by person and by board, one after another. The four
plain pages take as long as some 75 of the plainest page, the one by kind as long as 12.
"""

from collections.abc import Callable, Iterator

from tests.bench.figures import FLOORS, Figure, ms
from tests.bench.floor import SUMS
from tests.bench.forum import opener, signed_in
from tests.bench.timing import in_turn

GROUPED = {"kind": "kind", "month": "day", "person": "person", "board": "board"}
FOLDED = "/tables/time-entries?group={}&foot=minutes:sum&folds=all"
PATH = FOLDED.format(GROUPED["kind"])
ROUNDS = 20
MOST_FLOORS = 0.25


def figures(app, floor) -> Iterator[Figure]:
    client = signed_in(app)
    ours = [opener(client, FOLDED.format(column)) for column in GROUPED.values()]
    plain = [opener(floor, f"/sums?by={question}") for question in GROUPED]
    assert list(GROUPED) == list(SUMS) and [page().count(b"<tr>") for page in plain] == [4, 20, 500, 200]
    took = in_turn({"floor": _all(plain), "ours": _all(ours)}, ROUNDS)
    yield Figure("grouped sums, four", ms(took["ours"]), took["ours"] / took["floor"], FLOORS, MOST_FLOORS)


def _all(pages: list[Callable[[], bytes]]) -> Callable[[], None]:
    def each() -> None:
        for page in pages:
            page()

    return each
