"""How a text is shown to whoever looks for a word in it: the piece that holds the word, the word marked."""

from collections.abc import Iterable

from ...fields.folding import are_beginnings, spans_of, words_of

Piece = tuple[str, bool]
Asked = tuple[str, ...]
LONGEST = 160
BEFORE = 50
BRIEF = 90


def marked(text: str, asked: Asked) -> list[Piece]:
    """The text in pieces, each with whether it is a word that was asked for."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in spans_of(text, asked):
        pieces += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def holds(text: str, asked: Asked) -> int:
    """How many of the words stand in the text."""
    own = {word for start, stop in spans_of(text, asked) for word in words_of(text[start:stop])}
    if not are_beginnings(asked):
        return len(own & set(asked))
    return sum(any(word.startswith(one) for word in own) for one in asked)


def around(text: str, asked: Asked, longest: int = LONGEST) -> str:
    """The text, or so much of it round the first word asked for."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    first = next(iter(spans_of(text, asked)), None)
    start = max(0, first[0] - BEFORE) if first else 0
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
