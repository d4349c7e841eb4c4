"""Words as a search compares them: without case, accents or apostrophes, in one spelling of each letter."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

LONGEST_WORD = 40
LONGEST_ASKED = 200
MOST_WORDS = 8
SHORTEST_BEGINNING = 3  # fewer letters stand for a whole word: "LA" is not the start of "later"

_APOSTROPHES: dict[int, str | None] = dict.fromkeys(map(ord, "'’‘ʼ`´′"))
_SPACES = dict.fromkeys(_APOSTROPHES, " ")
# Urdu is typed on Arabic keyboards too: the same letter to whoever reads it, another to a machine.
_ARABIC = dict(zip(map(ord, "يىكه"), "یی\u06a9\u06c1", strict=True))
_LETTERS = _APOSTROPHES | _ARABIC
# Plain letters and the signs of print; no accent, and nothing that could stand inside a word.
_ENGLISH = re.compile(r"[\x00-\x26\x28-\x5f\x61-\x7f£–—“”…]*")
_WRITTEN = re.compile(r"[^\W_]+(?:['’‘ʼ`´′\u0300-\u036f][^\W_]*)*")
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")


def folded(text: str) -> str:
    """The text as it is compared: "Cŵn O’Brien" is "cwn obrien"."""
    if text.isascii():
        return text.lower().translate(_APOSTROPHES)
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in spread if not _is_mark(letter))
    return bare.translate(_LETTERS)


def _is_mark(letter: str) -> bool:
    """An accent, a vowel sign, or a joiner that nobody sees."""
    category = unicodedata.category(letter)
    return category[0] == "M" or category == "Cf"


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded(text))]


def words_to_keep(text: str) -> set[str]:
    """Every different word of a text.

    "Co-production" is found as "coproduction" too, and "O’Brien" as "Brien".
    """
    plain = folded(text)
    kept = set(_WORD.findall(plain))
    apart = text.translate(_SPACES)
    if apart != text:
        kept.update(_WORD.findall(folded(apart)))
    if "-" in plain or "\u2010" in plain:
        kept.update(re.sub(r"[\W_]", "", compound) for compound in _COMPOUND.findall(plain))
    return {word[:LONGEST_WORD] for word in kept}


def words_asked(text: str) -> tuple[str, ...]:
    """What somebody looks for: the first few different words of what they typed."""
    return tuple(dict.fromkeys(words_of(text[:LONGEST_ASKED])))[:MOST_WORDS]


def are_beginnings(words: Sequence[str]) -> bool:
    """Whether the words may go on: "transp" finds Transport. Only short ones stand for themselves."""
    return any(len(word) >= SHORTEST_BEGINNING or not word.isascii() for word in words)


def spans_of(text: str, asked: tuple[str, ...]) -> list[tuple[int, int]]:
    """From where to where each word stands in a text, as it was written, that was asked for."""
    beginnings = are_beginnings(asked)
    if _ENGLISH.fullmatch(text):
        return [found.span() for found in _plain(asked, beginnings).finditer(text.lower())]
    spans = []
    for found in _WRITTEN.finditer(text):
        own = words_to_keep(found[0])
        if any(word.startswith(asked) for word in own) if beginnings else not own.isdisjoint(asked):
            spans.append(found.span())
    return spans


@lru_cache(maxsize=64)
def _plain(asked: tuple[str, ...], beginnings: bool) -> re.Pattern[str]:
    """The same for plain letters, which most texts are written in: by far the quicker way."""
    ways = "|".join(sorted(asked, key=len, reverse=True))
    rest = r"[^\W_]*" if beginnings else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_])(?:{ways}){rest}")
