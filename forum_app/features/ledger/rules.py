"""How a ledger is told: what waits for a claim, and what hours are worth for reports only."""

from collections.abc import Iterable, Sequence
from datetime import date

from ...fields.words import number_of
from ..money.rules import notional_pence, rate_on

VOLUNTEER_HOUR = "volunteer hour"
TAKEN = ("accepted", "lower", "charity")


def notional_value(by_day: Iterable[tuple[date, int]], rates: Sequence) -> int | None:
    """Pence for reports: minutes at the rate of their own day, or None while no rate is known for one."""
    by_rate: dict[int, int] = {}
    for day, minutes in by_day:
        rate = rate_on(rates, VOLUNTEER_HOUR, day)
        if rate is None or rate.pence is None:
            return None
        by_rate[rate.pence] = by_rate.get(rate.pence, 0) + minutes
    return sum(notional_pence(minutes, pence) for pence, minutes in by_rate.items())


def is_claimed(day: date, claims: Iterable) -> bool:
    """Whether one of these claims, whatever its state, is for the time that an offer's day lies in."""
    return any(claim.period_start <= day <= claim.period_end for claim in claims)


def the(plain_name: str) -> str:
    """A partner in a sentence: "the council", "the ICB", but "Saltmarsh"."""
    first = plain_name.split(" ")[0]
    return f"the {plain_name}" if first.islower() or first.isupper() else plain_name


def late_pill(due: date | None, today: date) -> tuple[str, str]:
    """A pill's state and words for something that was to come by a day."""
    if due is None or due >= today:
        return "open", "Open"
    return "late", f"{number_of((today - due).days, 'day')} late"
