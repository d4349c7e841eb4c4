"""The words of Home: greetings, when to leave, how many have answered."""

from datetime import date, datetime, timedelta

from ...clock import london
from ...fields.words import WEEKDAYS, capital, clock_time, number_of, number_word, short_day
from ...fields.words import day as day_words
from ..ledger.rules import late_pill, the

__all__ = ["late_pill", "the"]

QUARTER = 15
MODES = {"online": "online", "in_person": "in person", "both": "in person and online"}


def greeting(now: datetime, first_name: str) -> str:
    hour = london(now).hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}, {first_name}" if first_name else f"Good {part}"


def leave_and_home(starts_at: datetime, minutes: int, travel: int) -> str:
    """When to leave and when one is back, by travel one way, each to the quarter hour that is safe."""
    start, end = london(starts_at), london(starts_at) + timedelta(minutes=minutes)
    leave = start - timedelta(minutes=travel)
    leave -= timedelta(minutes=leave.minute % QUARTER)
    back = end + timedelta(minutes=travel)
    back += timedelta(minutes=-back.minute % QUARTER)
    return f"Leave by {_spoken(leave)}, home by {_spoken(back)}."


def _spoken(moment: datetime) -> str:
    return clock_time(moment).removeprefix("0")


def papers_words(day: date, papers_on: date | None, papers_days: int, today: date) -> tuple[str, bool]:
    """Where the papers of a coming meeting stand, and whether they are late."""
    due = day - timedelta(days=papers_days)
    if papers_on:
        return f"Papers came on {day_words(papers_on)}", False
    if due < today:
        return f"Papers were due on {day_words(due)}", True
    return f"Papers are due {'today' if due == today else f'on {day_words(due)}'}", False


def last_time(day: date, papers_on: date | None, papers_days: int) -> str:
    """How the papers came to the board's meeting before."""
    if papers_on is None:
        return "Last time none came."
    late = papers_days - (day - papers_on).days
    return (
        f"Last time they came {number_of(late, 'day')} late." if late > 0 else "Last time they came in time."
    )


def chair_words(chair: str) -> str:
    """One sentence on who chairs: "The council chairs.", "The forum's co-chairs chair.", or nothing."""
    if not chair:
        return ""
    return f"{capital(chair)} {'chair' if chair.endswith('co-chairs') else 'chairs'}."


def by_when(day: date, today: date) -> str:
    """A day in this coming week by its name alone, a later one by its date."""
    if day == today:
        return "today"
    return WEEKDAYS[day.weekday()] if 0 < (day - today).days < 7 else short_day(day, today)


def needs_words(count: int, day: date, today: date) -> str:
    """The first sentence of the week: how much waits for this reader, and until when."""
    if count == 1:
        return f"One decision needs you by {by_when(day, today)}."
    return f"{capital(number_word(count))} decisions need you, the first by {by_when(day, today)}."


def held_words(meetings: int, boards: int, own: bool) -> str:
    if not meetings:
        return "No meeting has been held since September."
    ours = ", our own among them" if own and boards > 1 else ""
    return f"Since September: {number_of(meetings, 'meeting')} on {number_of(boards, 'board')}{ours}."


def promise_pill(state: str, progress: int | None, target: int | None) -> tuple[str, str]:
    """A pill's state and words for one promise: what its owner said, else how far it has come."""
    said = {"kept": ("kept", "Kept"), "not_kept": ("missed", "Not kept"), "at_risk": ("at_risk", "At risk")}
    if state in said:
        return said[state]
    if progress is None or target is None:
        return "open", "Open"
    return ("kept" if progress >= target else "open"), f"{progress} of {target}"


def names_board(text: str, code: str, short_name: str) -> bool:
    """Whether an action's text speaks of a board, by its code or by the name it goes by."""
    words = text.replace(",", " ").replace(".", " ").split()
    return bool((code and code in words) or (short_name and short_name.lower() in text.lower()))
