"""The three answers to a request for a rep, and how long one took."""

from datetime import date

from ...fields.words import number_of

# value, what the team chooses, what that means, what the partner reads
REPLIES = (
    (
        "yes",
        "Yes",
        "We look for somebody, and tell them who",
        "Yes, gladly. We look for somebody and tell you who.",
    ),
    ("no", "Not this time", "A line saying why is kind", "Not this time, we are sorry to say."),
    (
        "talk",
        "Let us talk first",
        "About the hours, the stage, the payment",
        "Perhaps. Let us talk about it first.",
    ),
)
WORDS_TO_PARTNER = {value: said for value, *_, said in REPLIES}
LABELS = {value: label for value, label, *_ in REPLIES}
PILLS = {"yes": "done", "no": "noted", "talk": "open"}


def pill_of(reply: str) -> tuple[str, str]:
    """How a request stands, as a state and a word."""
    return (PILLS[reply], LABELS[reply]) if reply else ("due", "Waits for an answer")


def took_words(asked_on: date, answered_on: date | None) -> str:
    """How long the partner waited; empty while they wait, or where nobody knows."""
    if answered_on is None:
        return ""
    days = (answered_on - asked_on).days
    return f"answered after {number_of(days, 'day')}" if days > 0 else "answered the same day"
