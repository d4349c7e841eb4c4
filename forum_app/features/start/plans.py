"""What pasted rows would do: which are new, which are there, which look alike, which cannot be read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from ...fields import Number, Text
from ...records import registry
from ...records.letters import plain
from .pasted import Read, Sheet, Target, read, sheet

NEW, KNOWN, TWICE, ALIKE, UNREAD = "new", "known", "twice", "alike", "unread"
CLOSE = 0.86
MOST_HOURS = 200


@dataclass(frozen=True)
class Kept:
    """A record that the forum has: how it is called, and what it is recognised by besides."""

    name: str
    others: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True)
class Row:
    """What one pasted row would do. `like`: the record that it is, or looks like."""

    number: int
    state: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    like: str = ""
    why: str = ""


@dataclass(frozen=True)
class Plan:
    """All the rows of a paste, and how its columns were understood."""

    sheet: Sheet
    rows: tuple[Row, ...]

    def of(self, *states: str) -> list[Row]:
        return [row for row in self.rows if row.state in states]

    def to_add(self, also: Iterable[int] = ()) -> list[Row]:
        """The new ones, and those that look alike but were said to be others."""
        wanted = set(also)
        return [row for row in self.rows if row.state == NEW or (row.state == ALIKE and row.number in wanted)]

    @property
    def mark(self) -> str:
        """What tells this plan from another, should the forum change before it is saved."""
        told = [(row.number, row.state, row.title) for row in self.rows]
        return sha256(repr((told, self.sheet.columns)).encode()).hexdigest()[:16]


def _target(
    table: str, name: str, *called: str, label: str = "", kind: Any = None, looks=None, leftover: bool = False
) -> Target:
    column = registry.table(table).by_name[name]
    return Target(name, label or column.label, kind or column.kind, called, looks, leftover)


def _never(_cell: str) -> bool:
    """For columns that only a heading tells."""
    return False


def board_targets() -> tuple[Target, ...]:
    """What a pasted board can say. Without headings a line is a name alone."""
    named = "board", "boards", "board name", "group", "meeting", "committee", "title"
    hosts = "organisation", "organization", "partner", "whose", "owner", "run by", "hosted by"
    return (
        _target("boards", "name", *named),
        _target("boards", "short_name", "short", "acronym", looks=_never),
        _target("boards", "kind", "type", "level", looks=_never),
        _target("boards", "host", *hosts, kind=Text(200), label="Whose it is", looks=_never),
        _target("boards", "chair", "chaired by", "chairperson", looks=_never),
        _target("boards", "cadence", "frequency", "how often", "meets", looks=_never),
        _target("boards", "usual_time", "time", "when", "day and time", "usual day", looks=_never),
        _target("boards", "planned_minutes", "length", "duration", "minutes", looks=_never),
        _target("boards", "ends_on", "end", "end date", "until", looks=_never),
    )


def people_targets() -> tuple[Target, ...]:
    """What a pasted rep can say, in any order: an address, a number and hours tell themselves."""
    named = "full name", "rep", "representative", "reps", "parent carer", "person"
    hours = "hours", "hours a month", "hours per month", "max hours", "monthly hours"
    areas = "interests", "areas of interest", "interest", "topics", "area"
    phones = "phone number", "mobile", "telephone", "tel", "number"
    return (
        _target("people", "name", *named),
        _target("people", "email", "email address", "e-mail", "mail", looks=lambda cell: "@" in cell),
        _target("people", "phone", *phones, looks=_like_a_phone),
        _target("people", "hours_a_month", *hours, kind=Hours(), looks=_like_hours),
        _target("people", "areas", *areas, looks=_like_areas, leftover=True),
        _target("people", "town", "place", "lives in", "location"),
        Target("first_name", "First name", Text(100), ("first", "forename", "given name"), _never),
        Target("surname", "Surname", Text(100), ("last name", "family name", "last"), _never),
    )


def _like_hours(cell: str) -> bool:
    return not isinstance(_hours(cell), bool)


def _hours(cell: str) -> int | bool:
    """Hours a month as people write them: 6, 6h, 6 hours, 6 hours a month; False for anything else."""
    words = cell.casefold().replace("hrs", "hours").split()
    figure = words[0].rstrip("h") if words else ""
    rest = {word.strip(".") for word in words[1:]} - {"hours", "hour", "a", "per", "month", "h", "the"}
    ok = figure.isdecimal() and int(figure) <= MOST_HOURS and not rest
    return int(figure) if ok else False


class Hours(Number):
    """Hours a month, with the word or without it."""

    wants = "Write hours a month as 6"

    def __init__(self) -> None:
        super().__init__(whole=True, least=0)

    def read(self, text, today):
        found = _hours(text)
        return self.problem() if isinstance(found, bool) else found


def _like_a_phone(cell: str) -> bool:
    figures = sum(letter.isdigit() for letter in cell)
    return 9 <= figures <= 15 and figures * 2 > len(cell)


def _like_areas(cell: str) -> bool:
    return any(mark in cell for mark in (",", ";", " and ", "/"))


def plan_boards(text: str, columns: Sequence[str], kept: Sequence[Kept], today: date) -> Plan:
    """What pasting these boards would do."""
    targets = board_targets()
    found = sheet(text, targets, columns)
    return Plan(found, tuple(_judged(read(found, targets, today), kept, _no_change)))


def plan_people(text: str, columns: Sequence[str], kept: Sequence[Kept], today: date) -> Plan:
    """What pasting these people would do. An address is one person's; a name may be two people's."""
    targets = people_targets()
    found = sheet(text, targets, columns)
    return Plan(found, tuple(_judged(read(found, targets, today), kept, _whole_name)))


def _no_change(values: dict[str, Any]) -> dict[str, Any]:
    return values


def _whole_name(values: dict[str, Any]) -> dict[str, Any]:
    """First name and surname as one name."""
    values = dict(values)
    parts = [values.pop("first_name", ""), values.pop("surname", "")]
    if not values.get("name") and any(parts):
        values["name"] = " ".join(part for part in parts if part)
    return values


def _judged(rows: list[Read], kept: Sequence[Kept], whole: Callable) -> Iterable[Row]:
    known = _Known(kept)
    for row in rows:
        values = whole(row.values)
        name = values.get("name", "")
        if row.wrong or not name:
            why = row.wrong or "There is no name in it."
            yield Row(row.number, UNREAD, name or row.text[:80], {}, why=why)
            continue
        state, like = known.judge(name, values.get("email", ""))
        yield Row(row.number, state, name, values, like)
        if state in {NEW, ALIKE}:
            known.add(name, values.get("email", ""))


class _Known:
    """What is there already: the forum's own, then the rows of the same paste above."""

    def __init__(self, kept: Sequence[Kept]) -> None:
        self._emails = {one.email.casefold(): one.name for one in kept if one.email}
        self._names: dict[str, list[Kept]] = {}
        for one in kept:
            for name in {plain(called) for called in (one.name, *one.others) if called}:
                self._names.setdefault(name, []).append(one)
        self._here: list[tuple[str, str]] = []
        # Two people with an address each are two people, however alike their names.
        self._above: dict[str, str] = {}

    def judge(self, name: str, email: str) -> tuple[str, str]:
        said, address = plain(name), email.casefold()
        for before, theirs in self._here:
            if (address and address == theirs) or (said == before and not (address and theirs)):
                return TWICE, name
        if address in self._emails:
            return KNOWN, self._emails[address]
        for one in self._names.get(said, ()):
            return (ALIKE if address and one.email else KNOWN), one.name
        return self._alike(said)

    def _alike(self, said: str) -> tuple[str, str]:
        called = {other: named[0].name for other, named in self._names.items()} | self._above
        best = max(called, key=lambda other: _closeness(said, other), default="")
        return (ALIKE, called[best]) if best and _closeness(said, best) >= CLOSE else (NEW, "")

    def add(self, name: str, email: str) -> None:
        self._here.append((plain(name), email.casefold()))
        if not email:
            self._above[plain(name)] = name


def _closeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= CLOSE else 0.0
