"""Words as a search compares them: without case, accents or apostrophes, in one spelling of each letter."""

import re
import unicodedata

LONGEST_WORD = 40
LONGEST_ASKED = 200
MOST_WORDS = 8
SHORTEST_BEGINNING = 3  # fewer letters stand for a whole word: "LA" is not the start of "later"

_APOSTROPHES: dict[int, str | None] = dict.fromkeys(map(ord, "'’‘ʼ`´′"))
_SPACES = dict.fromkeys(_APOSTROPHES, " ")
# Urdu is typed on Arabic keyboards too: the same letter to whoever reads it, another to a machine.
_ARABIC = dict(zip(map(ord, "يىكه"), "یی\u06a9\u06c1", strict=True))
_LETTERS = _APOSTROPHES | _ARABIC
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


def words_to_keep(*texts: str) -> str:
    """Every different word of some texts in one line.

    "Co-production" is found as "coproduction" too, and "O’Brien" as "Brien".
    """
    kept: set[str] = set()
    for text in texts:
        kept.update(words_of(text), words_of(text.translate(_SPACES)))
        for compound in _COMPOUND.findall(folded(text)):
            kept.add(re.sub(r"[\W_]", "", compound)[:LONGEST_WORD])
    return " ".join(sorted(kept))


def words_asked(text: str) -> list[str]:
    """What somebody looks for: the first few different words of what they typed."""
    return list(dict.fromkeys(words_of(text[:LONGEST_ASKED])))[:MOST_WORDS]


def are_beginnings(words: list[str]) -> bool:
    """Whether the words may go on: "transp" finds Transport. Only short ones stand for themselves."""
    return any(len(word) >= SHORTEST_BEGINNING or not word.isascii() for word in words)


def matches(word: str, asked: list[str]) -> bool:
    """Whether a word of a text, as it stands there, is one that was asked for."""
    own = words_of(word)
    if are_beginnings(asked):
        return any(part.startswith(tuple(asked)) for part in own)
    return not set(own).isdisjoint(asked)
