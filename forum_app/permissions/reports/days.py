"""Dates as the sums of fixed reports bring them."""

from datetime import date


def as_day(value) -> date | None:
    """A date; SQLite answers a sum over dates in words."""
    return date.fromisoformat(value) if isinstance(value, str) else value
