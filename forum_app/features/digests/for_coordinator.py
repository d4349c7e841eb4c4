"""What the coordinator's digest says: what Today asks for, so that the week can be planned."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from peewee import fn

from ...fields.words import join, number_of, short_day
from ...models.boards import Seat
from ...models.control import Marking
from ...models.glossary import GlossaryTerm
from ...models.meetings import Attendance, Decision, Meeting, RepRequest
from ...models.people import Agreement
from ...permissions import reports
from ...permissions.prepared import prepared
from ...permissions.readable import readable
from ...permissions.roles import Viewer, seat_is_current
from ..control.out_of_mail import behind, closed_markings
from ..home.queries.coming import coming
from .lines import Line, Lines
from .queries import (
    KEPT_OUT,
    boards_with_their_seats,
    counted,
    late_feedback,
    seats_to_notice,
)

WEEK = 7
REVIEW_DAYS = 14
AGREEMENT_DAYS = 60


def coordinator_facts(viewer: Viewer, _since: datetime, _until: datetime) -> Lines:
    """The coordinator's week ahead, as it stands now. A fixed number of statements."""
    closed = closed_markings(viewer)
    found = [
        *_meetings(viewer, closed),
        *_unlogged(viewer, closed),
        *_seats(viewer),
        *_partners(viewer, closed),
        *_to_look_at(viewer, closed),
    ]
    return Lines(viewer.today, _headline(found), found, **counted(closed))


def _headline(lines: list[Line]) -> str:
    meetings = sum(line.section == "coming" for line in lines)
    unlogged = sum(line.section == "unlogged" for line in lines)
    told = [f"{number_of(meetings, 'meeting')} this week" if meetings else "No meeting this week"]
    told += [f"{unlogged} to be logged"] if unlogged else []
    return f"{join(told)}."


def _meetings(viewer: Viewer, closed: dict[str, str]) -> Iterator[Line]:
    """This week's meetings, each with who has not answered and whether papers are missing."""
    soon = coming(viewer, days=WEEK)
    hidden = behind(Meeting, viewer, [one.id for one in soon], closed)
    seated, answered = dict(_seated(viewer)), dict(_answered(viewer, [one.id for one in soon]))
    for one in soon:
        if one.id in hidden:
            continue
        silent = max(seated.get(one.board_id, 0) - answered.get(one.id, 0), 0)
        notes = [f"no answer from {silent} of {seated[one.board_id]}"] if silent else []
        notes += ["papers are late"] if one.papers_late else []
        told = f": {', '.join(notes)}." if notes else "."
        tone = "late" if one.papers_late else "look" if silent else ""
        yield Line(
            "coming", f"{short_day(one.day, viewer.today)} {one.board}", told, ("meetings", one.id), tone=tone
        )


@prepared()
def _seated(viewer: Viewer):
    """How many people are asked to a board's meetings: whoever holds a seat and is not its deputy."""
    held = seat_is_current(viewer.today, viewer.now) & Seat.person.is_null(False) & (Seat.role != "deputy")
    rows = readable(Seat, viewer).select(Seat.board, fn.COUNT(Seat.person.distinct()))
    return rows.where(held, Seat.aside_from.is_null()).group_by(Seat.board).tuples()


@prepared("list")
def _answered(viewer: Viewer, meetings: list[str]):
    rows = readable(Attendance, viewer).select(Attendance.meeting, fn.COUNT(Attendance.id))
    return (
        rows.where(Attendance.meeting.in_(meetings), Attendance.reply != "")
        .group_by(Attendance.meeting)
        .tuples()
    )


def _unlogged(viewer: Viewer, closed: dict[str, str]) -> Iterator[Line]:
    rows = reports.unlogged(viewer, limit=8)
    hidden = behind(Meeting, viewer, [one.id for one in rows], closed)
    for one in rows:
        if one.id not in hidden:
            yield Line(
                "unlogged", f"{one.board}, {short_day(one.day, viewer.today)}", ".", ("meetings", one.id)
            )


def _seats(viewer: Viewer) -> Iterator[Line]:
    """Seats that end with nobody to follow, and agreements; what somebody signed is only counted."""
    ends, alone, empty = seats_to_notice(boards_with_their_seats(viewer), viewer.today)
    for one in ends:
        told = f" loses a rep on {short_day(one.day, viewer.today)}, nobody named yet."
        yield Line("seats", one.board, told, one.part, tone="look")
    for one in empty:
        yield Line("seats", one.name, " has nobody.", one.part, tone="look")
    for one in alone:
        yield Line("seats", one.name, " rests on one person.", one.part, new=False)
    ending = _agreements(viewer, viewer.now + timedelta(days=AGREEMENT_DAYS))[0][0]
    if ending:
        told = f" {'ends' if ending == 1 else 'end'} within {AGREEMENT_DAYS} days."
        yield Line("seats", number_of(ending, "agreement"), told, address="/people")


@prepared("moment")
def _agreements(viewer: Viewer, until: datetime):
    """Whose last agreement runs out: who has signed a later one is no worry."""
    later = readable(Agreement, viewer).select(Agreement.person).where(Agreement.ends_at > until)
    ending = (Agreement.ends_at > viewer.now) & (Agreement.ends_at <= until) & Agreement.person.not_in(later)
    return readable(Agreement, viewer).select(fn.COUNT(Agreement.person.distinct())).where(ending).tuples()


def _partners(viewer: Viewer, closed: dict[str, str]) -> Iterator[Line]:
    """What partners owe, and ask for."""
    for one in late_feedback(viewer):
        number = one.meetings or one.others
        what = number_of(number, "meeting") if one.meetings else f"{number} other"
        yield Line(
            "partners",
            f"Outcome feedback is late from {one.partner}",
            f" ({what}).",
            address="/ledger",
            tone="late",
        )
    asked = _requests(viewer)[0][0]
    if asked:
        yield Line(
            "partners",
            number_of(asked, "request"),
            " for a rep waits." if asked == 1 else " for reps wait.",
            address="/requests",
        )


@prepared()
def _requests(viewer: Viewer):
    return readable(RepRequest, viewer).select(fn.COUNT(RepRequest.id)).where(RepRequest.reply == "").tuples()


def _to_look_at(viewer: Viewer, closed: dict[str, str]) -> Iterator[Line]:
    """Decisions past their day, restrictions to review, words to explain."""
    rows = list(_past_due(viewer))
    kept_out = behind(Decision, viewer, [row for row, *_ in rows], closed)
    for row, text, due_on in rows:
        words = KEPT_OUT if row in kept_out else text.rstrip(".")
        yield Line(
            "look", words, f", due {short_day(due_on, viewer.today)}.", ("decisions", row), tone="late"
        )
    reviews = _reviews(viewer, viewer.today + timedelta(days=REVIEW_DAYS))[0][0] if viewer.markings else 0
    if reviews:
        yield Line("look", number_of(reviews, "restriction"), " to review.", address="/", tone="look")
    words = _words_asked(viewer)[0][0]
    if words:
        yield Line("look", number_of(words, "short word"), " to explain.", address="/glossary")


@prepared()
def _past_due(viewer: Viewer):
    late = (Decision.kind == "action") & (Decision.state == "open") & (Decision.due_on < viewer.today)
    rows = readable(Decision, viewer).select(Decision.id, Decision.text, Decision.due_on).where(late)
    return rows.order_by(Decision.due_on, Decision.id).limit(8).tuples()


@prepared("day")
def _reviews(viewer: Viewer, near: date):
    return readable(Marking, viewer).select(fn.COUNT(Marking.id)).where(Marking.review_on <= near).tuples()


@prepared()
def _words_asked(viewer: Viewer):
    asked = (GlossaryTerm.state == "asked") & (GlossaryTerm.stands_for == "")
    return readable(GlossaryTerm, viewer).select(fn.COUNT(GlossaryTerm.id)).where(asked).tuples()
