"""What partners owe and pay: outcome feedback by partner, money by source."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN, Case, Select, fn

from ...db import unguarded
from ...models.meetings import Meeting, OutcomeFeedback
from ...models.money import FundingSource, Offer
from ...models.organisations import Organisation
from ..prepared import PreparedReport
from ..readable import condition
from ..roles import Viewer
from .days import as_day
from .envelopes import count_where
from .readers import reads_sums


@dataclass(frozen=True)
class FeedbackOf:
    """News of what changed, of one partner: how often it was given, and what is late.

    `oldest_meeting` is the first that its reader may know of: the day of a closed one is no envelope.
    """

    organisation_id: str
    name: str
    plain_name: str
    given: int
    total: int
    late: int
    late_meetings: int
    oldest_meeting: date | None
    oldest_due: date | None

    def days_late(self, today: date) -> int:
        return (today - self.oldest_due).days if self.oldest_due else 0


def outcome_feedback(viewer: Viewer) -> list[FeedbackOf]:
    """Outcome feedback owed and given by partner, the latest first. Raises NotAllowed."""
    reads_sums(viewer)
    rows = _FEEDBACK.rows(viewer, viewer.today)
    found = [FeedbackOf(*(*told, as_day(meeting), as_day(due))) for *told, meeting, due in rows]
    return sorted(found, key=lambda one: (one.oldest_due or date.max, one.name, one.organisation_id))


def _feedback(viewer: Viewer, today: date) -> Select:
    known = Meeting.select(Meeting.id, Meeting.day).where(condition(Meeting, viewer))
    about, other = known.alias("about"), known.clone().alias("other")
    return (
        OutcomeFeedback.select(
            Organisation.id,
            Organisation.short_name,
            Organisation.plain_name,
            count_where(OutcomeFeedback.given_on.is_null(False)),
            fn.COUNT(OutcomeFeedback.id),
            *_late_figures(today, about, other),
        )
        .join(Organisation, on=(Organisation.id == OutcomeFeedback.owed_by))
        .join(about, JOIN.LEFT_OUTER, on=(about.c.id == OutcomeFeedback.meeting))
        .join(other, JOIN.LEFT_OUTER, on=(other.c.id == OutcomeFeedback.second_meeting))
        .where(OutcomeFeedback.binned_at.is_null())
        .group_by(Organisation.id, Organisation.short_name, Organisation.plain_name)
        .tuples()
    )


def _late_figures(today: date, about, other) -> list:
    """Of what is late: how many, over how many meetings, the first of them, and the first day it was due."""
    late = OutcomeFeedback.given_on.is_null() & (OutcomeFeedback.due_on < today)
    meetings = Case(
        None,
        [(OutcomeFeedback.meeting.is_null(), 0), (OutcomeFeedback.second_meeting.is_null(), 1)],
        2,
    )
    earlier = about.c.day.is_null() | (other.c.day < about.c.day)
    first = Case(None, [(earlier, other.c.day)], about.c.day)
    return [
        count_where(late),
        fn.COALESCE(fn.SUM(Case(None, [(late, meetings)], 0)), 0),
        fn.MIN(Case(None, [(late, first)])),
        fn.MIN(Case(None, [(late, OutcomeFeedback.due_on)])),
    ]


_FEEDBACK = PreparedReport(_feedback, "day")


@dataclass(frozen=True)
class Source:
    """One source of money: what it gives, what was offered from it, and what people chose to take."""

    id: str
    code: str
    name: str
    pence: int
    offered_pence: int
    taken_pence: int


def money_by_source(viewer: Viewer, since: date, until: date) -> list[Source]:
    """Offers for meetings of these days, by the source they come from. Raises NotAllowed."""
    reads_sums(viewer)
    of_these_days = Meeting.select(Meeting.id).where(
        Meeting.id == Offer.meeting, Meeting.day.between(since, until)
    )
    offers = (Offer.funding == FundingSource.id) & Offer.binned_at.is_null() & fn.EXISTS(of_these_days)
    source = [FundingSource.id, FundingSource.code, FundingSource.name, FundingSource.pence]
    rows = (
        FundingSource.select(
            *source, fn.COALESCE(fn.SUM(Offer.pence), 0), fn.COALESCE(fn.SUM(Offer.taken_pence), 0)
        )
        .join(Offer, JOIN.LEFT_OUTER, on=offers)
        .where(
            FundingSource.binned_at.is_null(),
            FundingSource.starts_on <= until,
            FundingSource.ends_on >= since,
        )
        .group_by(*source)
        .order_by(FundingSource.code, FundingSource.id)
    )
    with unguarded("a fixed report: money by source"):
        return [Source(*row) for row in rows.tuples()]
