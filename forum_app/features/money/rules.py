"""Sums of money from time and distance; every rate is a parameter, from the dated rows of the forum."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

QUARTER = 15


def _nearest(amount: Fraction) -> int:
    """The nearest whole number, halves up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def rate_on(rates: Iterable[Any], kind: str, day: date) -> Any | None:
    """The rate row of a kind that holds on a day, the newest if several do.

    Rows have `kind`, `starts_on`, `ends_on` (None is open) and `pence`; both ends are counted.
    """
    holding = [
        rate
        for rate in rates
        if rate.kind == kind and rate.starts_on <= day and (rate.ends_on is None or day <= rate.ends_on)
    ]
    return max(holding, key=lambda rate: rate.starts_on, default=None)


def quarters(minutes: int) -> int:
    """Quarter hours that hold so many minutes, rounded up."""
    return -(-minutes // QUARTER)


def offer_pence(minutes: int, pence_an_hour: int, cap_to: int, cap_over: int, cap_minutes: int = 240) -> int:
    """What is offered for meeting, reading and briefing together; travel is not paid.

    Rounded up to a quarter hour, then capped at `cap_to` pence up to `cap_minutes`, at `cap_over` beyond.
    """
    paid = quarters(minutes)
    cap = cap_to if paid * QUARTER <= cap_minutes else cap_over
    return min(_nearest(Fraction(paid * pence_an_hour, 4)), cap)


def taken_pence(choice: str, offered: int, lower: int | None = None) -> int | None:
    """What a choice takes of an offer; None while it is undecided."""
    if choice == "undecided":
        return None
    if choice in {"accepted", "charity"}:
        return offered
    return min(lower or 0, offered) if choice == "lower" else 0


def mileage_pence(
    miles: int, first: int, above: int | None = None, driven_before: int = 0, first_miles: int = 10_000
) -> int:
    """Pence for whole miles: `first` a mile until `first_miles` in a tax year, then `above`."""
    at_first = min(miles, max(0, first_miles - driven_before)) if above is not None else miles
    return at_first * first + (miles - at_first) * (above or 0)


def care_pence(minutes: int, pence_an_hour: int, cost: int) -> int:
    """Replacement care: its cost, up to the hourly rate for the time that was agreed before."""
    return min(cost, _nearest(Fraction(minutes * pence_an_hour, 60)))


def notional_pence(minutes: int, pence_an_hour: int) -> int:
    """What time would be worth at a stated rate: for reports only, never pay."""
    return _nearest(Fraction(minutes * pence_an_hour, 60))
