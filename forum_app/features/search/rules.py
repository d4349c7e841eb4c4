"""How a text is shown to whoever looks for a word in it: the piece that holds the word, the word marked."""

import re
from collections.abc import Iterable

from ...fields.folding import matches, words_of

Piece = tuple[str, bool]
_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ`´′][^\W_]+)*")
LONGEST = 160
BEFORE = 50
BRIEF = 90


def marked(text: str, asked: list[str]) -> list[Piece]:
    """The text in pieces, each with whether it is a word that was asked for."""
    pieces: list[Piece] = []
    end = 0
    for found in _spans(text, asked):
        pieces += [(text[end : found.start()], False), (found[0], True)]
        end = found.end()
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def holds(text: str, asked: list[str]) -> int:
    """How many of the words stand in the text."""
    spans = [found[0] for found in _spans(text, asked)]
    return sum(any(matches(word, [one]) for word in spans) for one in asked)


def around(text: str, asked: list[str], longest: int = LONGEST) -> str:
    """The text, or so much of it round the first word asked for."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    first = next(_spans(text, asked), None)
    start = max(0, first.start() - BEFORE) if first else 0
    start = text.find(" ", start - 1) + 1 if start else 0
    piece = text[start : start + longest]
    if start + longest < len(text):
        piece = f"{piece.rpartition(' ')[0] or piece} …"
    return f"… {piece}" if start else piece


def brief(title: str, texts: Iterable[str]) -> str:
    """The first short text that says more than the title does: who a person is, what kind a board."""
    said = set(words_of(title))
    short = (text for text in texts if len(text) <= BRIEF)
    return next((text for text in short if not said.issuperset(words_of(text))), "")


def _spans(text: str, asked: list[str]):
    return (found for found in _WORD.finditer(text) if matches(found[0], asked))
