"""When somebody is free on a weekday, as people type it: "09:30 to 14:30", "morning", "9am-12, evening"."""

import re
from collections.abc import Iterable
from datetime import time

from ...fields import Problem, Text
from ...fields.dates import read_time
from ...fields.words import clock_time

WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WANTS = "Write times as 09:30 to 14:30, or morning, afternoon, evening, all day"
PARTS_OF_THE_DAY = {
    "morning": (time(9), time(12, 30)),
    "afternoon": (time(12, 30), time(17)),
    "evening": (time(18), time(21)),
    "all day": (time(9), time(17)),
}
_BETWEEN = re.compile(r"\s*(?:-|–|\bto\b|\buntil\b)\s*", re.I)

Span = tuple[time, time]


class Spans(Text):
    """The times of one weekday, in one line; each from and until, with commas between."""

    name = "spans"

    def check(self, value):
        value = super().check(value)
        if isinstance(value, Problem) or not value:
            return value
        spans = read_spans(value)
        return spans if isinstance(spans, Problem) else written(spans)


def read_spans(text: str) -> list[Span] | Problem:
    """The spans that a line names, in order of the clock."""
    found: list[Span] = []
    for part in (part.strip() for part in re.split(r"[,;]|\band\b", text) if part.strip()):
        span = PARTS_OF_THE_DAY.get(part.casefold().removesuffix("s")) or _span(part)
        if isinstance(span, Problem):
            return span
        found.append(span)
    return sorted(set(found))


def _span(part: str) -> Span | Problem:
    ends = [_end(text) for text in _BETWEEN.split(part)]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return Problem(WANTS)
    return (ends[0], ends[1]) if ends[0] < ends[1] else Problem("The second time comes after the first")


def _end(text: str) -> time | None:
    read = read_time(text if re.search(r"[:.apm]", text) else f"{text}:00", WANTS)
    return None if isinstance(read, Problem) else read


def spans_of(text: str) -> list[Span]:
    """The spans of a line that was read before."""
    spans = read_spans(text)
    return [] if isinstance(spans, Problem) else spans


def written(spans: Iterable[Span]) -> str:
    """Spans as they stand in a box and on a page."""
    return ", ".join(f"{clock_time(first)} to {clock_time(last)}" for first, last in spans)
