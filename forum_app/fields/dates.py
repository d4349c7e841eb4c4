"""Kinds that hold a day, a moment or a time of day, read the British way."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from . import words
from .kind import COUNTS, EMPTINESS, EXTREMES, Kind
from .problem import Problem
from .words import LONDON, MONTHS, WEEKDAYS

DATE_OPERATORS = ("is", "before", "on_or_before", "after", "on_or_after", "between", "within", *EMPTINESS)

_BY_NUMBER = re.compile(r"(\d{1,2})(?: ?[/.-] ?| )(\d{1,2})(?:(?: ?[/.-] ?| )(\d{4}|\d\d))?")
_BY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?([^\W\d_]{3,9})\.?(?:,?[ -]?(\d{4}|\d\d))?", re.I
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WEEKDAY = re.compile(r"([^\W\d_]{3,9})\.?,? +(?=\d)")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::(\d\d(?:\.\d{1,6})?))? ?(am|pm)?", re.I)
_MOMENT = re.compile(r"(.+?)(?:T|,? +(?:at )?)(\d{1,2}(?:[:.]\d\d|(?= ?[ap]m)).*)", re.I)
_OFFSET = re.compile(r" ?(?:Z|([+-])([01]\d):?([0-5]\d))$")

_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
EARLIEST, LATEST = 1900, 2199
_SAID = re.compile(r"(?:([^\W\d_]{3,9})\.?,? +)?\b(\d{1,2}) ([^\W\d_]{3,9})\b(?: (\d{4}))?")
YEARS_AROUND = 6


def _in_month(year: str, month: int, day: str, today: date | None, wants: str) -> date | Problem:
    """The date that three written parts name; a year left out is this school year's."""
    if not 1 <= month <= 12:
        return Problem(f"There is no month {month}. {wants}")
    if not 1 <= int(day) <= _DAYS_IN_MONTH[month - 1]:
        return Problem(f"There is no {int(day)} {MONTHS[month - 1]}. {wants}")
    if year:
        full = int(year) + (2000 if len(year) == 2 else 0)
    elif today:
        first, last = words.school_year(today)
        full = first.year if month >= first.month else last.year
    else:
        return Problem(f"Write the year too. {wants}")
    if not EARLIEST <= full <= LATEST:
        return Problem(f"Write a year from {EARLIEST} to {LATEST}. {wants}")
    try:
        return date(full, month, int(day))
    except ValueError:
        return Problem(f"There is no {int(day)} {MONTHS[month - 1]} in {full}. {wants}")


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """Where a name, or its first three letters or more, stands in a list."""
    matches = [place for place, name in enumerate(names) if name.casefold().startswith(word.casefold())]
    return matches[0] if len(matches) == 1 and len(word) >= 3 else None


def read_date(text: str, today: date | None, wants: str) -> date | Problem:
    """`3/9/26`, `3 9 2026`, `3 September 2026`, `Thu 3 Sep`, `2026-09-03`, or today and its neighbours."""
    if today and text.casefold() in _NEAR:
        return today + timedelta(days=_NEAR[text.casefold()])
    weekday = None
    if (led := _WEEKDAY.match(text)) and (weekday := _named(led[1], WEEKDAYS)) is not None:
        text = text[led.end() :]
    found = _read_parts(text, today, wants)
    if isinstance(found, date) and weekday is not None and found.weekday() != weekday:
        return Problem(f"{words.plain_day(found)} {found.year} is a {WEEKDAYS[found.weekday()]}. {wants}")
    return found


def _read_parts(text: str, today: date | None, wants: str) -> date | Problem:
    if iso := _ISO.fullmatch(text):
        return _in_month(iso[1], int(iso[2]), iso[3], today, wants)
    if numbers := _BY_NUMBER.fullmatch(text):
        return _in_month(numbers[3], int(numbers[2]), numbers[1], today, wants)
    if named := _BY_NAME.fullmatch(text):
        month = _named("sep" if named[2].casefold() == "sept" else named[2], MONTHS)
        if month is not None:
            return _in_month(named[3], month + 1, named[1], today, wants)
    return Problem(wants)


def days_said(text: str, today: date) -> tuple[list[date], str]:
    """The days that a longer text can mean, of other years too where it says none; and the rest of it."""
    days: list[date] = []

    def taken(found: re.Match[str]) -> str:
        month, weekday = _named(found[3], MONTHS), _named(found[1], WEEKDAYS) if found[1] else None
        if month is None:
            return found[0]
        years = [int(found[4])] if found[4] else range(today.year - YEARS_AROUND, today.year + YEARS_AROUND)
        for year in years:
            with suppress(ValueError):
                day = date(year, month + 1, int(found[2]))
                days.extend([day] if weekday in (None, day.weekday()) else [])
        return found[1] if found[1] and weekday is None else ""

    return days, " ".join(_SAID.sub(taken, text).split())


def read_time(text: str, wants: str) -> time | Problem:
    """`10:30`, `10.30`, `9am`, `2:15 pm`; `noon` and `midnight`."""
    if text.casefold() in {"noon", "midday", "midnight"}:
        return time(0 if text.casefold() == "midnight" else 12)
    found = _TIME.fullmatch(text)
    if not found or not (found[2] or found[4]):
        return Problem(wants)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[4] or "").lower()
    seconds = float(found[3] or 0)
    if half and not 1 <= hour <= 12 or hour > 23 or minute > 59 or seconds >= 60:
        return Problem(wants)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute, int(seconds), round(seconds % 1 * 1_000_000))


class Date(Kind):
    """A calendar day."""

    name = "date"
    help = "Day, month and year, such as 3 9 2026 or 3 September. Today and tomorrow will do."
    footers = (*EXTREMES, *COUNTS)
    operators = DATE_OPERATORS
    wants = "Write a date as 3 9 2026"

    def read(self, text, today):
        return read_date(text, today, self.wants)

    def check(self, value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            return self.problem()
        if not EARLIEST <= value.year <= LATEST:
            return Problem(f"Write a year from {EARLIEST} to {LATEST}. {self.wants}")
        return value

    def show(self, value, today=None):
        return "" if value is None else words.day(value, today)

    def brief(self, value, today=None):
        return "" if value is None else words.short_date(value, today)

    def edit(self, value):
        return "" if value is None else f"{value.day} {value.month} {value.year}"

    def export(self, value):
        return "" if value is None else value.isoformat()

    def to_json(self, value):
        return None if value is None else value.isoformat()

    def from_json(self, value):
        return None if value is None else date.fromisoformat(value)


class TimeOfDay(Kind):
    """A time on the clock, whatever the day."""

    name = "time"
    groups = False
    help = "On the clock, such as 10:30 or 2.15 pm."
    footers = (*EXTREMES, *COUNTS)
    wants = "Write a time as 10:30"

    def read(self, text, today):
        return read_time(text, self.wants)

    def check(self, value):
        return value if value is None or isinstance(value, time) else self.problem()

    def show(self, value, today=None):
        return "" if value is None else words.clock_time(value)

    def export(self, value):
        if value is None:
            return ""
        return value.isoformat() if value.second or value.microsecond else words.clock_time(value)

    def to_json(self, value):
        return None if value is None else value.isoformat()

    def from_json(self, value):
        return None if value is None else time.fromisoformat(value)


class Moment(Kind):
    """A day and a time, typed and shown as London's clocks have it, held in UTC."""

    name = "moment"
    groups = False
    help = "A day and a time, such as 3 9 2026 10:30."
    footers = (*EXTREMES, *COUNTS)
    operators = DATE_OPERATORS
    wants = "Write a day and a time as 3 9 2026 10:30"

    def read(self, text, today):
        offset = _OFFSET.search(text) if _ISO.match(text) and ":" in text else None
        written = text[: offset.start()] if offset else text
        parts = _MOMENT.fullmatch(written)
        if not parts:
            return self.problem()
        day = read_date(parts[1].rstrip(","), today, self.wants)
        clock = read_time(parts[2], self.wants)
        if isinstance(day, Problem) or isinstance(clock, Problem):
            return day if isinstance(day, Problem) else clock
        local = datetime.combine(day, clock)
        if offset:
            ahead = timedelta(hours=int(offset[2] or 0), minutes=int(offset[3] or 0))
            return (local + ahead if offset[1] == "-" else local - ahead).replace(tzinfo=UTC)
        return self._from_london(local)

    def _from_london(self, local: datetime) -> datetime | Problem:
        found = local.replace(tzinfo=LONDON).astimezone(UTC)
        # In the hour that spring skips, London has no such time: coming back gives another.
        if found.astimezone(LONDON).replace(tzinfo=None) != local:
            when = f"{words.clock_time(local)} on {words.plain_day(local.date())}"
            return Problem(f"The clocks go forward, so there is no {when}. {self.wants}")
        return found

    def check(self, value):
        if value is None:
            return None
        if not isinstance(value, datetime) or value.tzinfo is None:
            return self.problem()
        if not EARLIEST <= value.year <= LATEST:
            return Problem(f"Write a year from {EARLIEST} to {LATEST}. {self.wants}")
        return value.astimezone(UTC)

    def show(self, value, today=None):
        return "" if value is None else words.moment(value, today)

    def brief(self, value, today=None):
        return "" if value is None else words.short_moment(value, today)

    def edit(self, value):
        if value is None:
            return ""
        local = value.astimezone(LONDON)
        plain = f"{local.day} {local.month} {local.year} {words.clock_time(local)}"
        # The second pass of the autumn hour, or seconds, can only be told with the offset.
        return plain if self.parse(plain) == value else self.export(value)

    def export(self, value):
        return "" if value is None else value.astimezone(LONDON).isoformat()

    def to_json(self, value):
        return None if value is None else value.astimezone(UTC).isoformat()

    def from_json(self, value):
        return None if value is None else datetime.fromisoformat(value).astimezone(UTC)
