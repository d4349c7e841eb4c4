"""Dates and moments as an engine brings them, where no field reads them."""

from datetime import UTC, date, datetime
from functools import lru_cache


@lru_cache(maxsize=4096)
def as_day(value: str | date | None) -> date | None:
    """A date; SQLite answers in words, and the same few of them over and over."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def as_moment(value) -> datetime:
    """A moment, aware; the database keeps it bare, in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
