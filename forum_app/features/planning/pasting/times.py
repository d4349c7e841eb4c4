"""Times as people in Britain write them in a line of an email: 10am - 12 noon, 10.30 to 12.30, 2pm."""

import re
from dataclasses import dataclass
from datetime import time

_HALF = r"(?:\s*(?:[ap]\.?m\b\.?|noon\b|midday\b|o['’]clock\b))"
_CLOCK = (
    rf"(?:[0-2]\d[0-5]\d\s*(?:hrs?\b)?|\d{{1,2}}(?:[:.][0-5]\d)?(?::[0-5]\d)?{_HALF}?"
    r"|\bnoon\b|\bmidday\b|\bmidnight\b)"
)
_UNTIL = (
    r"(?:\s*(?:-|–|—|\bto\b|\buntil\b|\btill?\b)\s*|\s*\t\s*|[\s,;]*\b(?:finish|end)\w*\s*(?:at|time)?:?\s*)"
)
_BEFORE, _AFTER = r"(?<![\d£#/:.\-])", r"(?![\d%/:]|\.\d|\s*(?:hours?|minutes|mins?|years?|people|famil)\b)"
_RANGE = re.compile(
    rf"{_BEFORE}(?:(?P<start>{_CLOCK}){_UNTIL}(?P<end>{_CLOCK})"
    rf"|between\s+(?P<start2>{_CLOCK})\s+and\s+(?P<end2>{_CLOCK})){_AFTER}",
    re.I,
)
_SINGLE = re.compile(
    rf"(?P<at>(?:\bat|\bfrom|@|\bstart\w*|\btime):?\s*)?{_BEFORE}(?P<start>{_CLOCK}){_AFTER}", re.I
)
_PARTS = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s*([ap]|n|m)?", re.I)
_FOUR = re.compile(r"(\d\d)(\d\d)\s*(hrs?)?$", re.I)
_LENGTH = re.compile(
    r"(?<![\d.])(?:(\d{1,2}(?:\.\d{1,2})?|\d?½)[\s-]*(?:hours?|hrs?)|(\d{2,3})[\s-]*min(?:ute)?s?)\b", re.I
)
# Two bare figures are a time only where nothing says that they count something else.
_COUNTS = re.compile(r"\b(?:age[sd]?|years?|pages?|pp|items?|rooms?|nos?|floors?|class|groups?)\.?\s*$", re.I)
DAY_LONG, USUAL_FROM, USUAL_UNTIL, AFTERNOON = 10 * 60, 8 * 60, 20 * 60, 7


@dataclass(frozen=True)
class Spoken:
    """A time in a line: where it stands, the start in minutes since midnight, the end if there is one.

    `bare`: nothing but two figures, such as 10-12. `backwards`: an end was written that lies before.
    """

    begins: int
    ends: int
    start: int
    end: int | None = None
    bare: bool = False
    backwards: bool = False


def times(line: str) -> list[Spoken]:
    """The times of a line, without those that are part of a date; a start and its end are one."""
    found = []
    for hit in _RANGE.finditer(line):
        one, other = hit["start"] or hit["start2"], hit["end"] or hit["end2"]
        if (spoken := _range(hit, one, other)) and not (spoken.bare and _COUNTS.search(line[: hit.start()])):
            found.append(spoken)
    for hit in _SINGLE.finditer(line):
        if any(hit.start("start") < one.ends and one.begins < hit.end() for one in found):
            continue
        faces = _faces(hit["start"])
        if faces and (hit["at"] or not _is_bare(hit["start"])):
            found.append(Spoken(hit.start("start"), hit.end(), _likely(faces)))
    return sorted(found, key=lambda one: one.begins)


def length(line: str) -> int | None:
    """How long a line says that it takes: 2 hours, 90 mins. Whole minutes."""
    hit = _LENGTH.search(line)
    if hit is None:
        return None
    hours = hit[1] and float(hit[1].replace("½", ".5"))
    minutes = round(hours * 60) if hours else int(hit[2] or 0)
    return minutes if 15 <= minutes <= DAY_LONG else None


def face(minutes: int) -> time:
    """Minutes since midnight as a time."""
    return time(minutes // 60, minutes % 60)


def _range(hit: re.Match, one: str, other: str) -> Spoken | None:
    starts, ends = _faces(one), _faces(other)
    if not starts or not ends or (_is_year(one) and _is_year(other)):
        return None
    pairs = [(end - start, start, end) for start in starts for end in ends if 0 < end - start <= DAY_LONG]
    bare = _is_bare(one) and _is_bare(other)
    if not pairs:
        return None if bare else Spoken(hit.start(), hit.end(), _likely(starts), backwards=True)
    _, start, end = min(pairs, key=lambda pair: (pair[0], not USUAL_FROM <= pair[1] < USUAL_UNTIL))
    return Spoken(hit.start(), hit.end(), start, end, bare)


def _faces(text: str) -> list[int]:
    """What a time can mean, in minutes since midnight: 2 is two at night or in the afternoon."""
    text = text.strip()
    if text.casefold() in {"noon", "midday"}:
        return [720]
    if text.casefold() == "midnight":
        return [0]
    if four := _FOUR.match(text):
        return [int(four[1]) * 60 + int(four[2])] if int(four[1]) < 24 else []
    hit = _PARTS.match(text)
    assert hit is not None
    hour, minute, half = int(hit[1]), int(hit[2] or 0), (hit[3] or "").casefold()
    if hour > 23 or (half and not 1 <= hour <= 12):
        return []
    if half in {"n", "m"}:
        return [720 + minute] if hour == 12 else []
    if half:
        return [(hour % 12 + (12 if half == "p" else 0)) * 60 + minute]
    if hour > 12 or text.startswith("0") or hour == 0:
        return [hour * 60 + minute]
    return [hour % 12 * 60 + minute, (hour % 12 + 12) * 60 + minute]


def _likely(faces: list[int]) -> int:
    """One to seven without am or pm is the afternoon; twelve is noon."""
    return faces[-1] if faces[0] < AFTERNOON * 60 else faces[0]


def _is_bare(text: str) -> bool:
    return text.strip().isdecimal() and not (len(text.strip()) == 4 and not _is_year(text))


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text.strip()))
