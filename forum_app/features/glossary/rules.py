"""Which words of a text are short words, which of them are known, and where one is put right. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A word that begins with a capital and holds another: SEND, DfE, EHCPs.
LIKE_SEND = re.compile(r"(?<![\w@.])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![\w@])")
ALL_CAPITALS = re.compile(r"[A-Z]{2,6}")
NOT_SHORT_WORDS = frozenset({"OK", "AM", "PM", "II", "III", "IV", "VI", "VII", "VIII"})


@dataclass(frozen=True)
class Entry:
    """What a short word stands for. `explained` is False while it is only asked."""

    short: str
    stands_for: str
    meaning: str = ""
    address: str = ""
    explained: bool = True

    @property
    def anchor(self) -> str:
        return anchor_of(self.short)


@dataclass(frozen=True)
class Word:
    """A short word as it stands in a text, and what is known of it, if anything."""

    text: str
    short: str
    entry: Entry | None


def anchor_of(short: str) -> str:
    """Where a term stands on the glossary's page."""
    return "term-" + re.sub(r"[^A-Za-z0-9]+", "-", short)


def is_like_send(short: str) -> bool:
    return LIKE_SEND.fullmatch(short) is not None


class Known:
    """Every term there is, ready to be found in texts."""

    def __init__(self, entries: Iterable[Entry]):
        self.entries = {entry.short: entry for entry in entries}
        self._words = self._pattern()

    def _pattern(self) -> re.Pattern[str]:
        others = sorted((one for one in self.entries if not is_like_send(one)), key=len, reverse=True)
        if not others:
            return LIKE_SEND
        listed = "|".join(map(re.escape, others))
        return re.compile(rf"{LIKE_SEND.pattern}|(?<!\w)(?:{listed})(?!\w)")

    def parts(self, text: str, seen: set[str] | None = None) -> Iterator[str | Word]:
        """The text in pieces, each short word apart the first time it stands there. `seen` grows with it."""
        seen = set() if seen is None else seen
        shouted, done = text.isupper() and " " in text, 0
        for match in self._words.finditer(text):
            word = self._word(match[0], shouted)
            if word and word.short not in seen:
                seen.add(word.short)
                yield text[done : match.start()]
                yield word
                done = match.end()
        yield text[done:]

    def _word(self, text: str, shouted: bool) -> Word | None:
        one = text[:-1] if text.endswith("s") and text not in self.entries else text
        if entry := self.entries.get(one):
            return Word(text, one, entry)
        unknown = ALL_CAPITALS.fullmatch(one) and one not in NOT_SHORT_WORDS and not shouted
        return Word(text, one, None) if unknown else None
