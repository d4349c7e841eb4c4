"""What reps tapped after meetings, summed for the steering group."""

from dataclasses import dataclass
from itertools import groupby

from ...fields.words import number_of
from ...permissions.reports import pulses
from ...permissions.reports.totals import school_year_start
from ...permissions.roles import Viewer


@dataclass(frozen=True)
class BoardHeard:
    """One board: its terms as they came, and in words where it goes."""

    id: str
    name: str
    terms: tuple
    trend: str


@dataclass(frozen=True)
class HowItWas:
    boards: list[BoardHeard]
    settled: list


def how_it_was(viewer: Viewer) -> HowItWas:
    """Of this school year and the one before. Raises NotAllowed."""
    start = school_year_start(viewer.today)
    since = start.replace(year=start.year - 1)
    boards = groupby(pulses.heard(viewer, since), key=lambda row: (row.board_id, row.board))
    return HowItWas(
        [_board(*board, tuple(rows)) for board, rows in boards], pulses.settled_before(viewer, since)
    )


def _board(board_id: str, name: str, terms: tuple) -> BoardHeard:
    return BoardHeard(board_id, name, terms, trend_words(terms))


def trend_words(terms: tuple) -> str:
    """Whether the share of "yes" went up or down since the term before; without one, what was said."""
    last = terms[-1]
    said = f"{last.yes} of {number_of(last.answers, 'answer')} {'says' if last.yes == 1 else 'say'} yes"
    if len(terms) < 2:
        return said
    before = terms[-2]
    change = last.yes * before.answers - before.yes * last.answers
    way = "more than" if change > 0 else "less than" if change < 0 else "as in"
    return f"{said}, {way} {before.term}"
