"""A board's rhythm: read from its own words, and turned into a year of dates that miss the holidays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ...fields.words import WEEKDAYS
from ..meetings.calendar import SchoolCalendar

WEEK = timedelta(days=7)
AUGUST = 8
EVERY = (
    ("monthly", "Monthly"),
    ("half_termly", "Once each half-term"),
    ("termly", "Once a term"),
    ("weekly", "Weekly"),
    ("fortnightly", "Every two weeks"),
    ("six_weekly", "Every six weeks"),
    ("quarterly", "Every three months"),
)
NTH = (("1", "First"), ("2", "Second"), ("3", "Third"), ("4", "Fourth"), ("5", "Last"))
_WEEKS = {"weekly": 1, "fortnightly": 2, "six_weekly": 6, "quarterly": 13}
# As boards write it; the first that is found counts, so the longer words come first.
_SAID = (
    (r"half.?term|twice a term", "half_termly"),
    (r"term", "termly"),
    (r"fortnight|(two|2).?week", "fortnightly"),
    (r"(six|6).?week", "six_weekly"),
    (r"quarter|(three|3) months", "quarterly"),
    (r"month", "monthly"),
    (r"week", "weekly"),
)
_ORDINALS = (r"first|1st", r"second|2nd", r"third|3rd", r"fourth|4th", r"last")
# Half-terms of one term lie closer together than this; Christmas and Easter part terms.
SAME_TERM = timedelta(days=14)


@dataclass(frozen=True)
class Rhythm:
    """How often, on which weekday (0 is Monday), and for a monthly one which of the month (5 is the last)."""

    every: str
    weekday: int
    nth: int = 1


@dataclass(frozen=True)
class Proposed:
    """One date; `usual` is the one that the rhythm alone would have given, where that could not be."""

    day: date
    usual: date | None = None


def read_rhythm(cadence: str, usual_time: str) -> tuple[str, int | None, int]:
    """How often, weekday and which of the month, as a board's own words have them; empty where unsaid."""
    said, when = cadence.casefold(), usual_time.casefold()
    every = next((name for pattern, name in _SAID if re.search(pattern, said)), "")
    weekday = next((n for n, name in enumerate(WEEKDAYS) if name[:3].casefold() in when), None)
    nth = next((n for n, pattern in enumerate(_ORDINALS, 1) if re.search(rf"\b({pattern})\b", when)), 1)
    return every, weekday, nth


def propose(rhythm: Rhythm, calendar: SchoolCalendar, first: date, last: date) -> list[Proposed]:
    """Dates from one day to another, none at a weekend or on a bank holiday, INSET day or school holiday."""
    if rhythm.every == "monthly":
        found = _monthly(rhythm, calendar, first, last)
    elif rhythm.every in _WEEKS:
        found = _by_weeks(rhythm, calendar, first, last)
    else:
        found = _by_terms(rhythm, calendar)
    return [one for one in found if first <= one.day <= last]


def is_free(calendar: SchoolCalendar, day: date) -> bool:
    """Whether a board can meet on a day; one of which no term dates are known yet is taken as free."""
    # Schools are shut in August, whether or not the next term's dates are typed in yet.
    shut = day.month == AUGUST or calendar.in_school_holiday(day) or day in calendar.inset
    return calendar.is_working_day(day) and not shut


def _monthly(rhythm: Rhythm, calendar: SchoolCalendar, first: date, last: date) -> Iterator[Proposed]:
    month = first.replace(day=1)
    while month <= last:
        days = list(_weekdays(month, _end_of(month), rhythm.weekday))
        place = len(days) - 1 if rhythm.nth == 5 else rhythm.nth - 1
        # Later in the same month if it can be, else earlier; a month that is all holiday has none.
        order = [*days[place:], *reversed(days[:place])]
        free = next((day for day in order if is_free(calendar, day)), None)
        if free:
            yield _proposed(free, days[place])
        month = _end_of(month) + timedelta(days=1)


def _by_weeks(rhythm: Rhythm, calendar: SchoolCalendar, first: date, last: date) -> Iterator[Proposed]:
    step = _WEEKS[rhythm.every]
    for usual in list(_weekdays(first, last, rhythm.weekday))[::step]:
        near = (usual + WEEK * ahead for ahead in range(max(step - 1, 1)))
        free = next((day for day in near if is_free(calendar, day)), None)
        if free:
            yield _proposed(free, usual)


def _by_terms(rhythm: Rhythm, calendar: SchoolCalendar) -> Iterator[Proposed]:
    for halves in _terms(calendar, whole=rhythm.every == "termly"):
        days = [day for since, until in halves for day in _weekdays(since, until, rhythm.weekday)]
        free = [day for day in days if is_free(calendar, day)]
        if free:
            yield Proposed(free[(len(free) - 1) // 2])


def _terms(calendar: SchoolCalendar, whole: bool) -> list[list[tuple[date, date]]]:
    """The half-terms, each alone, or those of one term together."""
    terms = sorted(calendar.terms)
    found = [[term] for term in terms[:1]]
    for (_, before), term in pairwise(terms):
        if whole and term[0] - before < SAME_TERM:
            found[-1].append(term)
        else:
            found.append([term])
    return found


def _proposed(day: date, usual: date) -> Proposed:
    return Proposed(day, None if day == usual else usual)


def _weekdays(first: date, last: date, weekday: int) -> Iterator[date]:
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    while day <= last:
        yield day
        day += WEEK


def _end_of(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
