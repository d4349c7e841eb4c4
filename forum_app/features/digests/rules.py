"""When a digest is due, and when mail rests, by London's clock."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from ...clock import at, london
from ...fields.words import WEEKDAYS, school_year

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
QUIET_FROM, QUIET_UNTIL = time(21), time(7)
USUAL_DAY, USUAL_HOUR = 1, 10
WEEKLY, MONTHLY = "week", "month"
# When each digest comes until its reader says: the day, 0 for Monday, and the hour.
USUAL = {"steering": (USUAL_DAY, USUAL_HOUR), "rep": (6, 18), "coordinator": (0, 8)}
# A copy sent by hand this shortly before the usual hour stands for it.
STANDS_FOR_NEXT = timedelta(days=3)
# Somebody who never had a copy gets the one of a passed hour only this long after it.
FIRST_IS_LATE = timedelta(hours=24)
# Half-terms of one term lie closer together than this.
BETWEEN_TERMS = timedelta(days=14)


def is_quiet(now: datetime) -> bool:
    """Whether it is night in London: nothing that can wait is sent."""
    clock_face = london(now).time()
    return clock_face >= QUIET_FROM or clock_face < QUIET_UNTIL


def last_slot(now: datetime, day: int = USUAL_DAY, hour: int = USUAL_HOUR, every: str = WEEKLY) -> datetime:
    """The last moment, up to and with now, at which a copy of this day and hour was due.

    A monthly one comes on the first such day of the month.
    """
    today = london(now).date()
    that_day = today - timedelta(days=(today.weekday() - day) % 7)
    slot = at(that_day, hour)
    slot = slot if slot <= now else at(that_day - WEEK, hour)
    return slot if every == WEEKLY else _first_of_month(slot)


def next_slot(now: datetime, day: int = USUAL_DAY, hour: int = USUAL_HOUR, every: str = WEEKLY) -> datetime:
    """The moment after now at which the next copy is due."""
    return slot_after(last_slot(now, day, hour, every), every)


def slot_after(slot: datetime, every: str = WEEKLY) -> datetime:
    """The slot that follows another."""
    if every == WEEKLY:
        return a_week_after(slot)
    following = a_week_after(slot)
    while london(following).month == london(slot).month:
        following = a_week_after(following)
    return following


def slot_before(slot: datetime, every: str = WEEKLY) -> datetime:
    """The slot that another follows."""
    before = a_week_before(slot)
    return before if every == WEEKLY else _first_of_month(before)


def _first_of_month(slot: datetime) -> datetime:
    """The first slot of the same weekday in the month."""
    while london(slot).day > len(WEEKDAYS):
        slot = a_week_before(slot)
    return slot


def week_of(slot: datetime) -> str:
    """The name of the week in which a copy comes, by its Monday: "2026-11-23"."""
    day = london(slot).date()
    return (day - timedelta(days=day.weekday())).isoformat()


def is_a_week(text: str) -> bool:
    """Whether a text names a week as `week_of` does."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.weekday() == 0 and day.isoformat() == text


def a_week_after(slot: datetime) -> datetime:
    """The same hour by London's clock, whatever the clocks do in between."""
    local = london(slot)
    return at(local.date() + WEEK, local.hour)


def a_week_before(slot: datetime) -> datetime:
    local = london(slot)
    return at(local.date() - WEEK, local.hour)


def period_of(slot: datetime) -> str:
    """The name of the week that ends at a slot: "2026-11-24 10:00", London time."""
    return f"{london(slot):%Y-%m-%d %H:%M}"


def due_slot(
    now: datetime, day: int, hour: int, last_copy: datetime | None, every: str = WEEKLY
) -> datetime | None:
    """The slot whose copy is owed now, or None. Weeks that were missed are owed as one copy, the newest."""
    slot = last_slot(now, day, hour, every)
    if last_copy is None:
        return slot if now - slot < FIRST_IS_LATE else None
    return slot if last_copy < slot else None


def term_start(half_terms: Iterable[tuple[date, date]], today: date) -> date:
    """The first day that counts to this term: the one after the last term ended, or 1 September."""
    start = school_year(today)[0]
    for (_, last), (first, _) in pairwise(sorted(half_terms)):
        if first - last >= BETWEEN_TERMS and first <= today:
            start = max(start, last + DAY)
    return start


def usual_words(day: int, hour: int, every: str = WEEKLY) -> str:
    """When a copy comes: "Tuesdays at 10:00"."""
    if every == MONTHLY:
        return f"the first {WEEKDAYS[day]} of the month at {hour:02}:00"
    return f"{WEEKDAYS[day]}s at {hour:02}:00"
