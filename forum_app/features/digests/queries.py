"""What one reader's digest says, from the data as they may read it now."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from ...models import BY_TABLE
from ...models.boards import Board
from ...models.coproduction import Promise, YouSaid
from ...models.meetings import Decision, Escalation, Meeting
from ...permissions import reports
from ...permissions.prepared import prepared
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from ..boards.rules import in_order, seat_state, states
from ..control.out_of_mail import behind, closed_markings
from ..home.queries.coming import coming, judge_quorum
from ..home.queries.seats import BOARD_COLUMNS, BoardWithSeats, boards_with_seats
from ..home.queries.steering import asked_of
from ..meetings.queries import school_year
from . import rules
from .facts import Ahead, Facts, Late, LateFeedback, Named, Part, Question, SeatEnd

COUNTED = {"restricted": "restricted, so only counted", "board": "board only, so only counted"}
KEPT_OUT = "Something that is kept out of mail"
NOT_OPEN = "not open to this reader any more"


def steering_facts(viewer: Viewer, since: datetime, until: datetime) -> Facts:
    """The weekly steering digest of one reader. Raises NotAllowed. A fixed number of statements."""
    closed = closed_markings(viewer)
    boards = boards_with_their_seats(viewer)
    term = rules.term_start(school_year(viewer).calendar.terms, viewer.today)
    kept = reports.notice_and_papers(viewer, term)
    figures = reports.figures(viewer, reports.school_year_start(viewer.today), viewer.today)
    news = _good_news(viewer, term, closed)
    ends, alone, empty = seats_to_notice(boards, viewer.today)
    ahead, logged = _meetings(viewer, boards, since, until, closed)
    return Facts(
        today=viewer.today,
        questions=_questions(viewer, closed),
        escalations=_escalations(viewer, closed),
        feedback=late_feedback(viewer),
        ahead=ahead,
        ends=ends,
        alone=alone,
        empty=empty,
        nothing_back=figures.nothing_back,
        forms_overdue=figures.forms_overdue,
        notice=sum(one.notice for one in kept),
        papers=sum(one.papers for one in kept),
        meetings=sum(one.meetings for one in kept),
        good_news=("you_said", news.id) if news else None,
        good_news_words=news.headline if news else "",
        good_news_is_new=bool(news and news.published_on >= since.date()),
        promised=_promised(viewer),
        logged=logged,
        **counted(closed),
    )


def counted(closed: dict[str, str]) -> dict[str, Any]:
    """How much a reader may open that mail only counts, and the list of it that is kept with their copy."""
    return {
        "restricted": sum(level == "restricted" for level in closed.values()),
        "board_only": sum(level == "board" for level in closed.values()),
        "withheld": tuple(
            {"part": ["markings", row], "rule": COUNTED[level]}
            for row, level in closed.items()
            if level in COUNTED
        ),
    }


def _questions(viewer: Viewer, closed: dict[str, str]) -> tuple[Question, ...]:
    asked = asked_of(viewer)
    kept_out = behind(Decision, viewer, (one.id for one in asked), closed)
    return tuple(
        Question(
            part=("decisions", one.id),
            text="" if one.id in kept_out else one.text,
            asked_by=one.asked_by or "",
            answer_by=one.answer_by,
            asked=one.asked,
            answers=one.answers,
            mine=one.mine,
            closed=one.id in kept_out,
        )
        for one in asked
    )


def _escalations(viewer: Viewer, closed: dict[str, str]) -> tuple[Late, ...]:
    late = _past_due(viewer)
    kept_out = behind(Escalation, viewer, (row for row, *_ in late), closed)
    return tuple(
        Late(("escalations", row), KEPT_OUT if row in kept_out else title, due_on)
        for row, title, due_on in late
    )


@prepared()
def _past_due(viewer: Viewer):
    return (
        readable(Escalation, viewer)
        .select(Escalation.id, Escalation.title, Escalation.due_on)
        .where(Escalation.answered_on.is_null(), Escalation.due_on < viewer.today)
        .order_by(Escalation.due_on, Escalation.id)
        .limit(10)
        .tuples()
    )


def late_feedback(viewer: Viewer) -> tuple[LateFeedback, ...]:
    found = [
        LateFeedback(one.name, one.late_meetings, 0 if one.late_meetings else one.late)
        for one in reports.outcome_feedback(viewer)
        if one.late
    ]
    return tuple(sorted(found, key=lambda one: (-one.meetings, one.partner)))


def _meetings(
    viewer: Viewer, boards: dict, since: datetime, until: datetime, closed: dict[str, str]
) -> tuple[tuple[Ahead, ...], tuple[Named, ...]]:
    """Meetings of the coming days, and those logged in the period; none that is itself marked."""
    soon = coming(viewer)
    logged = reports.meetings_logged(viewer, since, until)
    hidden = behind(Meeting, viewer, [*(one.id for one in soon), *(one.meeting_id for one in logged)], closed)
    soon = [one for one in soon if one.id not in hidden]
    judge_quorum(viewer, soon, boards)
    ahead = tuple(
        Ahead(("meetings", one.id), one.board, one.day, one.papers_late, _quorum_words(one.quorum))
        for one in soon
    )
    return ahead, tuple(
        Named(("meetings", one.meeting_id), one.board) for one in logged if one.meeting_id not in hidden
    )


def _quorum_words(words: str) -> str:
    if words.startswith("if "):
        return f"quorate only {words}"
    return words[:1].lower() + words[1:]


def boards_with_their_seats(viewer: Viewer) -> dict[str, BoardWithSeats]:
    """Every board, with the seats of all but the steering group itself, of which the digest says nothing."""
    boards = [BoardWithSeats(*row) for row in _all_boards(viewer)]
    steering = {one.id: one for one in boards if one.is_steering}
    return steering | boards_with_seats(viewer, frozenset(one.id for one in boards) - steering.keys())


@prepared()
def _all_boards(viewer: Viewer):
    rows = readable(Board, viewer).where(Board.ends_on.is_null() | (Board.ends_on >= viewer.today))
    return rows.select(*BOARD_COLUMNS).order_by(Board.id).tuples()


def seats_to_notice(boards: dict, today: date) -> tuple[tuple, tuple, tuple]:
    """Seats that end soon with nobody named, boards that rest on one person, boards without anybody."""
    ends, alone, empty = [], [], []
    for line in in_order([one.for_rules for one in boards.values() if not one.is_steering], today):
        part, board = ("boards", line.id), boards[line.id].for_rules
        ending = [seat.ends for seat in board.seats if seat.ends and seat_state(seat, today) == "ends_soon"]
        ends += [SeatEnd(part, line.name, day) for day in sorted(ending)]
        if line.word == "nobody":
            empty.append(Named(part, line.name))
        elif "one_person" in states(board, today):
            alone.append(Named(part, line.name))
    return tuple(sorted(ends, key=lambda one: one.day)), tuple(alone), tuple(empty)


def _good_news(viewer: Viewer, since: date, closed: dict[str, str]):
    """The newest "you said" of this term that was done, and was not said at a closed meeting."""
    done = _done(viewer, since)
    kept_out = behind(YouSaid, viewer, (one.id for one in done), closed)
    return next((one for one in done if one.id not in kept_out), None)


@prepared("day")
def _done(viewer: Viewer, since: date):
    rows = readable(YouSaid, viewer).where(
        YouSaid.outcome == "done",
        YouSaid.headline != "",
        YouSaid.published_on.between(since, viewer.today),
    )
    return rows.order_by(YouSaid.published_on.desc(), YouSaid.id).limit(20)


def _promised(viewer: Viewer) -> str:
    """How far the promise of "you said" entries has come, as its owner typed it."""
    for short_text, progress, target in _promises_of_entries(viewer):
        return f"{progress} {short_text.removeprefix(f'{target} ')}, target {target}."
    return ""


@prepared()
def _promises_of_entries(viewer: Viewer):
    rows = readable(Promise, viewer).where(
        Promise.due_on >= viewer.today,
        Promise.short_text.contains("you-said"),
        Promise.progress.is_null(False),
        Promise.target.is_null(False),
    )
    rows = rows.select(Promise.short_text, Promise.progress, Promise.target)
    return rows.order_by(Promise.due_on, Promise.id).limit(1).tuples()


def no_longer_open(viewer: Viewer, parts: Iterable[Part]) -> tuple[dict, ...]:
    """Of the records that a mail was built from, those its reader may not open any more, with the rule."""
    wanted: dict[str, list[str]] = {}
    for table, row in parts:
        wanted.setdefault(table, []).append(row)
    gone = []
    for table, ids in sorted(wanted.items()):
        there = {row for (row,) in _still_open(table)(viewer, sorted(ids))}
        gone += [{"part": [table, row], "rule": NOT_OPEN} for row in ids if row not in there]
    return tuple(gone)


@cache
def _still_open(table: str):
    """Which of a table's rows, by id, a viewer may open."""
    model: Any = BY_TABLE[table]

    @prepared("list")
    def rows(viewer: Viewer, ids: list[str]):
        return readable(model, viewer).select(model.id).where(model.id.in_(ids)).tuples()

    return rows
