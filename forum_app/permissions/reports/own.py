"""What anyone may know of themselves at a glance: sums, news owed to them, who else may see their papers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peewee import JOIN, Select, fn

from ...models.boards import Board
from ...models.control import Marking, NamedPerson
from ...models.coproduction import YouSaid
from ...models.cover import CoverAsk
from ...models.meetings import AgendaItem, Attendance, Meeting, OutcomeFeedback, Paper
from ...models.money import Claim, ClaimLine, TimeEntry
from ...models.organisations import Organisation
from ...models.people import Declaration, Person
from ..prepared import PreparedReport
from ..readable import condition
from ..roles import Viewer
from .days import as_day
from .readers import reads_envelopes
from .totals import given, school_year_start

TERM = timedelta(days=120)
LATELY = timedelta(days=14)


@dataclass(frozen=True)
class OwnSums:
    """A person's sums since 1 September, when their interests form runs out, and the forum's good news.

    `asked_to_go`: the first meeting ahead that they are asked to go to for somebody, as the id of the asking.
    """

    minutes: int = 0
    paid_pence: int = 0
    paid_on: date | None = None
    payments: int = 0
    form_due: date | None = None
    good_news: str = ""
    asked_to_go: str = ""


def own_sums(viewer: Viewer) -> OwnSums:
    """The viewer's own, and the newest "you said" of about a term that was done. Raises NotAllowed."""
    reads_envelopes(viewer)
    if viewer.person_id is None:
        return OwnSums()
    today = viewer.today
    since = school_year_start(today)
    # Nobody else's money is added up for whoever looks as them, and their hours for the coordinator alone.
    mine = not viewer.seeing or viewer.seeing[1].has("coordinator")
    payee, whose = ("" if viewer.seeing else viewer.person_id), (viewer.person_id if mine else "")
    [row] = _SUMS.rows(viewer, since, today, max(since, today - TERM), whose, payee)
    minutes, pence, paid_on, payments, form_due, good_news, asked = row
    sums = int(minutes or 0), int(pence or 0), as_day(paid_on), payments
    return OwnSums(*sums, as_day(form_due), good_news or "", asked or "")


def _sums(viewer: Viewer, since: date, until: date, term: date, person: str, payee: str) -> Select:
    paid = (Claim.person == payee) & (Claim.state == "paid") & Claim.paid_on.between(since, until)
    paid &= Claim.binned_at.is_null()
    claims = Claim.select().where(paid)
    lines = ClaimLine.select(fn.SUM(ClaimLine.pence)).join(Claim, on=(Claim.id == ClaimLine.claim))
    entries = TimeEntry.select(fn.SUM(TimeEntry.minutes)).where(
        TimeEntry.person == person,
        TimeEntry.day.between(since, until),
        TimeEntry.binned_at.is_null(),
        given(),
    )
    form = Declaration.select(fn.MAX(Declaration.due_on)).where(
        Declaration.person == person, Declaration.binned_at.is_null()
    )
    news = YouSaid.select(YouSaid.headline).where(
        condition(YouSaid, viewer),
        YouSaid.outcome == "done",
        YouSaid.headline != "",
        YouSaid.published_on.between(term, until),
    )
    return Select(
        columns=[
            entries,
            lines.where(paid, ClaimLine.binned_at.is_null()),
            claims.select(fn.MAX(Claim.paid_on)),
            claims.select(fn.COUNT(Claim.id)),
            form,
            news.order_by(YouSaid.published_on.desc(), YouSaid.id).limit(1),
            _first_asked(viewer, person),
        ]
    ).tuples()


def _first_asked(viewer: Viewer, person: str) -> Select:
    """The asking to go to a meeting ahead that waits longest for an answer."""
    ahead = (Meeting.starts_at > viewer.now) & (Meeting.state != "cancelled") & condition(Meeting, viewer)
    asked = CoverAsk.select(CoverAsk.id).join(Meeting, on=(Meeting.id == CoverAsk.meeting))
    waits = (CoverAsk.person == person) & (CoverAsk.answer == "") & CoverAsk.binned_at.is_null()
    return asked.where(waits, ahead).order_by(CoverAsk.asked_at, CoverAsk.id).limit(1)


_SUMS = PreparedReport(_sums, "day", "day", "day", "text", "text")


@dataclass(frozen=True)
class OwedNews:
    """News of what came of a meeting the viewer was at: late, or come lately. Envelope only."""

    board: str
    day: date
    partner: str
    due_on: date
    given_on: date | None = None


def news_owed(viewer: Viewer) -> list[OwedNews]:
    """What came in the last two weeks, then what partners owe the viewer since its day has passed.

    Raises NotAllowed.
    """
    reads_envelopes(viewer)
    found: dict[str, OwedNews] = {}
    for row, *told in _NEWS_OWED.rows(viewer, viewer.today - LATELY):
        found.setdefault(row, OwedNews(*told))
    return list(found.values())


def _news_owed(viewer: Viewer, lately: date) -> Select:
    late = OutcomeFeedback.given_on.is_null() & (OutcomeFeedback.due_on < viewer.today)
    came = OutcomeFeedback.given_on.between(lately, viewer.today)
    either = (Meeting.id == OutcomeFeedback.meeting) | (Meeting.id == OutcomeFeedback.second_meeting)
    days = [OutcomeFeedback.due_on, OutcomeFeedback.given_on]
    return (
        OutcomeFeedback.select(
            OutcomeFeedback.id, Board.short_name, Meeting.day, Organisation.plain_name, *days
        )
        .join(Meeting, on=either)
        .join(Attendance, on=(Attendance.meeting == Meeting.id))
        .join(Board, on=(Board.id == Meeting.board))
        .join(Organisation, on=(Organisation.id == OutcomeFeedback.owed_by))
        .where(
            condition(OutcomeFeedback, viewer),
            condition(Meeting, viewer),
            Attendance.person == viewer.person_id,
            Attendance.state == "present",
            Attendance.binned_at.is_null(),
            late | came,
        )
        .order_by(OutcomeFeedback.given_on.is_null(), OutcomeFeedback.due_on, OutcomeFeedback.id, Meeting.day)
        .tuples()
    )


_NEWS_OWED = PreparedReport(_news_owed, "day")


@dataclass(frozen=True)
class Sign:
    """A marking that stands on a meeting's papers: its level, its embargo, and first names on its list."""

    marking_id: str
    level: str
    embargoed_until: datetime | None
    people: tuple[tuple[str, str], ...]


def signs_on(viewer: Viewer, meeting_id: str, standing: str | None = None) -> list[Sign]:
    """Markings open to the viewer on a meeting's items and papers, and the board's standing one."""
    if not viewer.markings:
        return []
    found: dict[str, Sign] = {}
    for marking, level, until, person, name in _SIGNS.rows(viewer, meeting_id, standing or ""):
        before = found.get(marking)
        people = (before.people if before else ()) + (((person, name),) if person else ())
        found[marking] = Sign(marking, level, until, people)
    return list(found.values())


def _signs(viewer: Viewer, meeting_id: str, standing: str) -> Select:
    here = [fn.EXISTS(_marked(model, viewer, meeting_id)) for model in (AgendaItem, Paper)]
    return (
        Marking.select(Marking.id, Marking.level, Marking.embargoed_until, Person.id, Person.first_name)
        .join(NamedPerson, JOIN.LEFT_OUTER, on=_still_named(viewer))
        .join(Person, JOIN.LEFT_OUTER, on=(Person.id == NamedPerson.person))
        .where(condition(Marking, viewer), here[0] | here[1] | (Marking.id == standing))
        .order_by(Marking.id, Person.sort_name, Person.id)
        .tuples()
    )


def _marked(model, viewer: Viewer, meeting_id: str) -> Select:
    """Items or papers of the meeting that hang from the marking, as far as the viewer may read them."""
    mine = (model.marking == Marking.id) & (model.meeting == meeting_id)
    return model.select(model.id).where(mine, condition(model, viewer))


def _still_named(viewer: Viewer):
    return (
        (NamedPerson.marking == Marking.id)
        & NamedPerson.binned_at.is_null()
        & (NamedPerson.until.is_null() | (NamedPerson.until > viewer.now))
    )


_SIGNS = PreparedReport(_signs, "text", "text")
