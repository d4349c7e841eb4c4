"""One person's own ledger: what they gave, what came back, what they are still owed."""

from dataclasses import dataclass, field
from datetime import date

from peewee import fn

from ....models.money import TimeEntry
from ....permissions import reports
from ....permissions.roles import Viewer
from ..rules import TAKEN, is_claimed
from . import returned
from .given import GivenAt, given_at, own_entries, value_of
from .returned import ClaimLineSum, News, OfferMade


@dataclass
class Mine:
    """One person's own ledger for the school year."""

    since: date
    minutes: dict[str, int] = field(default_factory=dict)
    to_confirm: int = 0
    value_pence: int | None = None
    rate_pence: int | None = None
    given_at: list[GivenAt] = field(default_factory=list)
    training_minutes: int = 0
    booked: list[tuple[str, date | None]] = field(default_factory=list)
    claims: list[ClaimLineSum] = field(default_factory=list)
    thanks: list = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    offers: list[OfferMade] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, int]]:
        """Time given, in the parts that the chart shows; empty ones left out."""
        found = reports.Figures(minutes={(kind, ""): minutes for kind, minutes in self.minutes.items()})
        return [(label, minutes) for label, minutes in found.groups if minutes]

    @property
    def given_minutes(self) -> int:
        return sum(self.minutes.values())

    def pence(self, state: str) -> int:
        return sum(claim.pence for claim in self.claims if claim.state == state)

    def claims_in(self, *states: str) -> list[ClaimLineSum]:
        return [claim for claim in self.claims if claim.state in states]

    @property
    def news_given(self) -> list[News]:
        return [one for one in self.news if one.given_on]

    @property
    def news_owed(self) -> list[News]:
        return [one for one in self.news if not one.given_on]

    @property
    def undecided(self) -> list[OfferMade]:
        return [offer for offer in self.offers if offer.choice == "undecided"]

    @property
    def unclaimed(self) -> list[OfferMade]:
        taken = [offer for offer in self.offers if offer.choice in TAKEN]
        return [offer for offer in taken if not is_claimed(offer.day, self.claims)]

    @property
    def something_back(self) -> bool:
        """Money paid or on its way, training, thanks or news."""
        money = self.pence("paid") + self.pence("approved")
        return bool(money or self.training_minutes or self.thanks or self.news_given)


def my_ledger(viewer: Viewer, rates: list) -> Mine:
    """What the viewer gave, got back and is owed since 1 September. `rates`: those of a volunteer's hour."""
    since = reports.school_year_start(viewer.today)
    mine = Mine(
        since,
        given_at=given_at(viewer, since),
        claims=returned.claims(viewer, since),
        offers=returned.offers(viewer, since),
        thanks=returned.thanks(viewer, since),
        news=returned.news(viewer, since),
        booked=returned.booked(viewer),
    )
    _fill_given(viewer, mine, rates)
    return mine


def _fill_given(viewer: Viewer, mine: Mine, rates: list) -> None:
    rows = (
        own_entries(viewer, mine.since)
        .select(TimeEntry.day, TimeEntry.kind, TimeEntry.state, fn.SUM(TimeEntry.minutes))
        .where(reports.given() | reports.received_training())
        .group_by(TimeEntry.day, TimeEntry.kind, TimeEntry.state)
    )
    by_day: list[tuple[date, int]] = []
    for day, kind, state, minutes in rows.tuples():
        if kind == reports.TRAINING_RECEIVED:
            mine.training_minutes += minutes
            continue
        mine.minutes[kind] = mine.minutes.get(kind, 0) + minutes
        mine.to_confirm += minutes if state == "to_confirm" else 0
        by_day.append((day, minutes))
    mine.value_pence, mine.rate_pence = value_of(rates, by_day)
