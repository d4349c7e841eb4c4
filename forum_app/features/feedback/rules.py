"""The rules of what partners owe: what a good answer holds, who may be reminded when, in which words."""

from datetime import date, datetime, timedelta

from ...fields.words import join, number_of, plain_day
from ...mail.kinds import MOST_REMINDERS
from ...records.errors import RuleBroken

OUTCOMES = (
    ("done", "Done", "What you asked for has happened"),
    ("part", "Part done", "Some of it has happened, or will"),
    ("not_done", "Not done", "It could not be done, and why"),
)
OUTCOME_WORDS = {value: label for value, label, _ in OUTCOMES}
PILLS = {"done": ("kept", "Done"), "part": ("noted", "Part done"), "not_done": ("missed", "Not done")}
AGAIN_AFTER = timedelta(days=7)
MAY_CORRECT_FOR = timedelta(days=1)
LINK_LIVES = timedelta(days=30)
NO_MORE = (
    "Two reminders have gone already, and nobody gets more for one thing. Ring them, or ask somebody else."
)
SAY_WHY = "Say why it was not done. The reps who asked will read it."
SAY_WHAT = "Write in one line what came of it."


def check_outcome(values: dict) -> None:
    """An answer says which of the three, and a line; not done needs its reason. Raises RuleBroken."""
    if values.get("outcome") not in OUTCOME_WORDS:
        raise RuleBroken("outcome", "Choose one of the three.")
    if values["outcome"] == "not_done":
        if not values.get("reason"):
            raise RuleBroken("reason", SAY_WHY)
    elif not values.get("text"):
        raise RuleBroken("text", SAY_WHAT)


def kind_of_next(kinds: list[str]) -> str:
    """What the next link to an officer is, after these: the asking, then at most two reminders.

    Raises RuleBroken.
    """
    if not [kind for kind in kinds if kind != "thanks"]:
        return "asked"
    if kinds.count("reminder") >= MOST_REMINDERS:
        raise RuleBroken("contact", NO_MORE)
    return "reminder"


def is_due_a_reminder(due_on: date, last_on: date, reminders: int, today: date) -> bool:
    """The day before it is due, and a week after the last one once it is late; twice at most."""
    if reminders >= MOST_REMINDERS or last_on >= today:
        return False
    return due_on - today == timedelta(days=1) or (due_on < today and last_on + AGAIN_AFTER <= today)


def feedback_due(held_on: date, days: int, today: date) -> date:
    """The day offered: so many days after the meeting, and never less than a week from now."""
    return max(held_on + timedelta(days=days), today + timedelta(days=7))


def may_correct(answered_at: datetime | None, now: datetime) -> bool:
    """What was told can be put right for a day."""
    return answered_at is not None and now < answered_at + MAY_CORRECT_FOR


def late_words(due_on: date, given_on: date | None, today: date) -> tuple[str, str]:
    """A pill for how it stands."""
    if given_on:
        return "kept", f"Came {plain_day(given_on, today)}"
    late = (today - due_on).days
    if late > 0:
        return "late", f"{number_of(late, 'day')} late"
    return "open", "Due today" if late == 0 else f"Due {plain_day(due_on, today)}"


def meeting_words(board: str, days: list[date], today: date) -> str:
    """The meetings that news is owed for: "Plan board, 14 September and 12 October"."""
    return f"{board}, {join([plain_day(day, today) for day in days])}" if days else board
