"""A year of a board's dates as its page shows them: proposed, typed over, read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from ...fields import Date, Problem, TimeOfDay
from ...fields.words import day as day_words
from ...fields.words import long_day
from ..meetings.calendar import SchoolCalendar
from .rhythm import EVERY, NTH, Proposed, Rhythm, propose, read_rhythm
from .views import usual_start

A_YEAR = timedelta(days=364)
MOST = 60
OFFERED = {"every": dict(EVERY), "weekday": frozenset("01234"), "nth": dict(NTH)}


@dataclass
class Row:
    """One date of the list: what stands in its boxes, whether it is kept, and what to say of it."""

    number: int
    day: str
    starts: str
    keep: bool = True
    note: str = ""
    wrong: str = ""
    value: tuple[date, time] | None = None


def usual_rhythm(viewer, board, last_day: date | None) -> dict[str, Any]:
    """What the board's own words say of its rhythm, and the year after its last known date."""
    every, weekday, nth = read_rhythm(board.cadence, board.usual_time)
    since = max(viewer.today, last_day or viewer.today) + timedelta(days=1)
    until = min(since + A_YEAR, board.ends_on or date.max)
    return {
        "every": every or "monthly",
        "weekday": str(weekday if weekday is not None and weekday < 5 else 1),
        "nth": str(nth),
        "starts": usual_start(board) or time(10),
        "since": since,
        "until": until,
    }


def read_rhythm_asked(usual: Mapping[str, Any], asked: Mapping[str, str], today: date) -> dict[str, Any]:
    """The rhythm that an address asks for; what it does not say, or says unreadably, is the board's usual."""
    found = dict(usual)
    for name, offered in OFFERED.items():
        found[name] = asked[name] if asked.get(name) in offered else usual[name]
    for name, kind in (("starts", TimeOfDay()), ("since", Date()), ("until", Date())):
        value = kind.parse(asked.get(name, ""), today)
        if value and not isinstance(value, Problem):
            found[name] = value
    return found


def proposed_rows(
    rhythm: Mapping[str, Any], calendar: SchoolCalendar, taken: set[date], today: date
) -> list[Row]:
    """The dates that the rhythm gives, those on which the board meets already left unticked."""
    asked = Rhythm(rhythm["every"], int(rhythm["weekday"]), int(rhythm["nth"]))
    dates = propose(asked, calendar, rhythm["since"], min(rhythm["until"], rhythm["since"] + 2 * A_YEAR))
    start = TimeOfDay().edit(rhythm["starts"])
    return [
        Row(
            number,
            day=f"{one.day.day} {one.day.month} {one.day.year}",
            starts=start,
            keep=one.day not in taken,
            note=_note(one, calendar, taken, today),
        )
        for number, one in enumerate(dates[:MOST])
    ]


def _note(one: Proposed, calendar: SchoolCalendar, taken: set[date], today: date) -> str:
    if one.day in taken:
        return f"{long_day(one.day, today)}: there is a meeting already"
    words = long_day(one.day, today)
    if one.usual:
        words += f", not {day_words(one.usual, today)}, when schools or offices are shut"
    if calendar.terms and one.day > max(last for _, last in calendar.terms):
        words += ". No term dates are known for it yet"
    return words


def read_rows(sent: Mapping[str, Any], kept: Sequence[str], today: date) -> list[Row]:
    """The list as it was sent back; a box that cannot be read says how to write it."""
    rows = []
    for number in range(MOST):
        if f"day-{number}" not in sent:
            break
        row = Row(number, sent[f"day-{number}"], sent.get(f"starts-{number}", ""), str(number) in kept)
        day, start = Date().parse(row.day, today), TimeOfDay().parse(row.starts, today)
        if row.keep and day is not None:
            row.wrong = next((read.words for read in (day, start) if isinstance(read, Problem)), "")
            if not row.wrong and start is None:
                row.wrong = "Write a time as 10:30"
            if not row.wrong:
                row.value = (day, start)
                row.note = long_day(day, today)
        rows.append(row)
    return rows
