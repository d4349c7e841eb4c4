"""Whether a board suits a person: the fields they chose, when they are free, what else they have then."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ...clock import london

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SMALL = frozenset({"and", "the", "of", "for", "in", "on", "to", "with"})
SAME, WITHIN = 2, 1


@dataclass(frozen=True)
class Free:
    """When somebody is usually free on one weekday, Monday 0."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True)
class Slot:
    """One meeting in somebody's diary. `minutes`: how long it is planned to take."""

    board_id: str
    board: str
    starts_at: datetime
    minutes: int

    @property
    def day(self) -> date:
        return london(self.starts_at).date()

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def phrases(text: str) -> list[str]:
    """The fields in a list such as "EHC plans; co-production"."""
    return [part for part in (piece.strip() for piece in text.split(";")) if part]


def _words(phrase: str) -> frozenset[str]:
    found = (word for word in _WORD.findall(phrase.lower()) if word not in _SMALL)
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in found)


def shared_fields(chosen: str, wanted: str) -> tuple[list[str], int]:
    """The fields somebody chose that the board is about, as they wrote them, and how closely they fit.

    "EHC plans" lies within "EHC plan quality"; a single shared word of two longer fields is no match.
    """
    asked = [words for phrase in phrases(wanted) if (words := _words(phrase))]
    found, closeness = [], 0
    for phrase in phrases(chosen):
        own = _words(phrase)
        best = max((_closeness(own, other) for other in asked), default=0) if own else 0
        if best:
            found.append(phrase)
            closeness += best
    return found, closeness


def _closeness(own: frozenset[str], other: frozenset[str]) -> int:
    if own == other:
        return SAME
    return WITHIN if own < other or other < own else 0


def free_for(free: Iterable[Free], slot: Slot) -> bool:
    """Whether the whole meeting lies in a time at which they are usually free."""
    starts, ends = london(slot.starts_at), london(slot.ends_at)
    return starts.date() == ends.date() and any(
        one.weekday == starts.weekday() and one.starts <= starts.time() and ends.time() <= one.ends
        for one in free
    )


def clashes(theirs: Sequence[Slot], ours: Sequence[Slot]) -> list[Slot]:
    """Meetings of theirs that run while one of ours does, soonest first."""
    found = {
        one
        for one in theirs
        for other in ours
        if one.board_id != other.board_id and one.starts_at < other.ends_at and other.starts_at < one.ends_at
    }
    return sorted(found, key=lambda slot: (slot.starts_at, slot.board))


def names_body(text: str, names: Iterable[str]) -> bool:
    """Whether a text names an organisation, by any of the names it goes by."""
    said = f" {' '.join(_words_in_order(text))} "
    return any(name and f" {' '.join(_words_in_order(name))} " in said for name in names)


def _words_in_order(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word != "the"]
