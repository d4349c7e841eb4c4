"""Figures over the envelopes of meetings: clocks kept, what was logged, how many were there. No names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from peewee import Case, Expression, Select, Value, fn

from ...db import is_postgres
from ...models.boards import Board, Seat
from ...models.meetings import Attendance, Meeting, MeetingReport
from ..prepared import PreparedReport
from ..readable import condition
from ..roles import Viewer
from .readers import reads_envelopes, reads_sums
from .totals import COUNTED_HAT, school_year_start


@dataclass(frozen=True)
class Kept:
    """Meetings held, by who called them: how many, on how many boards, and which clocks were kept."""

    called_by: str
    own: bool
    meetings: int
    boards: int
    notice: int
    papers: int


def notice_and_papers(viewer: Viewer, since: date) -> list[Kept]:
    """Whether invites and papers came when each board agreed they would; most meetings first."""
    reads_envelopes(viewer)
    return [Kept(name, bool(ours), *counts) for name, ours, *counts in _KEPT.rows(viewer, since)]


def _kept(viewer: Viewer, since: date) -> Select:
    own = fn.MAX(Case(None, [(Board.is_steering == Value(True), 1)], 0))
    return (
        Meeting.select(
            Board.called_by,
            own,
            fn.COUNT(Meeting.id),
            fn.COUNT(Board.id.distinct()),
            count_where(days_between(Meeting.invited_on, Meeting.day) >= Board.notice_days),
            count_where(days_between(Meeting.papers_on, Meeting.day) >= Board.papers_days),
        )
        .join(Board, on=(Board.id == Meeting.board))
        .where(condition(Meeting, viewer), held(viewer.now), Meeting.day >= since)
        .group_by(Board.called_by)
        .order_by(fn.COUNT(Meeting.id).desc(), own, fn.MIN(Board.position), Board.called_by)
        .tuples()
    )


_KEPT = PreparedReport(_kept, "day")


@dataclass(frozen=True)
class Logged:
    """A meeting of which a report was logged: its envelope, never the report."""

    meeting_id: str
    board: str
    day: date


def meetings_logged(viewer: Viewer, since: datetime, until: datetime) -> list[Logged]:
    """Meetings reported on from one moment up to, not at, another; oldest first. Raises NotAllowed."""
    reads_envelopes(viewer)
    return [Logged(*row) for row in _LOGGED.rows(viewer, since, until)]


def _logged(viewer: Viewer, since: datetime, until: datetime) -> Select:
    reports = MeetingReport.select(MeetingReport.id).where(
        MeetingReport.meeting == Meeting.id,
        MeetingReport.binned_at.is_null(),
        MeetingReport.logged_at >= since,
        MeetingReport.logged_at < until,
    )
    return (
        Meeting.select(Meeting.id, Board.short_name, Meeting.day)
        .join(Board, on=(Board.id == Meeting.board))
        .where(condition(Meeting, viewer), fn.EXISTS(reports))
        .order_by(Meeting.starts_at, Meeting.id)
        .tuples()
    )


_LOGGED = PreparedReport(_logged, "moment", "moment")


def turnout(viewer: Viewer, meeting_ids: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """Present, coming and maybe of the forum's people at each meeting, in one statement. Raises NotAllowed.

    A guest may ask too: the meeting's own rule narrows them to what they were sent.
    """
    if not viewer.is_guest:
        reads_envelopes(viewer)
    return {meeting: tuple(counts) for meeting, *counts in _TURNOUT.rows(viewer, sorted(meeting_ids))}


def _turnout(viewer: Viewer, meeting_ids: list[str]) -> Select:
    return (
        Attendance.select(
            Meeting.id,
            count_where((Attendance.state == "present") & (Attendance.hat == COUNTED_HAT)),
            count_where(Attendance.reply == "coming"),
            count_where(Attendance.reply == "maybe"),
        )
        .join(Meeting, on=(Meeting.id == Attendance.meeting))
        .where(Meeting.id.in_(meeting_ids), condition(Meeting, viewer), Attendance.binned_at.is_null())
        .group_by(Meeting.id)
        .tuples()
    )


_TURNOUT = PreparedReport(_turnout, "list")


@dataclass(frozen=True)
class Unlogged:
    """A meeting that was held and that nobody has said anything about yet."""

    id: str
    board_id: str
    board: str
    day: date


def unlogged(viewer: Viewer, boards: Iterable[str] | None = None, limit: int = 50) -> list[Unlogged]:
    """Meetings held this school year that nobody is marked as there at, newest first.

    With `boards`, those of the viewer's own seats there on which they have not answered; without, of every
    board, for the coordinator, the co-chairs and the steering group. Raises NotAllowed.
    """
    reads_envelopes(viewer)
    since = school_year_start(viewer.today)
    if boards is None:
        reads_sums(viewer)
        rows = _UNLOGGED.rows(viewer, since, limit)
    else:
        rows = _UNLOGGED_OF_MINE.rows(viewer, since, limit, sorted(boards))
    return [Unlogged(*row) for row in rows]


def _said() -> Select:
    return Attendance.select(Attendance.id).where(
        Attendance.meeting == Meeting.id, Attendance.binned_at.is_null()
    )


def _unlogged(viewer: Viewer, since: date, limit: int) -> Select:
    return _held_since(viewer, since, limit).where(~fn.EXISTS(_said().where(Attendance.state != "")))


def _unlogged_of_mine(viewer: Viewer, since: date, limit: int, boards: list[str]) -> Select:
    there = Attendance.state.in_(["present", "deputy_present"])
    mine = (Attendance.person == viewer.person_id) & (Attendance.state != "")
    return _held_since(viewer, since, limit).where(
        Meeting.board.in_(boards), _had_a_seat(viewer), ~fn.EXISTS(_said().where(there | mine))
    )


def _held_since(viewer: Viewer, since: date, limit: int) -> Select:
    return (
        Meeting.select(Meeting.id, Board.id, Board.short_name, Meeting.day)
        .join(Board, on=(Board.id == Meeting.board))
        .where(condition(Meeting, viewer), held(viewer.now), Meeting.day >= since)
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(limit)
        .tuples()
    )


_UNLOGGED = PreparedReport(_unlogged, "day", "number")
_UNLOGGED_OF_MINE = PreparedReport(_unlogged_of_mine, "day", "number", "list")


def _had_a_seat(viewer: Viewer) -> Expression:
    """The viewer's seat had begun by the day of the meeting; who shadows is not asked to log."""
    seat = Seat.select(Seat.id).where(
        Seat.board == Meeting.board,
        Seat.person == viewer.person_id,
        Seat.role != "shadow",
        Seat.binned_at.is_null(),
        Seat.starts_on.is_null() | (Seat.starts_on <= Meeting.day),
        Seat.ends_on.is_null() | (Seat.ends_on >= Meeting.day),
    )
    return fn.EXISTS(seat)


def held(now: datetime) -> Expression:
    """The condition that a meeting has begun and was not called off."""
    return (Meeting.starts_at <= now) & (Meeting.state != "cancelled")


def days_between(earlier, later) -> Expression:
    """Whole days from one date column to another, alike on both engines; null when either is."""
    return later - earlier if is_postgres() else fn.JULIANDAY(later) - fn.JULIANDAY(earlier)


def count_where(which: Expression):
    """How many rows of a group meet the condition; nought when none does."""
    return fn.COALESCE(fn.SUM(Case(None, [(which, 1)], 0)), 0)
