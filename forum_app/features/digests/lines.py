"""What a rep's or the coordinator's digest says, before it leaves: a sentence a line, with its record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .facts import Part


@dataclass(frozen=True)
class Line:
    """One sentence of a section: words that open the record, then plain ones. `new`: worth a mail.

    `asks`: what it asks its reader to do about the record, so that nobody is asked too often.
    """

    section: str
    linked: str = ""
    after: str = ""
    part: Part | None = None
    address: str = ""
    tone: str = ""
    new: bool = True
    asks: str = ""


@dataclass(frozen=True)
class Lines:
    """One copy. `lines` hold only what its reader may read and what mail may carry; the rest is counted."""

    today: date
    headline: str
    lines: Sequence[Line] = ()
    restricted: int = 0
    board_only: int = 0
    withheld: tuple[dict, ...] = ()
    line: str = ""
    # Only the steering group's digest asks questions.
    questions: tuple = ()
    to_answer: tuple = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every record that this digest speaks of, each once."""
        return tuple(dict.fromkeys(line.part for line in self.lines if line.part))

    @property
    def asks(self) -> tuple[tuple[str, str], ...]:
        """What this copy asks its reader to do, and about which record."""
        return tuple((line.asks, line.part[1]) for line in self.lines if line.asks and line.part)

    @property
    def has_news(self) -> bool:
        """Whether it is worth a mail."""
        return any(line.new for line in self.lines)

    def narrowed_to(self, parts: Iterable[Part]) -> "Lines":
        """The same, without records that were not in it when it was built."""
        kept = set(parts)
        return replace(self, lines=tuple(line for line in self.lines if not line.part or line.part in kept))
