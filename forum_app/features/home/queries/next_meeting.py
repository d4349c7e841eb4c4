"""The reader's next meeting, with what they need in order to go: place, travel, papers, who else."""

from dataclasses import dataclass, field
from datetime import date, datetime

from peewee import JOIN

from ....clock import london
from ....fields.words import how_far, join, long_day, short_date, span
from ....models.boards import Board
from ....models.meetings import Attendance, Meeting, Travel, Venue
from ....permissions import reports
from ....permissions.prepared import prepared
from ....permissions.readable import readable
from ....permissions.roles import Viewer
from ...boards.rules import ENDS_SOON
from ...meetings.venues import access_words
from .. import rules
from .seats import BoardWithSeats

TIGHTEST = ("embargoed", "restricted", "board", "members", "public")
ROLE_WORDS = {"lead": "You", "second": "You", "deputy": "You, as deputy", "shadow": "You, shadowing"}
BOARD = (Board.id, Board.name, Board.papers_days, Board.default_marking)
VENUE = (Venue.id, Venue.name, Venue.town, Venue.step_free, Venue.hearing_loop, Venue.quiet_room)
OWN = (
    Meeting.id,
    Meeting.day,
    Meeting.starts_at,
    Meeting.planned_minutes,
    Meeting.mode,
    Meeting.aim,
    Meeting.chair,
    Meeting.papers_on,
)


@dataclass
class NextMeeting:
    """The card at the top of a rep's Home; every text is ready to be read."""

    id: str
    board_id: str
    board: str
    day: str
    far: str
    times: str
    aim: str
    place: str = ""
    access: str = ""
    travel: str = ""
    papers: str = ""
    papers_late: bool = False
    papers_last_time: str = ""
    sign: tuple[str, str] | None = None
    who: str = ""
    no_deputy: bool = False
    seat_ends: date | None = None
    chair: str = ""
    reply: str = ""


@dataclass(frozen=True)
class _Found:
    """The one row that the card is made of."""

    id: str
    day: date
    starts_at: datetime
    minutes: int
    mode: str
    aim: str
    chair: str
    papers_on: date | None
    board_id: str
    board: str
    papers_days: int
    default_marking: str | None
    venue: dict = field(default_factory=dict)
    travel: int | None = None
    reply: str = ""


def next_meeting(viewer: Viewer, boards: dict[str, BoardWithSeats]) -> NextMeeting | None:
    """The soonest meeting ahead on a board of one's own, or None. Three statements at most."""
    own = [board for board in boards.values() if board.roles_of(viewer.person_id)]
    sits = [board.id for board in own if set(board.roles_of(viewer.person_id)) - {"deputy"}]
    found = _first_of(viewer, sits or [board.id for board in own])
    return _card(viewer, found, boards[found.board_id]) if found else None


def _first_of(viewer: Viewer, board_ids: list[str]) -> _Found | None:
    if not board_ids:
        return None
    row = next(iter(_next_rows(viewer, board_ids)), None)
    if row is None:
        return None
    facts, (minutes, reply), place = row[:12], row[12:14], row[14:]
    names = [column.name for column in VENUE]
    venue = dict(zip(names, place, strict=True)) if place[0] else {}
    return _Found(*(*facts, venue, minutes, reply or ""))


@prepared("list")
def _next_rows(viewer: Viewer, board_ids: list[str]):
    board = readable(Board, viewer).select(*BOARD).alias("of_board")
    venue = readable(Venue, viewer).select(*VENUE).alias("at_venue")
    way = readable(Travel, viewer).select(Travel.venue, Travel.minutes).where(Travel.town == viewer.town)
    way = way.alias("way")
    mine = readable(Attendance, viewer).select(Attendance.meeting, Attendance.reply)
    mine = mine.where(Attendance.person == viewer.person_id).alias("mine")
    return (
        readable(Meeting, viewer)
        .select(
            *OWN,
            *[board.c[column.column_name] for column in BOARD],
            way.c.minutes,
            mine.c.reply,
            *[venue.c[column.column_name] for column in VENUE],
        )
        .join(board, on=(board.c.id == Meeting.board))
        .join(venue, JOIN.LEFT_OUTER, on=(venue.c.id == Meeting.venue))
        .join(way, JOIN.LEFT_OUTER, on=(way.c.venue_id == Meeting.venue))
        .join(mine, JOIN.LEFT_OUTER, on=(mine.c.meeting_id == Meeting.id))
        .where(Meeting.board.in_(board_ids), Meeting.starts_at > viewer.now, Meeting.state != "cancelled")
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(1)
        .tuples()
    )


def _card(viewer: Viewer, found: _Found, board: BoardWithSeats) -> NextMeeting:
    roles = board.roles_of(viewer.person_id)
    papers, late = rules.papers_words(found.day, found.papers_on, found.papers_days, viewer.today)
    start = london(found.starts_at)
    card = NextMeeting(
        id=found.id,
        board_id=found.board_id,
        board=found.board,
        day=long_day(found.day, viewer.today),
        far=how_far(found.day, viewer.today),
        times=f"{span(start, found.minutes)}, {rules.MODES.get(found.mode, found.mode)}",
        aim=found.aim,
        papers=papers,
        papers_late=late,
        papers_last_time="" if found.papers_on else _last_time(viewer, found),
        sign=_sign(viewer, found),
        who=_who(viewer, board, roles),
        no_deputy=board.deputy_missing and "lead" in roles,
        seat_ends=_ends_soon(viewer, board),
        chair=rules.chair_words(found.chair),
        reply=found.reply,
    )
    if found.venue:
        card.place = found.venue["name"]
        card.access = access_words(found.venue)
        if found.travel:
            card.travel = rules.leave_and_home(found.starts_at, found.minutes, found.travel)
    return card


def _who(viewer: Viewer, board: BoardWithSeats, roles: list[str]) -> str:
    """Who sits there for the forum: the reader first, then the first names of the others."""
    first = ROLE_WORDS[min(roles, key=list(ROLE_WORDS).index)]
    others = [
        name
        for role, name, person in board.holders
        if person and person != viewer.person_id and role in {"lead", "second"}
    ]
    return f"{join([first, *others])}, for the forum" if first == "You" else f"{first}, with {join(others)}"


def _ends_soon(viewer: Viewer, board: BoardWithSeats) -> date | None:
    """The last day of the reader's own seat, when that is near."""
    ends = [seat.ends for seat in board.seats if seat.holder == viewer.person_id and seat.ends]
    near = [day for day in ends if viewer.today <= day <= viewer.today + ENDS_SOON]
    return min(near, default=None)


def _last_time(viewer: Viewer, found: _Found) -> str:
    before = next(iter(_times_before(viewer, found.board_id)), None)
    return rules.last_time(before[0], before[1], found.papers_days) if before else ""


@prepared("text")
def _times_before(viewer: Viewer, board_id: str):
    return (
        readable(Meeting, viewer)
        .select(Meeting.day, Meeting.papers_on)
        .where(Meeting.board == board_id, Meeting.starts_at <= viewer.now, Meeting.state != "cancelled")
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(1)
        .tuples()
    )


def _sign(viewer: Viewer, found: _Found) -> tuple[str, str] | None:
    """The closest level that stands on the papers, with the first names on its list; None when all is open.

    The board's standing marking speaks where nothing of this meeting is marked yet.
    """
    signs = reports.signs_on(viewer, found.id, found.default_marking)
    here = [sign for sign in signs if sign.marking_id != found.default_marking] or signs
    told = [(_level_now(viewer, sign), sign) for sign in here]
    if not told:
        return None
    level, sign = min(told, key=lambda one: TIGHTEST.index(one[0]))
    names = ["you" if person == viewer.person_id else name for person, name in sign.people]
    names.sort(key=lambda name: name != "you")
    closed = level not in {"members", "public"}
    return (level, _sign_words(level, sign.embargoed_until, names)) if closed else None


def _level_now(viewer: Viewer, sign: reports.Sign) -> str:
    ahead = sign.embargoed_until and sign.embargoed_until > viewer.now
    return "embargoed" if ahead else sign.level


def _sign_words(level: str, ahead: datetime | None, names: list[str]) -> str:
    if level == "embargoed" and ahead:
        return f"Embargoed until {short_date(london(ahead).date())}, {london(ahead):%H:%M}"
    if level == "restricted":
        return f"Restricted: {', '.join(names)}" if names else "Restricted"
    return "Board only"
