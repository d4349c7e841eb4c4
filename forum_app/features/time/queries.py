"""One's own time entries, a page at a time, with what they come to."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from peewee import JOIN, Case, fn

from ...models.boards import Board
from ...models.meetings import Meeting
from ...models.money import TimeEntry
from ...permissions import reports
from ...permissions.readable import readable
from ...permissions.roles import Viewer

PAGE = 50
KINDS = ("meeting", "reading", "briefing", "travel")


@dataclass(frozen=True)
class Entry:
    """One entry; `words` names its meeting's board, else what was done."""

    id: str
    day: date
    kind: str
    minutes: int
    state: str
    hat: str
    words: str
    meeting_id: str | None


@dataclass(frozen=True)
class Together:
    """What was logged for one meeting, or one thing done outside meetings."""

    day: date
    words: str
    meeting_id: str | None
    entries: list[Entry]

    @property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.entries)

    @property
    def state(self) -> str:
        """The state that all of it is in, or nothing when it differs."""
        found = {entry.state for entry in self.entries}
        return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True)
class Sums:
    """Minutes since 1 September: given and settled, given and to confirm, received as training."""

    accepted: int = 0
    to_confirm: int = 0
    training: int = 0


@dataclass
class Entries:
    """One page of entries, as they belong together."""

    together: list[Together] = field(default_factory=list)
    sums: Sums = field(default_factory=Sums)
    later: str | None = None


def my_entries(viewer: Viewer, after: str | None = None) -> Entries:
    """The viewer's own entries, newest first, 50 at a time; `after` is the id of the last one seen."""
    meeting = readable(Meeting, viewer).select(Meeting.id, Meeting.board).alias("of_meeting")
    board = readable(Board, viewer).select(Board.id, Board.short_name).alias("of_board")
    own = [TimeEntry.id, TimeEntry.day, TimeEntry.kind, TimeEntry.minutes, TimeEntry.state, TimeEntry.hat]
    rows = (
        readable(TimeEntry, viewer)
        .select(*own, fn.COALESCE(board.c.short_name, TimeEntry.words), meeting.c.id)
        .join(meeting, JOIN.LEFT_OUTER, on=(meeting.c.id == TimeEntry.meeting))
        .join(board, JOIN.LEFT_OUTER, on=(board.c.id == meeting.c.board_id))
        .where(TimeEntry.person == viewer.person_id)
        .order_by(TimeEntry.day.desc(), TimeEntry.id.desc())
    )
    if after and (last := _own(viewer).where(TimeEntry.id == after).first()):
        rows = rows.where(
            (TimeEntry.day < last.day) | ((TimeEntry.day == last.day) & (TimeEntry.id < last.id))
        )
    page = [Entry(*row) for row in rows.limit(PAGE + 1).tuples()]
    return Entries(_together(page[:PAGE]), _sums(viewer), page[PAGE - 1].id if len(page) > PAGE else None)


def _together(entries: list[Entry]) -> list[Together]:
    found = []
    for (day, meeting, _), some in groupby(
        sorted(entries, key=lambda entry: (entry.day, entry.meeting_id or entry.id), reverse=True),
        key=lambda entry: (entry.day, entry.meeting_id, entry.meeting_id or entry.id),
    ):
        rows = sorted(some, key=lambda entry: _place(entry.kind))
        found.append(Together(day, rows[0].words, meeting, rows))
    return found


def _place(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _own(viewer: Viewer):
    return readable(TimeEntry, viewer).where(TimeEntry.person == viewer.person_id)


def _sums(viewer: Viewer) -> Sums:
    def minutes(which):
        return fn.COALESCE(fn.SUM(Case(None, [(which, TimeEntry.minutes)], 0)), 0)

    since = reports.school_year_start(viewer.today)
    row = (
        _own(viewer)
        .select(
            minutes(reports.given() & (TimeEntry.state == "accepted")),
            minutes(reports.given() & (TimeEntry.state == "to_confirm")),
            minutes(reports.received_training()),
        )
        .where(TimeEntry.day.between(since, viewer.today))
        .tuples()
        .first()
    )
    return Sums(*row)
