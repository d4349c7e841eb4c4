"""The receiving side of one's own ledger: claims, offers, thanks, training, and news of what changed."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN, fn

from ....models.boards import Board
from ....models.meetings import Attendance, Meeting, OutcomeFeedback, OutcomeNews
from ....models.money import Claim, ClaimLine, Offer, Thanks
from ....models.organisations import Organisation
from ....models.people import Training, TrainingRecord
from ....permissions.readable import readable
from ....permissions.roles import Viewer


@dataclass(frozen=True)
class ClaimLineSum:
    """One claim of one's own, summed."""

    id: str
    period: str
    period_start: date
    period_end: date
    state: str
    paid_on: date | None
    note: str
    to_charity: str
    pence: int


def claims(viewer: Viewer, since: date) -> list[ClaimLineSum]:
    """Own claims that are paid since, or not paid yet; a treasurer reads everyone's, so it says whose."""
    lines = readable(ClaimLine, viewer).select(ClaimLine.claim, fn.SUM(ClaimLine.pence).alias("pence"))
    lines = lines.group_by(ClaimLine.claim).alias("lines")
    charity = readable(Organisation, viewer).select(Organisation.id, Organisation.name).alias("charity")
    period = [Claim.period, Claim.period_start, Claim.period_end]
    rows = (
        readable(Claim, viewer)
        .select(Claim.id, *period, Claim.state, Claim.paid_on, Claim.note)
        .select_extend(fn.COALESCE(charity.c.name, ""), fn.COALESCE(lines.c.pence, 0))
        .join(lines, JOIN.LEFT_OUTER, on=(lines.c.claim_id == Claim.id))
        .join(charity, JOIN.LEFT_OUTER, on=(charity.c.id == Claim.pay_to))
        .where(Claim.person == viewer.person_id, Claim.paid_on.is_null() | (Claim.paid_on >= since))
        .order_by(Claim.period_start.desc(), Claim.id)
    )
    return [ClaimLineSum(*row) for row in rows.tuples()]


@dataclass(frozen=True)
class OfferMade:
    """Money offered to oneself for one meeting; the choice is between oneself and the treasurer."""

    day: date
    board: str
    pence: int
    choice: str
    taken_pence: int | None


def offers(viewer: Viewer, since: date) -> list[OfferMade]:
    meeting = readable(Meeting, viewer).select(Meeting.id, Meeting.day, Meeting.board).alias("of_meeting")
    board = readable(Board, viewer).select(Board.id, Board.short_name).alias("of_board")
    rows = (
        readable(Offer, viewer)
        .select(meeting.c.day, board.c.short_name, Offer.pence, Offer.choice, Offer.taken_pence)
        .join(meeting, on=(meeting.c.id == Offer.meeting))
        .join(board, on=(board.c.id == meeting.c.board_id))
        .where(Offer.person == viewer.person_id, meeting.c.day >= since)
        .order_by(meeting.c.day, Offer.id)
    )
    return [OfferMade(as_date(day), *rest) for day, *rest in rows.tuples()]


def thanks(viewer: Viewer, since: date) -> list:
    """Thanks to the viewer, newest first; others may read them too, so it says whose."""
    rows = readable(Thanks, viewer).where(
        Thanks.person == viewer.person_id, Thanks.day >= since, Thanks.state == "sent"
    )
    return list(rows.order_by(Thanks.day.desc(), Thanks.id))


@dataclass(frozen=True)
class News:
    """What a partner told, or still owes, of what came of a meeting one was at."""

    id: str
    board: str
    day: date
    partner: str
    due_on: date
    given_on: date | None
    text: str
    reason: str
    next_step: str


def news(viewer: Viewer, since: date) -> list[News]:
    """Feedback on meetings the viewer was at: given since, or still owed."""
    rows = (
        feedback_for(viewer)
        .where(OutcomeFeedback.given_on.is_null() | (OutcomeFeedback.given_on >= since))
        .order_by(OutcomeFeedback.due_on, OutcomeFeedback.id, OutcomeFeedback.meeting)
    )
    return told_once(rows.tuples())


def told_once(rows) -> list[News]:
    """One line for each piece of news, though the viewer was at both meetings that it is about."""
    found: dict[str, News] = {}
    for row_id, board, day, *rest in rows:
        found.setdefault(row_id, News(row_id, board, as_date(day), *rest))
    return list(found.values())


def feedback_for(viewer: Viewer):
    """Outcome feedback about meetings the viewer was at, as rows of `News`, to narrow further."""
    there = readable(Attendance, viewer).select(Attendance.meeting)
    there = there.where(Attendance.person == viewer.person_id, Attendance.state == "present")
    meeting = (
        readable(Meeting, viewer)
        .select(Meeting.id, Meeting.day, Meeting.board)
        .where(Meeting.id.in_(there))
        .alias("was_at")
    )
    board = readable(Board, viewer).select(Board.id, Board.short_name).alias("of_board")
    partner = readable(Organisation, viewer).select(Organisation.id, Organisation.plain_name).alias("partner")
    news = readable(OutcomeNews, viewer).select(
        OutcomeNews.feedback, OutcomeNews.text, OutcomeNews.reason, OutcomeNews.next_step
    )
    news = news.alias("news")
    of_mine = (meeting.c.id == OutcomeFeedback.meeting) | (meeting.c.id == OutcomeFeedback.second_meeting)
    return (
        readable(OutcomeFeedback, viewer)
        .select(
            OutcomeFeedback.id,
            board.c.short_name,
            meeting.c.day,
            partner.c.plain_name,
            OutcomeFeedback.due_on,
            OutcomeFeedback.given_on,
            fn.COALESCE(news.c.text, ""),
            fn.COALESCE(news.c.reason, ""),
            fn.COALESCE(news.c.next_step, ""),
        )
        .join(meeting, on=of_mine)
        .join(board, on=(board.c.id == meeting.c.board_id))
        .join(partner, on=(partner.c.id == OutcomeFeedback.owed_by))
        .join(news, JOIN.LEFT_OUTER, on=(news.c.feedback_id == OutcomeFeedback.id))
    )


def booked(viewer: Viewer) -> list[tuple[str, date | None]]:
    course = readable(Training, viewer).select(Training.id, Training.name).alias("course")
    rows = (
        readable(TrainingRecord, viewer)
        .select(course.c.name, TrainingRecord.day)
        .join(course, on=(course.c.id == TrainingRecord.training))
        .where(TrainingRecord.person == viewer.person_id, TrainingRecord.state == "booked")
        .order_by(TrainingRecord.day.is_null(), TrainingRecord.day, TrainingRecord.id)
    )
    return list(rows.tuples())


def as_date(value) -> date:
    """A date that came through a joined select, where SQLite answers in words."""
    return date.fromisoformat(value) if isinstance(value, str) else value
