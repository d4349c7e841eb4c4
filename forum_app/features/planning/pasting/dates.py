"""Dates as people in Britain write them in a line of an email; what is not plainly a date is left alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ....fields.dates import EARLIEST, LATEST
from ....fields.words import MONTHS, WEEKDAYS, plain_day

_WEEKDAY = r"(?:mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_LED = rf"(?:(?P<weekday>{_WEEKDAY})[\s.,:]{{1,4}}(?:the\s+)?)?"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th)\b)?"
_BETWEEN = r"\s*(?:,\s*and\b|,|&|\band\b|-|–|—|\bto\b)\s*"
# Two figures after a month are a year only from 25 on, since up to 24 they may be an hour.
_YEAR = r"(?:,?\s*(?P<year>(?:19|20|21)\d\d|['’]\d\d|(?:2[5-9]|3\d)(?!\s*(?:[:.]\d|[ap]\.?m|min)))(?!\d))?"
_AFTER = rf"(?:\s*\((?P<after>{_WEEKDAY})\))?"
_NAMED = re.compile(
    rf"(?<![\d.:/£#]){_LED}(?P<days>{_DAY}(?:{_BETWEEN}(?:{_WEEKDAY}\s+)?{_DAY}){{0,11}})"
    rf"[\s-]*(?:of\s+)?(?P<month>{_MONTH})-?{_YEAR}{_AFTER}",
    re.I,
)
_NUMBERS = re.compile(
    rf"(?<![\d.:/£#-]){_LED}(?P<day>\d{{1,2}})(?:\s?(?P<mark>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?"
    rf"(?P<year>\d{{4}}|\d\d)|/(?P<only>\d{{1,2}}))(?![\d/]|\.\d){_AFTER}",
    re.I,
)
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20|21)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_MONTH_FIRST = re.compile(
    rf"\b{_LED}(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?P<suffix>st|nd|rd|th)?"
    rf"(?!\d|[:.]\d|\s*(?:[ap]\.?m\b|-|–|to\b)){_YEAR}{_AFTER}",
    re.I,
)
_ONE_DAY = re.compile(rf"(?:(?P<weekday>{_WEEKDAY})\s+)?(?P<day>\d{{1,2}})", re.I)
_SPAN = re.compile(r"\d(?:st|nd|rd|th)?\s*(?:-|–|—|\bto\b)", re.I)
_THEN = re.compile(r"[\s,:(–-]*(?:\d|at\b|from\b|@|noon\b|$)", re.I)
# English words too, so that only a capital, a weekday, "th" or a year makes months of them.
_WORDS_TOO = {"may", "march", "mar"}
# A day without a year that has just gone by on the weekday that is written is that one.
_LATELY = timedelta(days=200)


@dataclass(frozen=True)
class Mention:
    """One date as it stands in a line, from `begins` to `ends`. `span`: the line names days from one to
    another, of which this is the first."""

    begins: int
    ends: int
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    span: bool = False


def mentions(line: str) -> list[Mention]:
    """The dates of a line in the order in which they stand."""
    found: list[Mention] = []
    for mention in [*_iso(line), *_named(line), *_by_numbers(line), *_month_first(line)]:
        # The two days of a list share their place; another reading of the same figures does not count.
        others = [one for one in found if (one.begins, one.ends) != (mention.begins, mention.ends)]
        if not any(mention.begins < one.ends and one.begins < mention.ends for one in others):
            found.append(mention)
    return sorted(found, key=lambda one: one.begins)


def _iso(line: str) -> Iterator[Mention]:
    for hit in _ISO.finditer(line):
        yield Mention(hit.start(), hit.end(), int(hit["day"]), int(hit["month"]), int(hit["year"]))


def _named(line: str) -> Iterator[Mention]:
    for hit in _NAMED.finditer(line):
        sure = hit["weekday"] or hit["year"] or re.search(r"\d\s?(?:st|nd|rd|th)", hit["days"], re.I)
        if hit["month"] in _WORDS_TOO and not sure:
            continue
        span = bool(_SPAN.search(hit["days"]))
        for number, one in enumerate(_ONE_DAY.finditer(hit["days"])):
            led = (hit["weekday"] if not number else one["weekday"]) or (hit["after"] or "")
            yield _mention(hit, one["day"], _month(hit["month"]), led, span)
            if span:
                break


def _by_numbers(line: str) -> Iterator[Mention]:
    for hit in _NUMBERS.finditer(line):
        month = int(hit["month"] or hit["only"])
        # 24/7 and 9/10 are no dates: without a year it takes a weekday, 09/02 in full, or a line of its own.
        alone = not re.search(r"\w", line[: hit.start()]) and _THEN.match(line, hit.end())
        sure = hit["year"] or hit["weekday"] or alone or len(hit["day"]) == len(hit["only"]) == 2
        if sure and 1 <= month <= 12 and 1 <= int(hit["day"]) <= 31:
            yield _mention(hit, hit["day"], month, hit["weekday"] or hit["after"] or "")


def _month_first(line: str) -> Iterator[Mention]:
    for hit in _MONTH_FIRST.finditer(line):
        if hit["weekday"] or hit["suffix"] or hit["year"]:
            yield _mention(hit, hit["day"], _month(hit["month"]), hit["weekday"] or hit["after"] or "")


def _mention(hit: re.Match, day: str, month: int, weekday: str, span: bool = False) -> Mention:
    figures = (hit["year"] or "").lstrip("'’")
    year = int(figures) + (2000 if len(figures) == 2 else 0) if figures else None
    named = next((n for n, name in enumerate(WEEKDAYS) if _begin_alike(weekday, name)), None)
    return Mention(hit.start(), hit.end(), int(day), month, year, named, span)


def _begin_alike(word: str, name: str) -> bool:
    return bool(word) and word[:3].casefold() == name[:3].casefold()


def _month(word: str) -> int:
    return 1 + next(n for n, name in enumerate(MONTHS) if _begin_alike(word, name))


def resolve(mention: Mention, today: date) -> tuple[date | None, str]:
    """The day that is meant, and why it should not be taken as it stands, empty when it can.

    Without a year it is the next such day, unless its weekday says that it has just gone by.
    """
    named = f"{mention.day} {MONTHS[mention.month - 1]}"
    year = mention.year or _next_year(mention, today)
    if not EARLIEST <= year <= LATEST:
        return None, f"Write a year from {EARLIEST} to {LATEST}."
    try:
        found = date(year, mention.month, mention.day)
    except ValueError:
        may_be = mention.day == 29 and mention.month == 2
        return None, f"There is no {named}{f' {year}' if may_be else ''}."
    if mention.span:
        return found, "The line names several days in a row, and a meeting has one."
    if mention.weekday is not None and mention.weekday != found.weekday():
        said, real = WEEKDAYS[mention.weekday], WEEKDAYS[found.weekday()]
        return found, f"{said} {plain_day(found)} is not right: {plain_day(found)} {year} is a {real}."
    return found, ""


def _next_year(mention: Mention, today: date) -> int:
    try:
        this_year = date(today.year, mention.month, min(mention.day, 28))
    except ValueError:
        return today.year
    ahead = today.year + ((mention.month, mention.day) < (today.month, today.day))
    if mention.weekday is None or mention.day > 28:
        return ahead
    last = this_year.replace(year=ahead - 1, day=mention.day)
    fits_ahead = this_year.replace(year=ahead, day=mention.day).weekday() == mention.weekday
    lately = timedelta() <= today - last <= _LATELY and last.weekday() == mention.weekday
    return ahead - 1 if lately and not fits_ahead else ahead
