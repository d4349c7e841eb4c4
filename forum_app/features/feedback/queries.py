"""What partners owe the forum's reps: lines that can be acted on, one page of each, and the officer's own."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from peewee import JOIN, fn

from ...mail.kinds import MOST_REMINDERS
from ...models.boards import Board
from ...models.meetings import Attendance, FeedbackChase, Meeting, OutcomeFeedback, OutcomeNews
from ...models.organisations import Contact, Organisation
from ...models.people import Person
from ...permissions.abilities import can
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable, with_names
from ...permissions.reports.days import as_day
from ...permissions.roles import TEAM, Viewer
from ..control.queries import PLAIN, levels
from . import rules

MOST_OPEN = 200
LATEST = 20


@dataclass
class OwedLine:
    """News that a partner owes: what it is about, how late, and whom we asked. `version` goes with acts."""

    id: str
    version: int
    words: str
    partner: str
    partner_id: str
    due_on: date
    given_on: date | None
    meeting_id: str | None
    today: date
    may_chase: bool = False
    asked_words: str = ""
    last_officer: str = ""
    last_officer_id: str = ""
    may_remind: bool = False

    @property
    def days_late(self) -> int:
        return 0 if self.given_on else max(0, (self.today - self.due_on).days)

    @property
    def pill(self) -> tuple[str, str]:
        return rules.late_words(self.due_on, self.given_on, self.today)


@dataclass
class Owed:
    """Everything owed, late first, by partner; and what came last."""

    late: list[tuple[str, list[OwedLine]]] = field(default_factory=list)
    coming: list[OwedLine] = field(default_factory=list)
    came: list[OwedLine] = field(default_factory=list)


def owed(viewer: Viewer) -> Owed:
    """All that this viewer may know is owed. Six statements."""
    waiting = readable(OutcomeFeedback, viewer).where(OutcomeFeedback.given_on.is_null())
    waiting = waiting.order_by(OutcomeFeedback.due_on, OutcomeFeedback.id).limit(MOST_OPEN)
    given = readable(OutcomeFeedback, viewer).where(OutcomeFeedback.given_on.is_null(False))
    given = given.order_by(OutcomeFeedback.given_on.desc(), OutcomeFeedback.id.desc()).limit(LATEST)
    lines = _lines(viewer, [*_named(viewer, waiting), *_named(viewer, given)])
    open_lines = [line for line in lines if line.given_on is None]
    return Owed(
        _by_partner([line for line in open_lines if line.days_late]),
        [line for line in open_lines if not line.days_late],
        [line for line in lines if line.given_on],
    )


def late_lines(viewer: Viewer, most: int = 10) -> list[OwedLine]:
    """What is late, the oldest first, for Home; each with what this viewer may do with it."""
    late = readable(OutcomeFeedback, viewer).where(
        OutcomeFeedback.given_on.is_null(), OutcomeFeedback.due_on < viewer.today
    )
    return _lines(
        viewer, _named(viewer, late.order_by(OutcomeFeedback.due_on, OutcomeFeedback.id).limit(most))
    )


def line(viewer: Viewer, feedback_id: str) -> OwedLine:
    """One line, drawn again after an act. Raises NotFound."""
    here = readable(OutcomeFeedback, viewer).where(OutcomeFeedback.id == feedback_id)
    found = _lines(viewer, _named(viewer, here))
    if not found:
        raise NotFound
    return found[0]


def _named(viewer: Viewer, query) -> list:
    """Rows of feedback with the names of their partner, board and meetings."""
    meeting = readable(Meeting, viewer).select(Meeting.id, Meeting.day, Meeting.board).alias("of_meeting")
    board = readable(Board, viewer).select(Board.id, Board.short_name).alias("of_board")
    on_board = board.c.id == fn.COALESCE(OutcomeFeedback.board, meeting.c.board_id)
    joined = query.select_extend(meeting.c.day.alias("day"), board.c.short_name.alias("board_name"))
    joined = joined.join(meeting, JOIN.LEFT_OUTER, on=(meeting.c.id == OutcomeFeedback.meeting))
    joined = joined.join(board, JOIN.LEFT_OUTER, on=on_board)
    joined.viewer = viewer
    named = {"partner": "plain_name", "short": "short_name"}
    joined = with_names(joined, Organisation, OutcomeFeedback.owed_by, **named)
    joined = with_names(joined, Meeting, OutcomeFeedback.second_meeting, second_day="day")
    return list(joined.objects())


def _lines(viewer: Viewer, rows: list) -> list[OwedLine]:
    asked = _asked(viewer, [row.id for row in rows])
    return [
        OwedLine(
            **_last_asked(asked.get(row.id, []), row.given_on is not None, viewer),
            id=row.id,
            version=row.version,
            words=words_of(viewer, row, row.board_name or ""),
            partner=row.owed_by_words or row.short or row.partner or "",
            partner_id=row.owed_by_id,
            due_on=row.due_on,
            given_on=row.given_on,
            meeting_id=row.meeting_id,
            today=viewer.today,
            may_chase=row.given_on is None and can(viewer, "chase_feedback", None),
            asked_words=_asked_words(asked.get(row.id, []), viewer),
        )
        for row in rows
    ]


def words_of(viewer: Viewer, row, board: str) -> str:
    """What the news is about, as this viewer may know it."""
    days = [day for day in (as_day(row.day), as_day(row.second_day)) if day]
    return rules.meeting_words(board, days, viewer.today) if days else row.about or board or "Work with us"


def _by_partner(lines: list[OwedLine]) -> list[tuple[str, list[OwedLine]]]:
    found: dict[str, list[OwedLine]] = defaultdict(list)
    for one_line in lines:
        found[one_line.partner].append(one_line)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def _asked(viewer: Viewer, ids: list[str]) -> dict[str, list]:
    """The links that were sent for these, oldest first, for those who may know. One statement."""
    if not ids or not viewer.has("steering", *TEAM):
        return {}
    sent = readable(FeedbackChase, viewer).where(FeedbackChase.feedback.in_(ids))
    sent = with_names(sent, Contact, FeedbackChase.contact, officer="name", officer_email="email")
    sent = with_names(sent, Person, FeedbackChase.asked_by, asker="first_name")
    found: dict[str, list] = defaultdict(list)
    for row in sent.order_by(FeedbackChase.asked_on, FeedbackChase.id).objects():
        found[row.feedback_id].append(row)
    return found


def _last_asked(sent: list, given: bool, viewer: Viewer) -> dict:
    """Whom a line can remind in one tap, while that is not too often."""
    live = [row for row in sent if row.kind != "thanks"]
    if given or not live or not can(viewer, "chase_feedback", None):
        return {}
    last = live[-1]
    reminders = sum(row.kind == "reminder" and row.contact_id == last.contact_id for row in live)
    may = bool(last.officer_email) and reminders < MOST_REMINDERS and last.asked_on < viewer.today
    return {"last_officer": last.officer or "", "last_officer_id": last.contact_id, "may_remind": may}


def _asked_words(sent: list, viewer: Viewer) -> str:
    live = [row for row in sent if row.stopped_on is None and row.kind != "thanks"]
    if not live:
        return ""
    reminders = sum(row.kind == "reminder" for row in live)
    said = f"{live[-1].officer} was asked on {rules.plain_day(live[0].asked_on, viewer.today)}"
    return f"{said}, reminded on {rules.plain_day(live[-1].asked_on, viewer.today)}" if reminders else said


@dataclass
class FeedbackPage:
    """One thing owed: its news where it may be read, and each link that was sent for it."""

    row: Any
    line: OwedLine
    news: Any = None
    sign: Any = None
    sent: list = field(default_factory=list)
    officers: list = field(default_factory=list)
    chosen: str = ""
    were_there: list = field(default_factory=list)


def feedback_page(viewer: Viewer, feedback_id: str) -> FeedbackPage:
    """One thing owed, with what came of it and whom we asked. Raises NotFound."""
    row = one(OutcomeFeedback, feedback_id, viewer)
    found = FeedbackPage(row, line(viewer, feedback_id))
    news = readable(OutcomeNews, viewer).where(OutcomeNews.feedback == row.id)
    found.news = news.first()
    if found.news:
        signs = levels(viewer, [found.news])
        found.sign = signs.get(found.news.marking_id) or PLAIN.get(found.news.level, PLAIN["members"])
    if viewer.has("steering", *TEAM):
        found.were_there = _were_there(
            viewer, [one for one in (row.meeting_id, row.second_meeting_id) if one]
        )
    found.sent = _asked(viewer, [row.id]).get(row.id, [])
    if found.line.may_chase:
        found.officers = officers(viewer, row.owed_by_id)
        last = [sent.contact_id for sent in found.sent]
        with_address = [officer.id for officer in found.officers if officer.email]
        found.chosen = next((officer for officer in [*reversed(last), *with_address]), "")
    return found


def _were_there(viewer: Viewer, meetings: list[str]) -> list:
    """Those who were at the meetings, as far as this viewer may know, but not the viewer."""
    present = readable(Attendance, viewer).select(Attendance.person)
    present = present.where(Attendance.meeting.in_(meetings), Attendance.state == "present")
    rows = readable(Person, viewer).where(Person.id.in_(present), Person.id != viewer.person_id)
    return list(rows.order_by(Person.sort_name, Person.id)) if meetings else []


def officers(viewer: Viewer, organisation_id: str | None) -> list:
    """The officers of a partner by name, or all there are where it has none."""
    rows = readable(Contact, viewer)
    known = with_names(rows, Organisation, Contact.organisation, works_for="short_name")
    found = list(known.order_by(Contact.name, Contact.id).objects())
    return [row for row in found if row.organisation_id == organisation_id] or found


def partners(viewer: Viewer) -> list[tuple[str, str]]:
    """The bodies that may owe news, by name."""
    rows = readable(Organisation, viewer).where(Organisation.ended_on.is_null())
    return [(row.id, row.name) for row in rows.order_by(Organisation.name, Organisation.id)]


@dataclass
class OfficerPage:
    """What an officer sees who opened a link, and nothing else."""

    kind: str
    chase: Any
    feedback: Any
    about: str
    news: Any = None
    answered_by_others: bool = False
    may_correct: bool = False


def officer_page(officer: Viewer) -> OfficerPage:
    """The officer's one thing, read as the officer. Raises NotFound."""
    who = officer.guest_link
    if who is None:
        raise NotFound
    chase = one(FeedbackChase, who.chase, officer)
    feedback = one(OutcomeFeedback, who.feedback, officer) if who.feedback else None
    page = OfficerPage(chase.kind, chase, feedback, _about_for_officer(officer, feedback))
    if feedback is None:
        return page
    page.news = readable(OutcomeNews, officer).where(OutcomeNews.feedback == feedback.id).first()
    page.answered_by_others = page.news is None and feedback.given_on is not None
    told = readable(FeedbackChase, officer).where(
        FeedbackChase.feedback == feedback.id, FeedbackChase.answered_at.is_null(False)
    )
    first = told.order_by(FeedbackChase.answered_at).first()
    page.may_correct = bool(page.news) and rules.may_correct(
        first.answered_at if first else None, officer.now
    )
    return page


def _about_for_officer(officer: Viewer, feedback) -> str:
    """The meeting's board and day where neither is closed; else no more than that there was one."""
    meetings = list(readable(Meeting, officer).order_by(Meeting.day, Meeting.id))
    if meetings:
        board = readable(Board, officer).where(Board.id == meetings[0].board_id).first()
        return rules.meeting_words(
            board.name if board else "A meeting", [row.day for row in meetings], officer.today
        )
    open_words = feedback is not None and feedback.meeting_id is None and feedback.marking_id is None
    return (open_words and feedback.about) or "Your meeting with the forum"
