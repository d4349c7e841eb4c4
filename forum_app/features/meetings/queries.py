"""What the meeting pages show, read for one viewer."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from peewee import JOIN, Case, fn

from ...models.boards import Board, QuorumPart, Seat, TermsOfReference
from ...models.meetings import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingReport,
    OutcomeFeedback,
    Paper,
    PartnerCount,
    Pulse,
    ReservedAnswer,
    Travel,
    Venue,
)
from ...models.money import TimeEntry
from ...models.organisations import Contact, Organisation
from ...models.people import Person, Role
from ...models.reading import PaperRead, PrivateNote
from ...permissions import abilities, reports
from ...permissions.calendar import calendar_rows
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer
from ..control.queries import PLAIN, Level, levels, marking_levels
from . import facts

PAGE = 50
PLACE_FACTS = {"name", "town", "step_free", "hearing_loop", "quiet_room", "parking", "note"}


@dataclass
class Listing:
    """One page of meetings by key; `later` is the id to go on from, or None."""

    meetings: list
    boards: dict
    later: str | None = None


def index(viewer: Viewer, *, everything: bool = False, after: str | None = None) -> Listing:
    """Meetings from today on, or of all time, soonest first, 50 at a time."""
    query = readable(Meeting, viewer).order_by(Meeting.starts_at, Meeting.id).limit(PAGE + 1)
    if not everything:
        query = query.where(Meeting.day >= viewer.today)
    if after and (last := readable(Meeting, viewer).where(Meeting.id == after).first()):
        same = (Meeting.starts_at == last.starts_at) & (Meeting.id > last.id)
        query = query.where((Meeting.starts_at > last.starts_at) | same)
    found = list(query)
    more = found[PAGE - 1].id if len(found) > PAGE else None
    return Listing(found[:PAGE], boards_by_id(viewer), more)


def boards_by_id(viewer: Viewer) -> dict:
    """Every board by id; boards are few."""
    return {board.id: board for board in readable(Board, viewer)}


def school_year(viewer: Viewer) -> facts.SchoolYear:
    """The forum's terms, INSET days, extra holidays and school hours. One statement."""
    return facts.calendar(calendar_rows(viewer))


@dataclass
class MeetingPage:
    """Everything one meeting page shows; lists hold only what the viewer may read."""

    meeting: Any
    board: Any
    venue: Any = None
    items: list = field(default_factory=list)
    papers: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    reports: list = field(default_factory=list)
    feedback: list = field(default_factory=list)
    seats: list = field(default_factory=list)
    signs: dict = field(default_factory=dict)
    flags: list = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    clocks: Any = None
    points: list = field(default_factory=list)
    today_at: float | None = None
    quorum: Any = None
    present: int = 0
    read: set[str] = field(default_factory=set)


def meeting_page(viewer: Viewer, meeting_id: str) -> MeetingPage:
    """One meeting with all that hangs from it, in a fixed number of statements. Raises NotFound."""
    meeting = _with_venue(viewer, meeting_id)
    page = MeetingPage(meeting, _board_of(viewer, meeting), meeting.venue_id and meeting.place)
    page.items = _of(AgendaItem, viewer, meeting, AgendaItem.position)
    page.papers = _of(Paper, viewer, meeting, Paper.title)
    page.read = papers_read(viewer, page.papers)
    page.decisions = decisions_of(viewer, Decision.meeting == meeting.id)
    reports_ = readable(MeetingReport, viewer).where(MeetingReport.meeting == meeting.id)
    named = with_names(reports_.order_by(MeetingReport.id), Person, MeetingReport.person, author="name")
    page.reports = list(named.objects())
    feedback = readable(OutcomeFeedback, viewer).where(OutcomeFeedback.meeting == meeting.id)
    owed = with_names(feedback, Organisation, OutcomeFeedback.owed_by, partner="short_name")
    page.feedback = list(owed.order_by(OutcomeFeedback.due_on).objects())
    page.seats = seats_on(viewer, meeting)
    page.signs = levels(viewer, [*page.items, *page.papers, *page.decisions, *page.reports])
    _judge(viewer, page)
    return page


def meeting_and_board(viewer: Viewer, meeting_id: str) -> tuple[Any, Any]:
    """A meeting and its board, for what is asked about it. Raises NotFound."""
    meeting = one(Meeting, meeting_id, viewer)
    return meeting, one(Board, meeting.board_id, viewer)


def _with_venue(viewer: Viewer, meeting_id: str):
    """The meeting, with its venue as `place`. One statement."""
    facts_of_place = [name for name in Venue._meta.sorted_field_names if name in PLACE_FACTS]
    query = readable(Meeting, viewer).where(Meeting.id == meeting_id)
    found = with_names(query, Venue, Meeting.venue, **{f"place_{name}": name for name in facts_of_place})
    meeting = next(iter(found.objects()), None)
    if meeting is None:
        raise NotFound
    meeting.place = SimpleNamespace(**{name: getattr(meeting, f"place_{name}") for name in facts_of_place})
    return meeting


def _board_of(viewer: Viewer, meeting):
    """The meeting's board, and whether any terms of reference are held for it. One statement."""
    terms = readable(TermsOfReference, viewer).select(TermsOfReference.id)
    held = fn.EXISTS(terms.where(TermsOfReference.board == Board.id))
    board = readable(Board, viewer).select_extend(held.alias("has_terms"))
    found = board.where(Board.id == meeting.board_id).first()
    if found is None:
        raise NotFound
    return found


def _of(model, viewer: Viewer, meeting, order) -> list:
    return list(readable(model, viewer).where(model.meeting == meeting.id).order_by(order, model.id))


def papers_read(viewer: Viewer, papers: list) -> set[str]:
    """Those of these papers that the viewer has read. One statement, none where there is no paper."""
    if not papers or viewer.is_guest:
        return set()
    mine = readable(PaperRead, viewer).where(PaperRead.person == viewer.person_id)
    return {row.paper_id for row in mine.where(PaperRead.paper.in_([paper.id for paper in papers]))}


def decisions_of(viewer: Viewer, which) -> list:
    """Decisions and actions with the names of their forum and partner owners, newest first."""
    query = readable(Decision, viewer).where(which).order_by(Decision.decided_on.desc(), Decision.id.desc())
    query = with_names(query, Person, Decision.owner, owner_name="first_name")
    query = with_names(query, Contact, Decision.partner_contact, contact_name="name")
    asked = (
        readable(ReservedAnswer, viewer)
        .select(
            ReservedAnswer.decision,
            fn.COUNT(ReservedAnswer.id).alias("asked"),
            fn.SUM(Case(None, [(ReservedAnswer.answer != "", 1)], 0)).alias("answered"),
        )
        .group_by(ReservedAnswer.decision)
        .alias("asked_of")
    )
    query = query.select_extend(asked.c.asked, asked.c.answered)
    return list(query.join(asked, JOIN.LEFT_OUTER, on=(asked.c.decision_id == Decision.id)).objects())


def seats_on(viewer: Viewer, meeting) -> list:
    """The board's seats on the day of the meeting, or today for one that lies ahead, each with its holder's
    name and, where the viewer may see it, answer and attendance."""
    day = viewer.today if meeting.starts_at > viewer.now else meeting.day
    started = Seat.starts_on.is_null() | (Seat.starts_on <= day)
    held = started & (Seat.ends_on.is_null() | (Seat.ends_on >= day))
    rows = readable(Seat, viewer).where(Seat.board == meeting.board_id, held)
    rows = with_names(rows.order_by(Seat.position, Seat.id), Person, Seat.person, name="name")
    came = readable(Attendance, viewer).where(Attendance.meeting == meeting.id).alias("came")
    rows = rows.select_extend(came.c.reply, came.c.state.alias("attended"))
    return list(rows.join(came, JOIN.LEFT_OUTER, on=(came.c.person_id == Seat.person)).objects())


def _judge(viewer: Viewer, page: MeetingPage) -> None:
    """Let the pure rules say what is to be noticed about the meeting."""
    year = school_year(viewer)
    turnout = reports.turnout(viewer, [page.meeting.id]).get(page.meeting.id, (0, 0, 0))
    page.present = turnout[0]
    page.flags = facts.flags(viewer, page.meeting, page.board, year, page.present)
    page.missing = facts.missing(viewer, page.meeting, page.papers, bool(page.board.has_terms))
    page.clocks = facts.deadlines(viewer, page.meeting, page.board, year)
    page.points, page.today_at = facts.points(viewer, page.meeting, page.clocks)
    page.quorum = quorum_of(viewer, page.meeting, page.board, turnout)


def quorum_of(viewer: Viewer, meeting, board, turnout: tuple[int, int, int]):
    """The quorum of one meeting in words, or None where the board states none. Two statements at most."""
    parts = readable(QuorumPart, viewer).where(QuorumPart.board == board.id).order_by(QuorumPart.position)
    parts = with_names(
        parts,
        Organisation,
        QuorumPart.organisation,
        short_name="short_name",
        plain_name="plain_name",
        body_sector="sector",
    )
    counts = readable(PartnerCount, viewer).where(PartnerCount.meeting == meeting.id)
    # Whoever was counted under a name that has ended counts for what that body is now.
    counts = with_names(
        counts.order_by(PartnerCount.id), Organisation, PartnerCount.organisation, now="successor"
    )
    counts = list(counts.objects())
    return facts.quorum(viewer, meeting, board, list(parts.objects()), counts, turnout)


@dataclass
class LogPage:
    """What the log form offers: the plan's minutes and the same as last time."""

    meeting: Any
    board: Any
    rep: Any
    venue: Any = None
    last: Any = None
    reading: int = 0
    briefing: int = 0
    travel: int = 0
    logged: Any = None
    entries: list = field(default_factory=list)
    report: Any = None
    pulse: Any = None
    own: Any = None
    sign: Any = None
    seen_by: list[str] = field(default_factory=list)


def log_page(viewer: Viewer, meeting_id: str, rep_id: str | None = None) -> LogPage:
    """The log form of one meeting for one rep, or what they logged. Raises NotFound, NotAllowed."""
    meeting = one(Meeting, meeting_id, viewer)
    rep_id = rep_id or viewer.person_id or ""
    abilities.require(viewer, "log_meeting" if rep_id == viewer.person_id else "log_for_rep", meeting)
    page = LogPage(meeting, one(Board, meeting.board_id, viewer), one(Person, rep_id, viewer))
    page.venue = one(Venue, meeting.venue_id, viewer) if meeting.venue_id else None
    mine = readable(Attendance, viewer).where(Attendance.meeting == meeting.id, Attendance.person == rep_id)
    page.logged = mine.where(Attendance.state != "").first()
    page.sign = sign_of_new_content(viewer, page.board, rep_id)
    if page.logged:
        _fill_logged(viewer, page, rep_id)
    else:
        _fill_last_time(viewer, page, rep_id)
    return page


def sign_of_new_content(viewer: Viewer, board, author_id: str | None) -> Level:
    """Who will see what is written at this board, for the line under the box."""
    if board.default_level in PLAIN:
        return PLAIN[board.default_level]
    if board.default_marking_id in viewer.markings:
        return marking_levels(viewer, {board.default_marking_id})[board.default_marking_id]
    if board.default_level == "board":
        return Level("board", f"Board only: {board.short_name}")
    return Level("restricted", "Restricted: you and the coordinator")


def _fill_logged(viewer: Viewer, page: LogPage, rep_id: str) -> None:
    meeting = page.meeting
    entries = readable(TimeEntry, viewer).where(TimeEntry.meeting == meeting.id, TimeEntry.person == rep_id)
    page.entries = sorted(entries, key=lambda entry: facts.KIND_ORDER.index(entry.kind))
    reports_ = readable(MeetingReport, viewer).where(MeetingReport.meeting == meeting.id)
    page.report = reports_.where(MeetingReport.person == rep_id).first()
    page.pulse = readable(Pulse, viewer).where(Pulse.meeting == meeting.id, Pulse.person == rep_id).first()
    mine = readable(PrivateNote, viewer).where(PrivateNote.meeting == meeting.id)
    page.own = mine.where(PrivateNote.person == rep_id).first()
    page.seen_by = _coordinators(viewer)


def _coordinators(viewer: Viewer) -> list[str]:
    """First names of the coordinators beside the viewer, who look over what is logged."""
    current = Role.ends_at.is_null() | (Role.ends_at > viewer.now)
    roles = readable(Role, viewer).where(Role.role == "coordinator", current).select(Role.person)
    people = readable(Person, viewer).where(Person.id.in_(roles), Person.id != viewer.person_id)
    return [person.first_name for person in people.order_by(Person.sort_name, Person.id)]


def _fill_last_time(viewer: Viewer, page: LogPage, rep_id: str) -> None:
    """Reading, briefing and travel of the last time this rep was at this board."""
    earlier = readable(Meeting, viewer).where(
        Meeting.board == page.board.id, Meeting.starts_at < page.meeting.starts_at
    )
    entries = (
        readable(TimeEntry, viewer)
        .where(TimeEntry.person == rep_id, TimeEntry.meeting.in_(earlier.select(Meeting.id)))
        .order_by(TimeEntry.day.desc(), TimeEntry.id)
    )
    rows = list(entries.limit(12))
    last = [row for row in rows if row.day == rows[0].day] if rows else []
    minutes = {row.kind: row.minutes for row in last}
    page.last = last[0].day if last else None
    page.reading, page.briefing = minutes.get("reading", 0), minutes.get("briefing", 0)
    in_person = page.meeting.mode != "online"
    page.travel = (minutes.get("travel", 0) or _travel(viewer, page)) if in_person else 0


def _travel(viewer: Viewer, page: LogPage) -> int:
    if not page.meeting.venue_id or not page.rep.town:
        return 0
    rows = readable(Travel, viewer).where(Travel.venue == page.meeting.venue_id, Travel.town == page.rep.town)
    found = rows.first()
    return found.minutes * 2 if found else 0


def to_log(viewer: Viewer) -> list:
    """Past meetings of this school year on one's own boards that nobody is marked as at."""
    return reports.unlogged(viewer, boards=sorted(viewer.boards)) if viewer.boards else []


def logged_lately(viewer: Viewer, days: int = 14) -> list:
    """The viewer's own boards' meetings of the last days, to log again or look at."""
    since = facts.days_before(viewer.today, days)
    rows = readable(Meeting, viewer).where(
        Meeting.board.in_(sorted(viewer.boards)),
        Meeting.day >= since,
        Meeting.starts_at <= viewer.now,
        Meeting.state != "cancelled",
    )
    return list(rows.order_by(Meeting.starts_at.desc(), Meeting.id)) if viewer.boards else []


def names(viewer: Viewer, ids) -> dict:
    """Full names by person id, of those the viewer may read."""
    wanted = sorted(set(ids) - {None})
    if not wanted:
        return {}
    return dict(readable(Person, viewer).select(Person.id, Person.name).where(Person.id.in_(wanted)).tuples())


@dataclass
class DecisionPage:
    decision: Any
    board: Any
    meeting: Any
    answers: list
    mine: Any
    people: dict
    contact: Any
    sign: Any


def decision_page(viewer: Viewer, decision_id: str) -> DecisionPage:
    """One decision or action, with the answers of those asked. Raises NotFound."""
    decision = one(Decision, decision_id, viewer)
    answers = list(readable(ReservedAnswer, viewer).where(ReservedAnswer.decision == decision.id))
    ids = {row.person_id for row in answers} | {decision.owner_id, decision.asked_by_id}
    contact = decision.partner_contact_id
    return DecisionPage(
        decision,
        one(Board, decision.board_id, viewer),
        one(Meeting, decision.meeting_id, viewer) if decision.meeting_id else None,
        answers,
        next((row for row in answers if abilities.can(viewer, "answer_decision", row)), None),
        names(viewer, ids),
        readable(Contact, viewer).where(Contact.id == contact).first() if contact else None,
        levels(viewer, [decision]).get(decision.marking_id),
    )


def contact_named(viewer: Viewer, name: str) -> str | None:
    """The partner officer who goes by exactly this name, if there is one."""
    wanted = name.strip().casefold()
    found = readable(Contact, viewer).select(Contact.id, Contact.name).tuples()
    return next((row for row, known in found if known.casefold() == wanted), None)
