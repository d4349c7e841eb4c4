"""What a rep's digest says: what comes, what to do before it, what came back, what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peewee import JOIN, fn

from ...clock import london
from ...fields.words import clock_time, number_of, short_day
from ...models.boards import Board
from ...models.meetings import Attendance, Decision, Meeting, OutcomeFeedback, Paper
from ...models.money import Claim, Offer, Thanks
from ...models.post import Reminder
from ...permissions import reports
from ...permissions.prepared import prepared
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from ..control.out_of_mail import behind, closed_markings
from ..ledger.queries.returned import feedback_for, told_once
from ..ledger.rules import the
from ..today.rules import may_ask
from .lines import Line, Lines
from .queries import counted

COMING_DAYS = 14
A_WEEK = timedelta(days=7)
Asked = dict[tuple[str, str], list[date]]


@dataclass(frozen=True)
class _Meeting:
    """A meeting ahead on a board of the reader's own."""

    id: str
    board: str
    starts_at: datetime
    papers_on: date | None
    papers_days: int
    reply: str
    papers: int = 0

    @property
    def day(self) -> date:
        return london(self.starts_at).date()


def rep_facts(viewer: Viewer, since: datetime, until: datetime) -> Lines:
    """One rep's digest of the time between two moments. A fixed number of statements."""
    closed = closed_markings(viewer)
    # Nobody is reminded of one thing more than twice, by whatever mail; after that it is left to Home.
    asked = _asked(viewer)
    twice = (until - 2 * max(until - since, A_WEEK)).date()
    found = [
        *_coming(viewer, until, closed, asked),
        *_to_do(viewer, twice, closed, asked),
        *_owed(viewer, twice, closed),
        *_came_back(viewer, since, until, closed),
        *_settled(viewer, since, closed),
    ]
    return Lines(viewer.today, _headline(found), found, **counted(closed))


def _headline(lines: list[Line]) -> str:
    ahead = sum(line.section == "coming" and line.new for line in lines)
    waiting = sum(line.section == "to-do" or line.tone == "look" for line in lines)
    coming = number_of(ahead, "meeting") if ahead else "No meeting"
    told = "Nothing new waits for you"
    if waiting:
        told = f"{number_of(waiting, 'thing')} {'waits' if waiting == 1 else 'wait'} for you"
    return f"{coming} in the next two weeks. {told}."


def _asked(viewer: Viewer) -> Asked:
    """The days on which the reader was reminded of a thing."""
    found: Asked = {}
    for kind, row, day in _reminders(viewer):
        found.setdefault((kind, row), []).append(day)
    return found


@prepared()
def _reminders(viewer: Viewer):
    mine = readable(Reminder, viewer).where(Reminder.person == viewer.person_id)
    return mine.select(Reminder.kind, Reminder.row, Reminder.asked_on).order_by(Reminder.asked_on).tuples()


def _coming(viewer: Viewer, until: datetime, closed: dict[str, str], asked: Asked) -> Iterator[Line]:
    """The meetings of the next two weeks; while there is none, the next one, of which nothing is asked."""
    if not viewer.boards:
        return
    last = max(until, viewer.now) + timedelta(days=COMING_DAYS)
    rows = [_Meeting(*row) for row in _ahead(viewer, sorted(viewer.boards))]
    hidden = behind(Meeting, viewer, [one.id for one in rows], closed)
    rows = [one for one in rows if one.id not in hidden]
    soon = [one for one in rows if one.starts_at <= last]
    papers = dict(_papers(viewer, [one.id for one in soon])) if soon else {}
    for one in soon:
        asks = not one.reply and may_ask(asked.get(("reply", one.id), []), viewer.today)
        told = f": {_before(viewer, one, papers.get(one.id, 0), asks)}."
        yield _line_of(viewer, one, told, tone="look" if asks else "", asks="reply" if asks else "")
    for one in rows[: not soon]:
        yield _line_of(viewer, one, ".", new=False)


def _line_of(viewer: Viewer, one: _Meeting, told: str, **more) -> Line:
    when = f"{short_day(one.day, viewer.today)}, {clock_time(one.starts_at)}"
    return Line("coming", f"{when} {one.board}", told, ("meetings", one.id), **more)


def _before(viewer: Viewer, one: _Meeting, papers: int, asks: bool) -> str:
    """What is still to do before a meeting."""
    told = ["say whether you can come"] if asks else []
    if papers:
        told.append(f"{number_of(papers, 'paper')} to read")
    elif one.papers_on is None and one.day - viewer.today <= timedelta(days=one.papers_days):
        told.append("the papers are late")
    return ", ".join(told) or ("nothing more to do before it" if one.reply else "no answer from you yet")


@prepared("list")
def _ahead(viewer: Viewer, boards: list[str]):
    board = readable(Board, viewer).select(Board.id, Board.short_name, Board.papers_days).alias("of_board")
    mine = readable(Attendance, viewer).select(Attendance.meeting, Attendance.reply)
    mine = mine.where(Attendance.person == viewer.person_id).alias("mine")
    facts = [Meeting.id, board.c.short_name, Meeting.starts_at, Meeting.papers_on, board.c.papers_days]
    return (
        readable(Meeting, viewer)
        .select(*facts, fn.COALESCE(mine.c.reply, ""))
        .join(board, on=(board.c.id == Meeting.board))
        .join(mine, JOIN.LEFT_OUTER, on=(mine.c.meeting_id == Meeting.id))
        .where(
            Meeting.board.in_(boards),
            Meeting.state != "cancelled",
            Meeting.starts_at > viewer.now,
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(10)
        .tuples()
    )


@prepared("list")
def _papers(viewer: Viewer, meetings: list[str]):
    rows = readable(Paper, viewer).select(Paper.meeting, fn.COUNT(Paper.id))
    return rows.where(Paper.meeting.in_(meetings)).group_by(Paper.meeting).tuples()


def _to_do(viewer: Viewer, twice: date, closed: dict[str, str], asked: Asked) -> Iterator[Line]:
    """Meetings to log, and what the reader has taken on that is due about now."""
    unlogged = reports.unlogged(viewer, viewer.boards, limit=5) if viewer.boards else []
    unlogged = [one for one in unlogged if may_ask(asked.get(("log", one.id), []), viewer.today)]
    hidden = behind(Meeting, viewer, [one.id for one in unlogged], closed)
    for one in unlogged:
        if one.id not in hidden:
            day = short_day(one.day, viewer.today)
            address = f"/meetings/{one.id}/log"
            part = ("meetings", one.id)
            yield Line("to-do", f"Log {one.board}, {day}", ".", part, address, asks="log")
    half = (viewer.today - twice) // 2
    mine = list(_taken_on(viewer, viewer.today - half, viewer.today + half))
    kept_out = behind(Decision, viewer, [row for row, *_ in mine], closed)
    for row, text, due_on in mine:
        words = "Something you took on" if row in kept_out else text.rstrip(".")
        yield Line("to-do", words, f", by {short_day(due_on, viewer.today)}.", ("decisions", row))


@prepared("day", "day")
def _taken_on(viewer: Viewer, first: date, last: date):
    mine = (Decision.owner == viewer.person_id) & (Decision.kind == "action") & (Decision.state == "open")
    rows = readable(Decision, viewer).select(Decision.id, Decision.text, Decision.due_on)
    return (
        rows.where(mine, Decision.due_on.between(first, last))
        .order_by(Decision.due_on, Decision.id)
        .limit(10)
        .tuples()
    )


def _owed(viewer: Viewer, twice: date, closed: dict[str, str]) -> Iterator[Line]:
    """News that a partner has not given, and money to decide about; a sum never stands in a mail."""
    late = _late_news(viewer)
    hidden = behind(OutcomeFeedback, viewer, [one.id for one in late], closed)
    for one in late:
        if one.id in hidden:
            continue
        day, due = short_day(one.day, viewer.today), short_day(one.due_on, viewer.today)
        told = f"News of {one.board}, {day}"
        yield Line(
            "owed",
            told,
            f": due from {the(one.partner)} on {due}.",
            ("outcome_feedback", one.id),
            "/ledger",
            new=False,
        )
    choices = _undecided(viewer, twice)
    if choices:
        yield Line(
            "owed",
            number_of(choices, "offer"),
            f" {'waits' if choices == 1 else 'wait'} for your choice.",
            address="/ledger",
            tone="look",
        )


def _late_news(viewer: Viewer):
    late = OutcomeFeedback.given_on.is_null() & (OutcomeFeedback.due_on < viewer.today)
    rows = feedback_for(viewer).where(late).order_by(OutcomeFeedback.due_on, OutcomeFeedback.id)
    return told_once(rows.limit(10).tuples())


def _undecided(viewer: Viewer, twice: date) -> int:
    return _count_of_offers(viewer, twice)[0][0]


@prepared("day")
def _count_of_offers(viewer: Viewer, twice: date):
    lately = readable(Meeting, viewer).select(Meeting.id).where(Meeting.day > twice)
    mine = (Offer.person == viewer.person_id) & (Offer.choice == "undecided") & Offer.meeting.in_(lately)
    return readable(Offer, viewer).select(fn.COUNT(Offer.id)).where(mine).tuples()


def _came_back(viewer: Viewer, since: datetime, until: datetime, closed: dict[str, str]) -> Iterator[Line]:
    """Thanks, news and payments that came in the time the digest tells of."""
    first, last = london(since).date(), min(london(until).date(), viewer.today)
    for row, who in _thanks(viewer, first, last):
        yield Line(
            "came-back",
            f"Thanks from {who}" if who else "Somebody thanked you",
            ".",
            ("thanks", row),
            "/ledger",
        )
    given = feedback_for(viewer).where(OutcomeFeedback.given_on.between(first, last))
    told = told_once(given.order_by(OutcomeFeedback.given_on, OutcomeFeedback.id).limit(10).tuples())
    hidden = behind(OutcomeFeedback, viewer, [one.id for one in told], closed)
    for one in told:
        if one.id not in hidden:
            words = f"News of what came of {one.board}, {short_day(one.day, viewer.today)}"
            yield Line(
                "came-back", words, f", from {the(one.partner)}.", ("outcome_feedback", one.id), "/ledger"
            )
    paid = _paid(viewer, first, last)[0][0]
    if paid:
        yield Line(
            "came-back",
            number_of(paid, "claim"),
            f" {'was' if paid == 1 else 'were'} paid.",
            address="/ledger",
        )


@prepared("day", "day")
def _thanks(viewer: Viewer, first: date, last: date):
    mine = (Thanks.person == viewer.person_id) & (Thanks.state == "sent") & Thanks.day.between(first, last)
    rows = readable(Thanks, viewer).select(Thanks.id, Thanks.from_words).where(mine)
    return rows.order_by(Thanks.day, Thanks.id).limit(10).tuples()


@prepared("day", "day")
def _paid(viewer: Viewer, first: date, last: date):
    mine = (Claim.person == viewer.person_id) & (Claim.state == "paid") & Claim.paid_on.between(first, last)
    return readable(Claim, viewer).select(fn.COUNT(Claim.id)).where(mine).tuples()


def _settled(viewer: Viewer, since: datetime, closed: dict[str, str]) -> Iterator[Line]:
    """What was settled on the reader's boards; what is closed is only counted, in the foot."""
    if not viewer.boards:
        return
    rows = list(_decided(viewer, london(since).date(), sorted(viewer.boards)))
    hidden = behind(Decision, viewer, [row for row, *_ in rows], closed)
    for row, board, text in rows:
        if row not in hidden:
            yield Line("settled", text.rstrip("."), f" ({board}).", ("decisions", row))


@prepared("day", "list")
def _decided(viewer: Viewer, first: date, boards: list[str]):
    board = readable(Board, viewer).select(Board.id, Board.short_name).alias("of_board")
    return (
        readable(Decision, viewer)
        .select(Decision.id, board.c.short_name, Decision.text)
        .join(board, on=(board.c.id == Decision.board))
        .where(
            Decision.board.in_(boards),
            Decision.kind == "decision",
            Decision.decided_on.between(first, viewer.today),
        )
        .order_by(Decision.decided_on, Decision.id)
        .limit(10)
        .tuples()
    )
