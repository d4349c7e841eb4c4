"""How often somebody is asked for one thing, and in which words. Pure."""

from datetime import date

from ...fields.words import short_day
from ...mail.kinds import MOST_REMINDERS

ASKED_FOR = (
    ("log", "To log a meeting"),
    ("reply", "To say whether they can come"),
    ("agreement", "To sign the agreement"),
    ("interests", "To renew their interests form"),
)
ABOUT = {"log": "meetings", "reply": "meetings", "agreement": "people", "interests": "people"}


def may_ask(asked: list[date], today: date) -> bool:
    """At most twice for one thing, and not twice on one day."""
    return len(asked) < MOST_REMINDERS and today not in asked


def asked_words(asked: list[date], today: date) -> str:
    """What stands where somebody was asked: "Asked today", "Asked on Fri 20 Nov", "Asked twice"."""
    if not asked:
        return ""
    if len(asked) >= MOST_REMINDERS:
        return "Asked twice. A call may do more."
    return "Asked today" if asked[-1] == today else f"Asked on {short_day(asked[-1], today)}"
