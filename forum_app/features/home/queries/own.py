"""What Home knows of the reader alone: time given, money back, the interests form, what to log."""

from dataclasses import dataclass, field
from datetime import date

from peewee import fn

from ....models.money import Claim, ClaimLine, TimeEntry
from ....models.people import Declaration, Person
from ....permissions import reports
from ....permissions.readable import readable
from ....permissions.roles import Viewer

ACTION_DAYS = 14


@dataclass(frozen=True)
class OwnFacts:
    """Sums since 1 September, and the day the interests form ran or runs out."""

    minutes: int = 0
    paid_pence: int = 0
    paid_on: date | None = None
    payments: int = 0
    form_due: date | None = None
    good_news: str = ""


@dataclass(frozen=True)
class Action:
    """An open action: what, whose, by when."""

    id: str
    text: str
    owner_id: str | None
    owner: str
    due_on: date | None


@dataclass
class FromYou:
    """What waits for the reader: meetings to log, actions of theirs, the interests form when it is late."""

    to_log: list[reports.Unlogged] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    form_due: date | None = None

    def __bool__(self) -> bool:
        return bool(self.to_log or self.actions or self.form_due)


def own_facts(viewer: Viewer, *more) -> OwnFacts:
    """One statement: each figure is a select of its own rows inside the select of the reader.

    `more` may be one further select, of the forum's newest good news.
    """
    since = reports.school_year_start(viewer.today)
    paid = (
        readable(Claim, viewer)
        .select(Claim.id)
        .where(Claim.person == viewer.person_id, Claim.state == "paid", Claim.paid_on >= since)
    )
    row = (
        readable(Person, viewer)
        .select(
            readable(TimeEntry, viewer)
            .select(fn.SUM(TimeEntry.minutes))
            .where(TimeEntry.person == viewer.person_id, TimeEntry.day.between(since, viewer.today))
            .where(reports.given()),
            readable(ClaimLine, viewer).select(fn.SUM(ClaimLine.pence)).where(ClaimLine.claim.in_(paid)),
            paid.select(fn.MAX(Claim.paid_on)),
            paid.select(fn.COUNT(Claim.id)),
            readable(Declaration, viewer)
            .select(fn.MAX(Declaration.due_on))
            .where(Declaration.person == viewer.person_id),
            *more,
        )
        .where(Person.id == viewer.person_id)
        .tuples()
        .first()
    )
    if row is None:
        return OwnFacts()
    minutes, pence, paid_on, payments, form_due, *news = row
    return OwnFacts(
        minutes or 0,
        pence or 0,
        as_date(paid_on),
        payments,
        as_date(form_due),
        news[0] or "" if news else "",
    )


def from_you(viewer: Viewer, facts: OwnFacts, actions: list[Action]) -> FromYou:
    """What to log, what to do, and the interests form once its day has passed."""
    late = facts.form_due if facts.form_due and facts.form_due < viewer.today else None
    to_log = reports.unlogged(viewer, viewer.boards, limit=3) if viewer.boards else []
    return FromYou(to_log, actions, late)


def as_date(value) -> date | None:
    """A date that came through an inner select, where SQLite answers in words."""
    return date.fromisoformat(value) if isinstance(value, str) else value
