"""What boards will ask of a person: the hours of the half-term that comes next, and of a month of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...fields.words import MONTHS
from .fit import Slot

A_MONTH = 365.25 / 12  # days
# Reading for a meeting of a board at which nobody has logged any.
READING = 30  # minutes
SIX_WEEKS = timedelta(days=41)
ROUND_TO = 5  # minutes


@dataclass(frozen=True)
class Period:
    """The days that the load is worked out over, and what they are called."""

    first: date
    last: date
    name: str = "Next half-term"
    a_month_long: bool = False

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def a_month(self, minutes: int) -> int:
        """Minutes of the whole period as minutes a month, to five minutes."""
        if self.a_month_long:
            return minutes
        months = ((self.last - self.first).days + 1) / A_MONTH
        return round(minutes / months / ROUND_TO) * ROUND_TO


def next_half_term(terms: Iterable[tuple[date, date]], today: date) -> Period:
    """The half-term that has not begun yet, or the next six weeks where no further one is known."""
    ahead = sorted(term for term in terms if term[0] > today)
    return Period(*ahead[0]) if ahead else Period(today, today + SIX_WEEKS, "The next six weeks")


def month_of(day: date) -> Period:
    """The calendar month that a day lies in."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Period(first, last, MONTHS[day.month - 1], a_month_long=True)


@dataclass(frozen=True)
class Habit:
    """Minutes of reading and travel that were logged in all, and at how many meetings."""

    meetings: int = 0
    reading: int = 0
    travel: int = 0

    def __add__(self, other: "Habit") -> "Habit":
        return Habit(self.meetings + other.meetings, self.reading + other.reading, self.travel + other.travel)


@dataclass(frozen=True)
class Habits:
    """How people prepare and travel, by (person, board), and how everybody does for a board.

    `towns`: where each person sets out; `ways`: minutes there and back by (town, board), for boards that
    meet in person.
    """

    logged: Mapping[tuple[str, str], Habit]
    of_board: Mapping[str, Habit]
    towns: Mapping[str, str]
    ways: Mapping[tuple[str, str], int]

    def beside(self, person: str, board: str) -> int:
        """Minutes of reading and travel that one meeting of the board usually takes this person."""
        own = self.logged.get((person, board), Habit())
        if own.meetings:
            return round((own.reading + own.travel) / own.meetings)
        everybody = self.of_board.get(board, Habit())
        reading = round(everybody.reading / everybody.meetings) if everybody.meetings else READING
        return reading + self.ways.get((self.towns.get(person, ""), board), 0)


def asked_for(person: str, slots: Sequence[Slot], habits: Habits) -> int:
    """Minutes that these meetings ask of a person, with the usual reading and travel."""
    beside = {board: habits.beside(person, board) for board in {slot.board_id for slot in slots}}
    return sum(slot.minutes + beside[slot.board_id] for slot in slots)
