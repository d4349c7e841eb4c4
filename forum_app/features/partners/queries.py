"""The meetings behind the figures of notice and papers, by who called them."""

from dataclasses import dataclass
from datetime import date

from ...models.boards import Board
from ...models.meetings import Meeting
from ...permissions import reports
from ...permissions.readable import readable
from ...permissions.roles import Viewer

PAGE = 50


@dataclass(frozen=True)
class HeldMeeting:
    """One meeting that was held, with the days of notice and of papers, and what its board agreed."""

    id: str
    board: str
    day: date
    invited_on: date | None
    papers_on: date | None
    notice_days: int
    papers_days: int

    @property
    def notice(self) -> int | None:
        return (self.day - self.invited_on).days if self.invited_on else None

    @property
    def papers(self) -> int | None:
        return (self.day - self.papers_on).days if self.papers_on else None


@dataclass
class Behind:
    """What was kept since 1 September, and one page of the meetings behind the figures of one caller."""

    kept: list[reports.Kept]
    meetings: list[HeldMeeting]
    later: str | None = None


def behind(viewer: Viewer, called_by: str | None, after: str | None = None) -> Behind:
    """The figures, and the held meetings of one caller, newest first. Raises NotAllowed."""
    since = reports.school_year_start(viewer.today)
    kept = reports.notice_and_papers(viewer, since)
    if called_by not in {row.called_by for row in kept}:
        return Behind(kept, [])
    board = readable(Board, viewer).where(Board.called_by == called_by)
    board = board.select(Board.id, Board.short_name, Board.notice_days, Board.papers_days).alias("of_board")
    query = (
        readable(Meeting, viewer)
        .select(
            Meeting.id,
            board.c.short_name,
            Meeting.day,
            Meeting.invited_on,
            Meeting.papers_on,
            board.c.notice_days,
            board.c.papers_days,
        )
        .join(board, on=(board.c.id == Meeting.board))
        .where(Meeting.starts_at <= viewer.now, Meeting.state != "cancelled", Meeting.day >= since)
    )
    if after and (last := readable(Meeting, viewer).where(Meeting.id == after).first()):
        same = (Meeting.starts_at == last.starts_at) & (Meeting.id < last.id)
        query = query.where((Meeting.starts_at < last.starts_at) | same)
    rows = query.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(PAGE + 1)
    found = [HeldMeeting(*row) for row in rows.tuples()]
    return Behind(kept, found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)
