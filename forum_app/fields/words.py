"""Values in the forum's words: hours, pounds, days, counts and lists."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

# Written out, not asked of the system: its words follow the host's locale.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sentence(said: str) -> str:
    """Words that stand alone: with a full stop, unless they ask."""
    return said if said.endswith("?") else f"{said}."


def hours(minutes: int) -> str:
    """Time given: "3 h 35 min", under an hour "45 min"."""
    sign, minutes = ("-", -minutes) if minutes < 0 else ("", minutes)
    if minutes < 60:
        return f"{sign}{minutes} min"
    return f"{sign}{minutes // 60:,} h {minutes % 60:02} min"


def spoken_hours(minutes: int) -> str:
    """Time given, in a sentence: whole hours are "6 h", where a column of figures has "6 h 00 min"."""
    return hours(minutes).removesuffix(" 00 min")


def clock_length(minutes: int) -> str:
    """A length as it is typed: "1:30"."""
    return f"{minutes // 60}:{minutes % 60:02}"


def pounds(pence: int) -> str:
    """Money: "£1,801.18"."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}.{rest:02}"


def rate(pence: int) -> str:
    """A rate: "55p" under a pound, else "£13.45"."""
    return f"{pence}p" if 0 <= pence < 100 else pounds(pence)


def school_year(day: date) -> tuple[date, date]:
    """The first and last day of the school year that a day lies in: 1 September to 31 August."""
    start = _year_begun(day)
    return date(start, 9, 1), date(start + 1, 8, 31)


def _year_begun(day: date) -> int:
    return day.year if day.month >= 9 else day.year - 1


def _with_year(text: str, value: date, today: date | None) -> str:
    return text if today is None or _year_begun(value) == _year_begun(today) else f"{text} {value.year}"


def day(value: date, today: date | None = None) -> str:
    """A day: "Wed 13 January"; with `today`, the year too when it is not this school year."""
    return _with_year(f"{WEEKDAYS[value.weekday()][:3]} {plain_day(value)}", value, today)


def long_day(value: date, today: date | None = None) -> str:
    """A day in full: "Wednesday 13 January"."""
    return _with_year(f"{WEEKDAYS[value.weekday()]} {plain_day(value)}", value, today)


def short_day(value: date, today: date | None = None) -> str:
    """A day in short: "Thu 26 Nov"."""
    return _with_year(f"{WEEKDAYS[value.weekday()][:3]} {short_date(value)}", value, today)


def plain_day(value: date, today: date | None = None) -> str:
    """A date: "13 January"."""
    return _with_year(f"{value.day} {MONTHS[value.month - 1]}", value, today)


def short_date(value: date, today: date | None = None) -> str:
    """A date in short: "26 Nov"."""
    return _with_year(f"{value.day} {MONTHS[value.month - 1][:3]}", value, today)


def clock_time(value: time | datetime) -> str:
    """A time: "10:30"; an aware moment is told in London time."""
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(LONDON)
    return f"{value.hour:02}:{value.minute:02}"


def span(start: time | datetime, minutes: int) -> str:
    """From a start for so many minutes: "10:00 to 11:30"."""
    if isinstance(start, time):
        start = datetime.combine(date(2000, 1, 1), start)
    return f"{clock_time(start)} to {clock_time(start + timedelta(minutes=minutes))}"


def moment(value: datetime, today: date | None = None) -> str:
    """A moment, in London time: "Wed 13 January, 10:30"."""
    local = value.astimezone(LONDON)
    return f"{day(local.date(), today)}, {clock_time(local)}"


def short_moment(value: datetime, today: date | None = None) -> str:
    """A moment in short, in London time: "13 Jan, 10:30"."""
    local = value.astimezone(LONDON)
    return f"{short_date(local.date(), today)}, {clock_time(local)}"


def how_far(value: date, today: date) -> str:
    """A distance: "in 8 days", "tomorrow", "in 7 weeks", "3 days ago"."""
    apart = (value - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if apart in near:
        return near[apart]
    far = abs(apart)
    length = number_of(far, "day") if far < 14 else number_of(far // 7, "week")
    return f"in {length}" if apart > 0 else f"{length} ago"


def join(items: Sequence[str], last: str = "and") -> str:
    """A list: "a, b and c"."""
    items = list(items)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def some_of(items: Sequence[str], number: int) -> str:
    """The first few of a number of things: "a, b, c and 3 more"."""
    more = number - len(items)
    return f"{', '.join(items)} and {more:,} more" if items and more > 0 else join(items)


def number_word(number: int) -> str:
    """Small numbers in words, for the beginning of a sentence or beside a noun."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A count of people or things: "no reps", "one person", "7 reps"."""
    few = number_word(number) if number < 2 else f"{number:,}"
    return f"{few} {one if number == 1 else many or f'{one}s'}"


def number_of(number: int, one: str, many: str | None = None) -> str:
    """A count in figures: "1 day", "4 days"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def capital(text: str) -> str:
    """The same words at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The same words inside a sentence; a short form such as NHS keeps its letters."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
