"""Figures over the envelopes of meetings: clocks kept, what was logged, how many were there. No names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from peewee import Case, Expression, Value, fn

from ...db import is_postgres, unguarded
from ...models.boards import Board, Seat
from ...models.meetings import Attendance, Meeting, MeetingReport
from ..readable import condition
from ..roles import Viewer
from .readers import reads_envelopes, reads_sums
from .totals import school_year_start


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
    own = fn.MAX(Case(None, [(Board.is_steering == Value(True), 1)], 0))
    rows = (
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
    )
    with unguarded("a fixed report: notice and papers over envelopes"):
        return [Kept(name, bool(ours), *counts) for name, ours, *counts in rows.tuples()]


@dataclass(frozen=True)
class Logged:
    """A meeting of which a report was logged: its envelope, never the report."""

    meeting_id: str
    board: str
    day: date


def meetings_logged(viewer: Viewer, since: datetime, until: datetime) -> list[Logged]:
    """Meetings reported on from one moment up to, not at, another; oldest first. Raises NotAllowed."""
    reads_envelopes(viewer)
    reports = MeetingReport.select(MeetingReport.id).where(
        MeetingReport.meeting == Meeting.id,
        MeetingReport.binned_at.is_null(),
        MeetingReport.logged_at >= since,
        MeetingReport.logged_at < until,
    )
    rows = (
        Meeting.select(Meeting.id, Board.short_name, Meeting.day)
        .join(Board, on=(Board.id == Meeting.board))
        .where(condition(Meeting, viewer), fn.EXISTS(reports))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    with unguarded("a fixed report: which meetings were logged"):
        return [Logged(*row) for row in rows.tuples()]


def presence(viewer: Viewer, meeting_ids: Iterable[str]) -> dict[str, int]:
    """How many forum people were at each meeting; one that nobody was at is left out. Raises NotAllowed."""
    return {
        meeting: there for meeting, there, _yes, _maybe in _attendance_counts(viewer, meeting_ids) if there
    }


def replies(viewer: Viewer, meeting_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How many forum people say they will come, and how many may: (yes, maybe). Raises NotAllowed."""
    return {meeting: (yes, maybe) for meeting, _there, yes, maybe in _attendance_counts(viewer, meeting_ids)}


def turnout(viewer: Viewer, meeting_ids: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """Present, coming and maybe of the forum's people at each meeting, in one statement."""
    return {row[0]: (row[1], row[2], row[3]) for row in _attendance_counts(viewer, meeting_ids)}


def _attendance_counts(viewer: Viewer, meeting_ids: Iterable[str]) -> list[tuple]:
    """A guest may ask too: the meeting's own rule narrows them to what they were sent."""
    if not viewer.is_guest:
        reads_envelopes(viewer)
    rows = (
        Attendance.select(
            Meeting.id,
            count_where(Attendance.state == "present"),
            count_where(Attendance.reply == "coming"),
            count_where(Attendance.reply == "maybe"),
        )
        .join(Meeting, on=(Meeting.id == Attendance.meeting))
        .where(
            Meeting.id.in_(sorted(meeting_ids)), condition(Meeting, viewer), Attendance.binned_at.is_null()
        )
        .group_by(Meeting.id)
    )
    with unguarded("a fixed report: how many forum people, by meeting"):
        return list(rows.tuples())


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
    said = Attendance.select(Attendance.id).where(
        Attendance.meeting == Meeting.id, Attendance.binned_at.is_null()
    )
    if boards is None:
        reads_sums(viewer)
        which = ~fn.EXISTS(said.where(Attendance.state != ""))
    else:
        there = Attendance.state.in_(["present", "deputy_present"])
        mine = (Attendance.person == viewer.person_id) & (Attendance.state != "")
        which = Meeting.board.in_(sorted(boards)) & _had_a_seat(viewer) & ~fn.EXISTS(said.where(there | mine))
    rows = (
        Meeting.select(Meeting.id, Board.id, Board.short_name, Meeting.day)
        .join(Board, on=(Board.id == Meeting.board))
        .where(
            condition(Meeting, viewer),
            held(viewer.now),
            Meeting.day >= school_year_start(viewer.today),
            which,
        )
        .order_by(Meeting.starts_at.desc(), Meeting.id)
    )
    with unguarded("a fixed report: held, and nobody has said who was there"):
        return [Unlogged(*row) for row in rows.limit(limit).tuples()]


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
