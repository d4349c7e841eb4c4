"""Home and a meeting beside the floor."""

from collections.abc import Callable, Iterator

from tests.bench import data
from tests.bench.figures import FLOORS, Figure, ms
from tests.bench.forum import COORDINATOR, REP, STEERING, opener, signed_in
from tests.bench.timing import in_turn
from tests.statements import counted

ROUNDS = 60
MOST_FLOORS = 9
MOST_STATEMENTS = 18
MEETING = 601  # it lies ahead; the coordinator may do everything there


def figures(app, floor) -> Iterator[Figure]:
    meeting = f"/meetings/{data.row_id('mee', MEETING)}"
    pages = {
        "home, coordinator": opener(signed_in(app, COORDINATOR), "/"),
        "home, steering": opener(signed_in(app, STEERING), "/"),
        "home, rep": opener(signed_in(app, REP), "/"),
        "meeting page": opener(signed_in(app, COORDINATOR), meeting),
    }
    took = in_turn({"floor": opener(floor, "/"), **pages}, ROUNDS)
    for name, open_page in pages.items():
        yield Figure(name, ms(took[name]), took[name] / took["floor"], FLOORS, MOST_FLOORS)
        yield Figure(name, "", statements(open_page), "statements", MOST_STATEMENTS)


def statements(open_page: Callable[[], object]) -> int:
    """How many statements one opening of a page costs."""
    with counted() as found:
        open_page()
    return len(found)
