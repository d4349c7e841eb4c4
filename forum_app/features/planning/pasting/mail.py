"""The dates that an email tells of: each with its line, and the time and the place that go with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ....fields.words import MONTHS
from .dates import Mention, mentions, resolve
from .times import Spoken, length, times

LONGEST_SHOWN = 200
# A line that goes on is read in parts, so that no text can keep the reading busy.
LONGEST_READ = 400
_QUOTED = re.compile(r"^(?:\s*>)+ ?")
_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u3000]")
_UNSEEN = re.compile("[\u200b-\u200f\u2060]")
# The lines that mail programs put over a mail; "From: 10am" and "To: 12 noon" are somebody's own words.
_HEADER = re.compile(
    r"^\W*(?:sent|cc|bcc|subject|reply-to|importance|attachments?|(?:from|to)(?=\W*:\s*\D))\W*:", re.I
)
_DATED = re.compile(r"^\W*date\W*:", re.I)
_WROTE = re.compile(r"^\W*on\b.*\d.*(?:wrote:|<[^>\s]+@[^>\s]+>)", re.I)
_WRAPPED = re.compile(
    rf"(\d(?:st|nd|rd|th)?|\b(?:{'|'.join(MONTHS)}))[ ]*\n(?=(?:(?:{'|'.join(MONTHS)})\b|(?:19|20)\d\d\b))",
    re.I,
)
_CALLS = re.compile(
    r"\bTeams\b|(?i:\b(?:teams (?:meeting|call|link|invite)|(?:ms|microsoft) teams|zoom|google meet|webex)\b)"
)
_ONLINE = re.compile(r"\b(?:online|virtual(?:ly)?|video ?(?:call|conference|link))\b", re.I)
_BOTH = re.compile(r"\b(?:hybrid|blended)\b", re.I)
_NO_MEETING = re.compile(
    r"\b(cancel\w*|postpon\w*|deadline|closing date|rsvp|half[- ]term|bank holidays?|papers (?:by|due))\b",
    re.I,
)
_BEFORE_IT = re.compile(
    r"\b(by|before|instead of|rather than|moved from|not|since|dated|after|until)\s+(?:the\s+|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\s+)*$",
    re.I,
)
_STOP = re.compile(r"[.!?;]\s+(?=[A-Z])")
_TIME_LINE = re.compile(r"^\W*(?:time|times|when|start\w*|from)\b", re.I)


@dataclass(frozen=True)
class Where:
    """What words say of a place: online, in_person, both, or nothing; and a venue known by name."""

    mode: str = ""
    venue: str = ""


@dataclass(frozen=True)
class Found:
    """One date of an email. `written`: what stands there, when it is no day. `doubt`: why it is not ticked.

    `start` and `minutes` are None where nothing says them; `elsewhere`: the line the time was taken from.
    """

    line: str
    day: date | None
    written: str
    doubt: str = ""
    start: int | None = None
    minutes: int | None = None
    backwards: bool = False
    elsewhere: str = ""
    where: Where = Where()


@dataclass(frozen=True)
class _Line:
    text: str
    dates: tuple[Mention, ...]
    times: tuple[Spoken, ...]
    length: int | None

    @property
    def shown(self) -> str:
        return " ".join(self.text.split())[:LONGEST_SHOWN]


def find(text: str, today: date, venues: Sequence[tuple[str, str]]) -> list[Found]:
    """Every date of an email in its order, each once; `venues` are ids and names of places known."""
    lines = [_read(line) for line in _own_lines(text)]
    about = _where("\n".join(line.text for line in lines if not line.dates), venues, own=False)
    found: dict[tuple, Found] = {}
    for line, near in zip(lines, _times_near(lines), strict=True):
        if not line.dates:
            continue
        others = [_where(one.text, venues) for one in (line, near) if one]
        for one, part in zip(_of_line(line, near, today), _parts(line), strict=True):
            said = [_where(part, venues), *others, about]
            one = replace(one, where=next((where for where in said if where.mode), about))
            found.setdefault((one.day or one.written, one.start, one.doubt), one)
    timed = {one.day for one in found.values() if one.start is not None}
    return [one for one in found.values() if one.start is not None or one.doubt or one.day not in timed]


def _own_lines(text: str) -> list[str]:
    """The lines that somebody wrote: without marks of quoting, headers and signature, wrapped dates whole."""
    text = _UNSEEN.sub("", _SPACES.sub(" ", text))
    plain = "\n".join(_QUOTED.sub("", line).strip(" ") for line in text.splitlines())
    lines = _WRAPPED.sub(r"\1 ", plain).split("\n")
    kept, signed = [], False
    for number, line in enumerate(lines):
        begins = line[:LONGEST_READ]
        header = _HEADER.match(begins) or (_DATED.match(begins) and _among_headers(lines, number))
        # A reply under a signature begins with its own header.
        signed = (signed or line.rstrip() == "--") and not header
        if not (header or signed or _WROTE.match(begins)) and line.strip():
            kept += _in_parts(line)
    return kept


def _in_parts(line: str) -> list[str]:
    parts = []
    while len(line) > LONGEST_READ:
        cut = line.rfind(" ", 1, LONGEST_READ) + 1 or LONGEST_READ
        parts.append(line[:cut])
        line = line[cut:]
    return [*parts, line]


def _among_headers(lines: Sequence[str], number: int) -> bool:
    near = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
    return any(_HEADER.match(line) for line in near) or bool(re.search(r"\d\d:\d\d:\d\d", lines[number]))


def _read(text: str) -> _Line:
    dates, rest = tuple(mentions(text)), text
    for one in dates:
        rest = rest[: one.begins] + " " * (one.ends - one.begins) + rest[one.ends :]
    spoken = [one for one in times(rest) if dates or not one.bare or _TIME_LINE.match(text)]
    return _Line(text, dates, tuple(spoken), length(rest))


def _of_line(line: _Line, near: _Line | None, today: date) -> list[Found]:
    found = []
    for number, mention in enumerate(line.dates):
        until = next((one.begins for one in line.dates[number + 1 :] if one.begins > mention.begins), None)
        spoken = _own_time(line.times, mention.ends, until)
        day, doubt = resolve(mention, today)
        other = near if spoken is None and near else None
        spoken = spoken or (other.times[0] if other else None)
        long = line.length or (other.length if other else None)
        found.append(
            Found(
                line=line.shown,
                day=day,
                written=line.text[mention.begins : mention.ends],
                doubt=doubt or _doubt_of(line.text, mention),
                start=spoken.start if spoken else None,
                minutes=spoken.end - spoken.start if spoken and spoken.end else long,
                backwards=bool(spoken and spoken.backwards),
                elsewhere=other.shown if other else "",
            )
        )
    return found


def _parts(line: _Line) -> list[str]:
    """What stands after each date of a line, up to the next."""
    begins = [one.begins for one in line.dates]
    return [
        line.text[one.ends : min((place for place in begins if place > one.begins), default=None)]
        for one in line.dates
    ]


def _own_time(spoken: Sequence[Spoken], since: int, until: int | None) -> Spoken | None:
    """The time right after a date, else the next of the line, else the last before it."""
    after = [one for one in spoken if one.begins >= since]
    close = [one for one in after if until is None or one.begins < until]
    before = [one for one in spoken if one.begins < since]
    return next(iter([*close, *after, *reversed(before)]), None)


def _times_near(lines: Sequence[_Line]) -> list[_Line | None]:
    """For each line the one without a date that says the time: "Time:" right below, a heading above, the
    line below, or the only one."""
    alone = [line for line in lines if line.times and not line.dates]
    only = alone[0] if len({line.times[0].start for line in alone}) == 1 else None
    found: list[_Line | None] = []
    above: _Line | None = None
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        below = following if following and following.times and not following.dates else None
        labelled = below and _TIME_LINE.match(below.text)
        found.append(below if labelled else above or below or only)
        above = line if line.times and not line.dates else above
    return found


def _doubt_of(text: str, mention: Mention) -> str:
    """Why a date may be no meeting, in the words of its own sentence."""
    since = max((hit.end() for hit in _STOP.finditer(text, 0, mention.begins)), default=0)
    stop = _STOP.search(text, mention.ends)
    sentence = text[since : stop.start() if stop else None]
    said = _BEFORE_IT.search(text[since : mention.begins]) or _NO_MEETING.search(sentence)
    return f"The line says “{said[1].casefold()}”, so it may be no meeting." if said else ""


def _where(text: str, venues: Sequence[tuple[str, str]], own: bool = True) -> Where:
    """Where a line says that it is; of the rest of an email only calls, and places that are said to be it."""
    named = next((row for row, name in venues if _is_named(name, text, own)), "")
    online = _CALLS.search(text) or (own and _ONLINE.search(text))
    if _BOTH.search(text) or (named and online):
        return Where("both", named)
    return Where("online" if online else "in_person" if named else "", named)


def _is_named(name: str, text: str, own: bool) -> bool:
    """Whether a place is called by its name, or by the part of it before the town.

    Many councils have their address under every email, so elsewhere it takes a word before it.
    """
    short = name.partition(",")[0].strip()
    led = "" if own else r"\b(?:at|in|venue|where|location|place)\b\W+(?:the\s+)?"
    return len(short) > 3 and bool(re.search(rf"{led}\b{re.escape(short)}\b", text, re.I))
