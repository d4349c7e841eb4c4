"""The words of barriers and escalations: how high, how they stand, when an answer is due."""

from datetime import date, timedelta

STATES = (("open", "Open"), ("mitigated", "Mitigated"), ("closed", "Closed"))
LEVELS = (
    ("board", "The board itself"),
    ("above", "The board above it"),
    ("top", "A director or chief officer"),
)
ANSWER_DAYS = 28
LONGEST_TITLE = 80


def answer_due(today: date) -> date:
    """The day offered for an answer: four weeks on."""
    return today + timedelta(days=ANSWER_DAYS)


def level_words(level: str) -> str:
    return dict(LEVELS).get(level, level)


def next_level(level: str) -> str:
    """One higher, as far as it goes."""
    order = [value for value, _ in LEVELS]
    return order[min(order.index(level) + 1, len(order) - 1)]


def title_of(text: str) -> str:
    """The first sentence of what was written, short enough for a line in a mail."""
    first = text.strip().split("\n")[0].split(". ")[0].rstrip(".")
    if len(first) <= LONGEST_TITLE:
        return first
    return first[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
