"""The grid of 100,000 time entries: its first page, narrowed and sorted, and far down."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

from tests.bench import admin, data
from tests.bench.figures import FLOORS, OF_ADMIN, Figure, ms
from tests.bench.forum import opener, signed_in
from tests.bench.pages import statements
from tests.bench.timing import in_turn

PATH = "/tables/time-entries"
CONDITIONS = '{"all":[["kind","is","reading"],["state","is","accepted"]]}'
NARROWED = f"{PATH}?{urlencode({'where': CONDITIONS, 'sort': '-minutes'})}"
ROUNDS = 30
MOST_OF_ADMIN, MOST_FLOORS, MOST_STATEMENTS = 0.15, 7, 10
MOST_OF_ADMIN_NARROWED = 0.12
MOST_DEEP = 1.2
NEXT = re.compile(rb'href="([^"]*[?&;]after=n[^"]*)"')
DEPTH = 0.9


def figures(app, floor, admin_app) -> Iterator[Figure]:
    client = signed_in(app)
    first, deep = opener(client, PATH), opener(client, deep_path(client))
    narrowed = opener(client, NARROWED)
    assert all(page().count(b"<tr") >= 51 for page in (first, deep, narrowed))
    works = {
        "floor": opener(floor, "/"),
        "admin": opener(admin_app, admin.PATH),
        "first": first,
        "deep": deep,
        "first again": first,
        "narrowed": narrowed,
        "admin narrowed": opener(admin_app, admin.narrowed("reading", "accepted")),
    }
    took = in_turn(works, ROUNDS)
    name = "first grid page, 50 rows"
    yield Figure(name, ms(took["first"]), took["first"] / took["floor"], FLOORS, MOST_FLOORS)
    yield Figure(name, "", took["first"] / took["admin"], OF_ADMIN, MOST_OF_ADMIN)
    yield Figure(name, "", statements(first), "statements", MOST_STATEMENTS)
    share = took["narrowed"] / took["admin narrowed"]
    yield Figure(
        "filter on two fields and sort", ms(took["narrowed"]), share, OF_ADMIN, MOST_OF_ADMIN_NARROWED
    )
    of_first = took["deep"] / ((took["first"] + took["first again"]) / 2)
    yield Figure("a page at 90 % depth", ms(took["deep"]), of_first, "of our first page", MOST_DEEP)


def deep_path(client) -> str:
    """The address of the page at nine tenths, written as the link at the foot of a page writes it."""
    following = NEXT.search(opener(client, PATH)())
    assert following is not None, "the first page leads to no other"
    address = unescape(following.group(1).decode())
    return re.sub(r"after=n[^&#]*", f"after=n{_row_at(DEPTH)}", address)


def _row_at(depth: float) -> str:
    entries = sorted(data.entry_days(), key=lambda found: (-found[0].toordinal(), found[1]))
    return data.row_id("tim", entries[int(len(entries) * depth)][1])
