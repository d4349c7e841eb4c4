"""How meetings were, as sums of what reps tapped: by board, and by the partner who called them. No names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from peewee import Select, Value

from ...models.boards import Board
from ...models.meetings import Meeting, Pulse
from ..prepared import PreparedReport
from ..readable import condition
from ..roles import Viewer
from .days import as_day
from .envelopes import count_where
from .readers import reads_sums

# Who answered, besides the reader: of two, each could take away their own and read the other's.
OTHERS = 3
# Whoever was there has answered by then, so that a sum does not move by one person's answer.
SETTLES_IN = timedelta(days=14)


@dataclass(frozen=True)
class Heard:
    """One board in one term: how often our voice was heard, and whether reps were made welcome.

    `of_welcome` is nought while too few have answered that.
    """

    board_id: str
    board: str
    term: str
    yes: int
    partly: int
    no: int
    welcomed: int
    of_welcome: int
    answers: int


@dataclass(frozen=True)
class Settled:
    """How often, in one term, a matter of this partner was settled before the forum was asked."""

    called_by: str
    term: str
    ticks: int


def term_of(day: date) -> str:
    """The term that a day lies in, by its month: "Autumn 2026"."""
    season = "Autumn" if day.month >= 9 else "Spring" if day.month < 4 else "Summer"
    return f"{season} {day.year}"


def heard(viewer: Viewer, since: date) -> list[Heard]:
    """Each board and term that three people besides the reader have answered for, without the reader's own.

    What is newer waits until three more have answered: whoever looks again learns nothing of one of them.
    Boards in order, terms as they came. Raises NotAllowed.
    """
    reads_sums(viewer)
    found = [
        (board_id, board, settled, person, counts)
        for board_id, board, day, person, *counts in _HEARD.rows(viewer, since)
        if (settled := as_day(day) or since) <= viewer.today - SETTLES_IN and person != viewer.person_id
    ]
    told = []
    for key, rows in groupby(found, key=lambda row: (row[0], row[1], term_of(row[2]))):
        some = [row[2:] for row in rows]
        yes, partly, no, answers = _by_threes(some, (0, 1, 2, 5))
        welcomed, of_welcome = _by_threes(some, (3, 4))
        if answers:
            told.append(Heard(key[0], key[1], key[2], yes, partly, no, welcomed, of_welcome, answers))
    return told


def _by_threes(rows: Sequence[tuple[date, str, list[int]]], wanted: tuple[int, ...]) -> list[int]:
    """Sums of some counts, the last of which says how often somebody answered at all.

    Whole days are taken in together, and only once three people stand behind what is taken in.
    """
    sums, waiting, people = [0] * len(wanted), [0] * len(wanted), set()
    for _day, those in groupby(rows, key=lambda row: row[0]):
        for _, person, counts in those:
            waiting = [one + counts[place] for one, place in zip(waiting, wanted, strict=True)]
            people |= {person} if counts[wanted[-1]] else set()
        if len(people) >= OTHERS:
            sums = [one + other for one, other in zip(sums, waiting, strict=True)]
            waiting, people = [0] * len(wanted), set()
    return sums


def settled_before(viewer: Viewer, since: date) -> list[Settled]:
    """Ticks by partner and term, most first. Raises NotAllowed."""
    reads_sums(viewer)
    sums: dict[tuple[str, str], list[int]] = {}
    for called_by, day, ticks in _SETTLED.rows(viewer, since):
        _add_up(sums, (called_by, term_of(as_day(day) or since)), [ticks])
    found = [Settled(*key, ticks) for key, (ticks,) in sums.items()]
    return sorted(found, key=lambda one: (-one.ticks, one.called_by, one.term))


def _add_up(sums: dict, key: tuple, counts: Iterable[int]) -> None:
    counts = list(counts)
    kept = sums.setdefault(key, [0] * len(counts))
    kept[:] = [one + other for one, other in zip(kept, counts, strict=True)]


def _heard(viewer: Viewer, since: date) -> Select:
    answers = [count_where(Pulse.heard == said) for said in ("yes", "partly", "no")]
    return (
        Pulse.select(
            Board.id,
            Board.short_name,
            Meeting.day,
            Pulse.person,
            *answers,
            count_where(Pulse.welcomed == "yes"),
            count_where(Pulse.welcomed != ""),
            count_where(Pulse.heard != ""),
        )
        .join(Meeting, on=(Meeting.id == Pulse.meeting))
        .join(Board, on=(Board.id == Meeting.board))
        .where(condition(Meeting, viewer), Pulse.binned_at.is_null(), Meeting.day >= since)
        .group_by(Board.id, Board.short_name, Board.position, Meeting.day, Pulse.person)
        .order_by(Board.position, Board.short_name, Board.id, Meeting.day, Pulse.person)
        .tuples()
    )


def _settled(viewer: Viewer, since: date) -> Select:
    ticks = count_where(Pulse.settled_before == Value(True))
    return (
        Pulse.select(Board.called_by, Meeting.day, ticks)
        .join(Meeting, on=(Meeting.id == Pulse.meeting))
        .join(Board, on=(Board.id == Meeting.board))
        .where(
            condition(Meeting, viewer),
            Pulse.binned_at.is_null(),
            Pulse.settled_before == Value(True),
            Meeting.day >= since,
        )
        .group_by(Board.called_by, Meeting.day)
        .order_by(Board.called_by, Meeting.day)
        .tuples()
    )


_HEARD = PreparedReport(_heard, "day")
_SETTLED = PreparedReport(_settled, "day")
