"""Ids of records: 17 characters, `rec` and 14 of base 62, that sort by the time they were made."""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

# In the order that both engines compare bytes.
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_PAIRS = [one + other for one in _DIGITS for other in _DIGITS]
_ID = re.compile("rec[0-9A-Za-z]{14}")
_LENGTH = 14
_RANDOM_BITS = 42
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def looks_like_id(text: object) -> bool:
    """Whether a text has the form of an id; it says nothing of whether such a record is there."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def new_id(real_now: datetime, random_bytes: bytes) -> str:
    """The id of one moment (aware, of the real clock) and at least 6 random bytes."""
    return _written(_milliseconds(real_now), _randomness(random_bytes))


class Ids:
    """Makes ids that rise within one process, even when the clock stands still or steps back."""

    def __init__(self, real_now: Callable[[], datetime], random_bytes: Callable[[int], bytes] = os.urandom):
        self._real_now = real_now
        self._random_bytes = random_bytes
        self._last = (0, -1)
        self._lock = Lock()

    def next(self) -> str:
        with self._lock:
            made = (_milliseconds(self._real_now()), _randomness(self._random_bytes(6)))
            if made <= self._last:
                # A later millisecond instead of the next number: every id keeps all its random bits.
                made = (self._last[0] + (made[1] <= self._last[1]), made[1])
            self._last = made
        return _written(*made)


def _milliseconds(moment: datetime) -> int:
    return max(0, int((moment - _EPOCH).total_seconds() * 1000))


def _randomness(random_bytes: bytes) -> int:
    if len(random_bytes) < 6:
        raise ValueError("an id needs at least 6 random bytes")
    return int.from_bytes(random_bytes, "big") & ((1 << _RANDOM_BITS) - 1)


def _written(milliseconds: int, randomness: int) -> str:
    number = (milliseconds << _RANDOM_BITS) | randomness
    digits = []
    for _ in range(_LENGTH // 2):
        number, pair = divmod(number, 62 * 62)
        digits.append(_PAIRS[pair])
    return "rec" + "".join(reversed(digits))
