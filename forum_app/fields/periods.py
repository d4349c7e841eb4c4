"""Stretches of days told by where they lie from today: "in the next 30 days", "this school term"."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from . import words

Span = tuple[date, date]
_DAYS = re.compile(r"(next|last)-([1-9]\d{0,3})-days")
WEEK = timedelta(days=7)


def _week(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + WEEK - timedelta(days=1)


def _month(day: date) -> Span:
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return first, after - timedelta(days=1)


def _grant_year(day: date) -> Span:
    """1 April to 31 March, as grants to forums run."""
    start = day.year if day.month >= 4 else day.year - 1
    return date(start, 4, 1), date(start + 1, 3, 31)


_NAMED: Mapping[str, tuple[str, Callable[[date], Span]]] = {
    "today": ("today", lambda day: (day, day)),
    "this-week": ("this week", _week),
    "next-week": ("next week", lambda day: _week(day + WEEK)),
    "last-week": ("last week", lambda day: _week(day - WEEK)),
    "this-month": ("this month", _month),
    "next-month": ("next month", lambda day: _month(_month(day)[1] + timedelta(days=1))),
    "last-month": ("last month", lambda day: _month(day.replace(day=1) - timedelta(days=1))),
    "this-school-year": ("this school year", words.school_year),
    "this-grant-year": ("this grant year", _grant_year),
}
TERM = "this-school-term"
# What a form offers, in its order.
OFFERED = (
    *_NAMED,
    TERM,
    *(f"{way}-{days}-days" for way in ("next", "last") for days in (7, 14, 30, 90)),
)


def span(name: str, today: date, terms: Sequence[Span] = ()) -> Span | None:
    """The first and last day of a period; None when there is no such period.

    `terms` are the half-terms that the forum keeps; between two of them this term is the next one.
    """
    if name in _NAMED:
        return _NAMED[name][1](today)
    if name == TERM:
        return min((term for term in terms if term[1] >= today), default=None)
    found = _DAYS.fullmatch(name)
    if found is None:
        return None
    days = timedelta(days=int(found[2]))
    return (today, today + days) if found[1] == "next" else (today - days, today)


def said(name: str) -> str:
    """A period in a sentence: "in the next 30 days"; what is none stands as it was written."""
    if name == TERM:
        return "in this school term"
    if name in _NAMED:
        return f"in {_NAMED[name][0]}" if name != "today" else "today"
    found = _DAYS.fullmatch(name)
    return f"in the {found[1]} {found[2]} days" if found else name
