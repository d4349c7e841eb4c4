"""The two clocks: the forum's, which a demo may freeze, and the real one, which nothing may."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from .config import BadSettings

LONDON = ZoneInfo("Europe/London")

_frozen_at: Callable[[], datetime | None] = lambda: None  # noqa: E731


def read_frozen_moment_with(source: Callable[[], datetime | None]) -> None:
    """Give the clock its source: a function that returns the demo's moment (aware UTC) or None."""
    global _frozen_at
    _frozen_at = source


def now() -> datetime:
    """The forum's moment, aware, in UTC: FORUM_CLOCK, else the demo's moment, else the real one."""
    return fixed() or _frozen_at() or real()


def fixed() -> datetime | None:
    """The moment that FORUM_CLOCK names, if it does. Raises BadSettings."""
    named = os.environ.get("FORUM_CLOCK")
    try:
        return parse(named) if named else None
    except ValueError:
        raise BadSettings("FORUM_CLOCK is a moment, such as 2026-11-24 09:00.") from None


def today() -> date:
    """The forum's date in Europe/London."""
    return now().astimezone(LONDON).date()


def real() -> datetime:
    """The true moment, aware, in UTC: for leases, retries, sessions, links, lockouts and ids only."""
    return datetime.now(UTC)


def parse(text: str) -> datetime:
    """A moment written as ISO 8601; without an offset it is London time. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON)
    return moment.astimezone(UTC)


def london(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """The UTC moment of a London wall-clock time on a day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)
