"""The giving side of one's own ledger: minutes by kind, by meeting, and what they are worth for reports."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN, Case, fn

from ....models.boards import Board
from ....models.meetings import Meeting
from ....models.money import Rate, TimeEntry
from ....permissions import reports
from ....permissions.readable import readable
from ....permissions.roles import Viewer
from ..rules import VOLUNTEER_HOUR, notional_value

LINES = 60


@dataclass(frozen=True)
class GivenAt:
    """Time given at one meeting, or on one thing outside meetings."""

    meeting_id: str | None
    day: date
    words: str
    minutes: int
    to_confirm: int


def own_entries(viewer: Viewer, since: date):
    """The viewer's own time entries from a day on, to narrow further."""
    return readable(TimeEntry, viewer).where(
        TimeEntry.person == viewer.person_id, TimeEntry.day >= since, TimeEntry.day <= viewer.today
    )


def given_at(viewer: Viewer, since: date) -> list[GivenAt]:
    """Time given, a line a meeting or a thing done outside meetings, newest first."""
    meeting = readable(Meeting, viewer).select(Meeting.id, Meeting.board).alias("of_meeting")
    board = readable(Board, viewer).select(Board.id, Board.short_name).alias("of_board")
    one_line = fn.COALESCE(TimeEntry.meeting, TimeEntry.id)
    waiting = Case(None, [(TimeEntry.state == "to_confirm", TimeEntry.minutes)], 0)
    rows = (
        own_entries(viewer, since)
        .select(
            fn.MAX(meeting.c.id),
            TimeEntry.day,
            fn.COALESCE(fn.MAX(board.c.short_name), fn.MAX(TimeEntry.words), ""),
            fn.MAX(TimeEntry.kind),
            fn.SUM(TimeEntry.minutes),
            fn.SUM(waiting),
        )
        .join(meeting, JOIN.LEFT_OUTER, on=(meeting.c.id == TimeEntry.meeting))
        .join(board, JOIN.LEFT_OUTER, on=(board.c.id == meeting.c.board_id))
        .where(reports.given())
        .group_by(one_line, TimeEntry.day)
        .order_by(TimeEntry.day.desc(), one_line)
        .limit(LINES)
    )
    return [
        GivenAt(meeting_id, day, words or kind.capitalize(), minutes, to_confirm)
        for meeting_id, day, words, kind, minutes, to_confirm in rows.tuples()
    ]


def volunteer_rates(viewer: Viewer) -> list:
    """The dated rates of a volunteer's hour, for reports only."""
    return list(readable(Rate, viewer).where(Rate.kind == VOLUNTEER_HOUR))


def value_of(rates: list, by_day: list[tuple[date, int]]) -> tuple[int | None, int | None]:
    """The notional value of time by its days, and the one rate it was reckoned at when there was one."""
    used = {rate.pence for rate in rates}
    return notional_value(by_day, rates) if rates else None, used.pop() if len(used) == 1 else None
