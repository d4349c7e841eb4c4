"""A school year as it usually is in England, to be corrected, and term dates as people type or paste them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ...fields import Date
from ...fields.words import school_year, short_date

DAY, WEEK = timedelta(days=1), timedelta(days=7)
MONDAY, WEDNESDAY, FRIDAY = 0, 2, 4
# In July the year to come is the one to write down.
LOOK_AHEAD = timedelta(days=62)
LATE_EASTER = (4, 12)
_PARTS = re.compile(r"\s+(?:to|until|till|and)\s+|\s+-+\s+|[–—\t,;:|]+", re.I)


@dataclass(frozen=True)
class HalfTerm:
    """A half-term: its name, first and last day for pupils."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class Unread:
    """A line that is no half-term, and why."""

    number: int
    words: str


def usual(today: date) -> list[HalfTerm]:
    """The six half-terms of the school year at hand."""
    start = school_year(today + LOOK_AHEAD)[0].year
    autumn = _after(date(start, 10, 31) - 6 * DAY, MONDAY)
    spring = _after(date(start + 1, 2, 14), MONDAY)
    summer = _after(date(start + 1, 5, 25), MONDAY)
    easter = _before_easter(start + 1)
    return [
        HalfTerm("Autumn 1", _after(date(start, 9, 2), WEDNESDAY), autumn - 3 * DAY),
        HalfTerm("Autumn 2", autumn + WEEK, _before(date(start, 12, 20), FRIDAY)),
        HalfTerm("Spring 1", _after(date(start + 1, 1, 4), MONDAY), spring - 3 * DAY),
        HalfTerm("Spring 2", spring + WEEK, easter),
        HalfTerm("Summer 1", _after(easter + 15 * DAY, MONDAY), summer - 3 * DAY),
        HalfTerm("Summer 2", summer + WEEK, _before(date(start + 1, 7, 23), FRIDAY)),
    ]


def written(terms: list[HalfTerm]) -> str:
    """Half-terms as they stand in the box, each read back as it is."""
    return "\n".join(
        f"{term.name}: {short_date(term.first)} {term.first.year} to {short_date(term.last)} {term.last.year}"
        for term in terms
    )


def read(text: str, today: date) -> tuple[list[HalfTerm], list[Unread]]:
    """The half-terms of a text, one a line, and the lines that are none."""
    terms: list[HalfTerm] = []
    unread: list[Unread] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _read(number, line, today, len(terms))
        if isinstance(found, Unread):
            unread.append(found)
        else:
            terms.append(found)
    terms.sort(key=lambda term: term.first)
    for before, after in zip(terms, terms[1:], strict=False):
        if after.first <= before.last:
            unread.append(Unread(0, f"{after.name} begins before {before.name} ends. Look at both."))
    return terms, unread


def _read(number: int, line: str, today: date, so_far: int) -> HalfTerm | Unread:
    days, names = [], []
    for part in (part.strip() for part in _PARTS.split(line) if part.strip()):
        value = Date().parse(part, today)
        if isinstance(value, date):
            days.append(value)
        else:
            names.append(part)
    if len(days) != 2:
        return Unread(number, f"Line {number}, “{line.strip()[:40]}”: write a first and a last day.")
    if days[1] < days[0]:
        return Unread(number, f"Line {number}, “{line.strip()[:40]}”: it ends before it begins.")
    return HalfTerm(" ".join(names)[:60] or f"Half-term {so_far + 1}", *days)


def read_days(text: str, today: date) -> tuple[list[date], list[Unread]]:
    """Single days, one a line or parted by commas."""
    days, unread = [], []
    for part in (part.strip() for part in re.split(r"[\n,;]", text) if part.strip()):
        value = Date().parse(part, today)
        if isinstance(value, date):
            days.append(value)
        else:
            unread.append(Unread(0, f"“{part[:40]}”: write a day as 4 1 2027."))
    return sorted(set(days)), unread


def _after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _before_easter(year: int) -> date:
    """Thursday before Good Friday, or the first Friday of April where Easter is late."""
    sunday = _easter(year)
    if (sunday.month, sunday.day) > LATE_EASTER:
        return _after(date(year, 4, 1), FRIDAY)
    return sunday - 3 * DAY


def _easter(year: int) -> date:
    """Easter Sunday by the calendar of 1583 and after (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def overlapping(term: HalfTerm, kept: Iterable):
    """The half-term that is kept for these days already, if there is one."""
    return next((row for row in kept if row.first_day <= term.last and term.first <= row.last_day), None)
