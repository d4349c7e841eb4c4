"""What one digest says, before it is put into words: plain values, each with the record it speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..meetings.rules import all_answered, answers_words

Part = tuple[str, str]


@dataclass(frozen=True)
class Question:
    """A reserved decision its reader was asked about. `closed`: its level keeps it out of mail."""

    part: Part
    text: str
    asked_by: str
    answer_by: date | None
    asked: int
    answers: tuple[str, ...]
    mine: str
    closed: bool = False

    @property
    def answered(self) -> bool:
        return all_answered(self.asked, len(self.answers))

    @property
    def so_far(self) -> str:
        return answers_words(self.asked, self.answers)


@dataclass(frozen=True)
class Ahead:
    """A meeting of the coming days, with what to know of it."""

    part: Part
    board: str
    day: date
    papers_late: bool
    quorum: str = ""


@dataclass(frozen=True)
class SeatEnd:
    part: Part
    board: str
    day: date


@dataclass(frozen=True)
class Named:
    """Something that goes by a short name, and opens."""

    part: Part
    name: str


@dataclass(frozen=True)
class Late:
    """Something raised with a partner whose answer was due on `since`."""

    part: Part
    title: str
    since: date


@dataclass(frozen=True)
class LateFeedback:
    partner: str
    meetings: int
    others: int


@dataclass(frozen=True)
class Facts:
    """What one digest says, before it is put into words. Lists hold only what its reader may read."""

    today: date
    questions: Sequence[Question] = ()
    escalations: Sequence[Late] = ()
    feedback: Sequence[LateFeedback] = ()
    ahead: Sequence[Ahead] = ()
    ends: Sequence[SeatEnd] = ()
    alone: Sequence[Named] = ()
    empty: Sequence[Named] = ()
    nothing_back: int = 0
    forms_overdue: int = 0
    notice: int = 0
    papers: int = 0
    meetings: int = 0
    good_news: Part | None = None
    good_news_words: str = ""
    good_news_is_new: bool = False
    promised: str = ""
    logged: Sequence[Named] = ()
    restricted: int = 0
    board_only: int = 0
    withheld: tuple[dict, ...] = ()
    line: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every record that this digest speaks of, each once."""
        kept = (self.questions, self.escalations, self.ahead, self.ends, self.alone, self.empty, self.logged)
        found = [one.part for some in kept for one in some]
        found += [self.good_news] if self.good_news else []
        return tuple(dict.fromkeys(found))

    @property
    def to_answer(self) -> list[Question]:
        return [one for one in self.questions if not one.mine]

    @property
    def has_news(self) -> bool:
        """Whether this week is worth a mail: figures that only stand as they stood are not."""
        return bool(
            self.to_answer
            or self.escalations
            or self.feedback
            or self.ahead
            or self.logged
            or self.good_news_is_new
        )

    def narrowed_to(self, parts: Iterable[Part]) -> "Facts":
        """The same, without records that were not in it when it was built."""
        kept = set(parts)

        def of(some):
            return tuple(one for one in some if one.part in kept)

        stays = self.good_news in kept
        return replace(
            self,
            questions=of(self.questions),
            escalations=of(self.escalations),
            ahead=of(self.ahead),
            ends=of(self.ends),
            alone=of(self.alone),
            empty=of(self.empty),
            logged=of(self.logged),
            good_news=self.good_news if stays else None,
            good_news_words=self.good_news_words if stays else "",
        )
