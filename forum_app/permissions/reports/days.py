"""Dates and moments as an engine brings them, where no field reads them."""

from datetime import UTC, date, datetime


def as_day(value) -> date | None:
    """A date; SQLite answers in words."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def as_moment(value) -> datetime:
    """A moment, aware; the database keeps it bare, in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
