"""The coming days: which boards meet, whether papers are late, whether they will be quorate."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from peewee import JOIN

from ....models.boards import Board, QuorumPart
from ....models.meetings import Meeting, PartnerCount
from ....models.organisations import Organisation
from ....permissions import reports
from ....permissions.prepared import prepared
from ....permissions.readable import readable
from ....permissions.roles import Viewer
from ...meetings import quorum
from ..rules import papers_words

DAYS = 8
FORUM = "Forum"


@dataclass
class ComingMeeting:
    """One meeting of the coming days; `quorum` says what it still depends on, when that is known."""

    id: str
    board_id: str
    board: str
    day: date
    papers: str
    papers_late: bool
    quorum: str = ""
    counts: list = field(default_factory=list, repr=False)


def coming(viewer: Viewer, days: int = DAYS, most: int = 200) -> list[ComingMeeting]:
    """Meetings of today and the days that follow, soonest first, so many at most. One statement."""
    return [
        ComingMeeting(meeting, board_id, name, day, *papers_words(day, papers_on, papers_days, viewer.today))
        for meeting, board_id, name, day, papers_on, papers_days in _meetings(
            viewer, viewer.today + timedelta(days=days), most
        )
    ]


@prepared("day", "number")
def _meetings(viewer: Viewer, until: date, most: int):
    board = readable(Board, viewer).select(Board.id, Board.short_name, Board.papers_days).alias("of_board")
    return (
        readable(Meeting, viewer)
        .select(
            Meeting.id, board.c.id, board.c.short_name, Meeting.day, Meeting.papers_on, board.c.papers_days
        )
        .join(board, on=(board.c.id == Meeting.board))
        .where(
            Meeting.day.between(viewer.today, until),
            Meeting.starts_at > viewer.now,
            Meeting.state != "cancelled",
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(most)
        .tuples()
    )


def judge_quorum(viewer: Viewer, meetings: list[ComingMeeting], boards: dict) -> None:
    """Say of each coming meeting what its quorum depends on. Three statements, or none for no meeting."""
    by_id = {one.id: one for one in meetings}
    if not by_id:
        return
    for row in _partner_counts(viewer, sorted(by_id)):
        by_id[row.meeting_id].counts.append(row)
    told = [one for one in meetings if one.counts and one.board_id in boards]
    parts = _parts(viewer, sorted({one.board_id for one in told}))
    turnout = reports.turnout(viewer, [one.id for one in told])
    for one in told:
        board, named = boards[one.board_id], parts.get(one.board_id, [])
        counted = _counts(one.counts, named, turnout.get(one.id, (0, 0, 0)))
        one.quorum = _short(quorum.forecast(_rule(board, named), counted))


def _rule(board, parts: list["Part"]) -> quorum.Rule:
    return quorum.Rule(
        total=board.quorum_total,
        parts=[
            quorum.Part(
                part.short_name or part.sector.lower(), part.minimum, part.organisation_id or "", part.sector
            )
            for part in parts
        ],
        percent=board.quorum_percent,
        words=board.quorum_words,
        own=board.is_steering,
    )


def _counts(partners: list, parts: list["Part"], turnout: tuple[int, int, int]) -> list[quorum.Count]:
    """What partners and forum people answered; the forum is the body of its own sector."""
    ours = next((part.organisation_id for part in parts if part.body_sector == FORUM), None) or FORUM
    _there, yes, maybe = turnout
    return [
        quorum.Count(FORUM, ours, FORUM, yes=yes, maybe=maybe, ours=True),
        *[
            quorum.Count(
                row.label,
                row.organisation_id or "",
                row.sector,
                yes=row.yes or 0,
                maybe=row.maybe or 0,
                guests=row.guests,
            )
            for row in partners
        ],
    ]


def _short(forecast) -> str:
    """What the outcome hangs on: "if health attends"; nothing when enough have said yes."""
    if forecast.state == "enough":
        return ""
    return forecast.heading.removeprefix("It will be quorate ")


@dataclass(frozen=True)
class Part:
    """At least so many of one organisation or of one sector, with the names the body goes by."""

    organisation_id: str | None
    sector: str
    minimum: int
    short_name: str | None
    body_sector: str | None


def _parts(viewer: Viewer, board_ids: list[str]) -> dict[str, list[Part]]:
    """Quorum parts by board. One statement."""
    found: dict[str, list[Part]] = {}
    for board, *told in _named_parts(viewer, board_ids):
        found.setdefault(board, []).append(Part(*told))
    return found


@prepared("list")
def _named_parts(viewer: Viewer, board_ids: list[str]):
    columns = [Organisation.id, Organisation.short_name, Organisation.sector]
    body = readable(Organisation, viewer).select(*columns).alias("body")
    part = [QuorumPart.board, QuorumPart.organisation, QuorumPart.sector, QuorumPart.minimum]
    return (
        readable(QuorumPart, viewer)
        .select(*part, body.c.short_name, body.c.sector)
        .join(body, JOIN.LEFT_OUTER, on=(body.c.id == QuorumPart.organisation))
        .where(QuorumPart.board.in_(board_ids))
        .order_by(QuorumPart.board, QuorumPart.position, QuorumPart.id)
        .tuples()
    )


@prepared("list")
def _partner_counts(viewer: Viewer, meeting_ids: list[str]):
    return readable(PartnerCount, viewer).where(PartnerCount.meeting.in_(meeting_ids))
