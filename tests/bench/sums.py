"""Grouped sums over all rows: folded groups of the grid, beside plain statements for the same questions.

What a coordinator is asked: the hours by kind, by month, by person and by board, one after another. The four
plain pages take as long as some 75 of the plainest page, the one by kind as long as 12. The same plain pages,
asked so that our indexes answer, are the least that a page can take which adds the rows up when it is opened.
"""

from collections.abc import Callable, Iterator

from tests.bench.figures import FLOORS, Figure, ms
from tests.bench.floor import SUMS
from tests.bench.forum import opener, signed_in
from tests.bench.timing import in_turn

GROUPED = {"kind": "kind", "month": "day", "person": "person", "board": "board"}
FOLDED = "/tables/time-entries?group={}&foot=minutes:sum&folds=all"
INDEXED = "plain, by indexes"
PATH = FOLDED.format(GROUPED["kind"])
ROUNDS = 20
# The plain pages that indexes answer take 0.27 to 0.3 of the floor by themselves.
MOST_FLOORS, MOST_OF_INDEXED = 0.25, 1.3


def figures(app, floor) -> Iterator[Figure]:
    client = signed_in(app)
    ours = [opener(client, FOLDED.format(column)) for column in GROUPED.values()]
    plain = [opener(floor, f"/sums?by={question}") for question in GROUPED]
    indexed = [opener(floor, f"/sums?by={question}&index=yes") for question in GROUPED]
    assert list(GROUPED) == list(SUMS) and [page().count(b"<tr>") for page in plain] == [4, 20, 500, 200]
    assert [page() for page in plain] == [page() for page in indexed]
    took = in_turn({"floor": _all(plain), "indexed": _all(indexed), "ours": _all(ours)}, ROUNDS)
    for beside, unit, most in (("floor", FLOORS, MOST_FLOORS), ("indexed", INDEXED, MOST_OF_INDEXED)):
        yield Figure("grouped sums, four", ms(took["ours"]), took["ours"] / took[beside], unit, most)


def _all(pages: list[Callable[[], bytes]]) -> Callable[[], None]:
    def each() -> None:
        for page in pages:
            page()

    return each
