"""Two versions of a text side by side: what was added, what was taken away, sentence by sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

# After a full stop and the like, before the next sentence; a line always ends one.
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'“‘(])|\n+")
SAME, ADDED, TAKEN = "same", "added", "taken"


@dataclass(frozen=True)
class Piece:
    """Some sentences that stand together. `state`: same, added or taken."""

    state: str
    words: tuple[str, ...]


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text, without what is empty."""
    return [part.strip() for part in _ENDS.split(text) if part and part.strip()]


def compare(old: str, new: str) -> list[Piece]:
    """What became of a text, in its order; what was taken away stands before what came in its place."""
    return list(_pieces(sentences(old), sentences(new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece(SAME, tuple(old[a:b]))
            continue
        for gone, come in zip_longest(old[a:b], new[c:d]):
            if gone is not None:
                yield Piece(TAKEN, (gone,))
            if come is not None:
                yield Piece(ADDED, (come,))


def told(pieces: list[Piece]) -> tuple[int, int]:
    """How many sentences were added and how many taken away."""
    added = sum(len(piece.words) for piece in pieces if piece.state == ADDED)
    return added, sum(len(piece.words) for piece in pieces if piece.state == TAKEN)
