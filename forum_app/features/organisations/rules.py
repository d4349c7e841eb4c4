"""How organisations are sorted and called when only their name is known, and which of them still stand."""

from collections.abc import Iterable
from datetime import date

from ...fields.words import day as day_in_words
from ...records.errors import RuleBroken

SECTORS = (
    "Local authority",
    "Health",
    "School",
    "Further education",
    "Voluntary",
    "Network",
    "Young people's group",
    "Forum",
    "Other",
)
LONGEST_SHORT_NAME = 60


def sectors(in_use: Iterable[str]) -> list[str]:
    """The sectors to choose from: the usual ones, then those that this forum has put into words itself."""
    return list(dict.fromkeys([*SECTORS, *sorted(sector for sector in in_use if sector)]))


def short_name_of(name: str) -> str:
    """What stands in lists until somebody says better."""
    if len(name) <= LONGEST_SHORT_NAME:
        return name
    return name[: LONGEST_SHORT_NAME - 1].rpartition(" ")[0] + "…"


def check_stands(body, today: date, field: str) -> None:
    """Raises RuleBroken for an organisation that has ended or become another, which takes nothing new."""
    if body.successor_id:
        raise RuleBroken(field, f"{body.short_name} has become another organisation. Choose that one.")
    if body.ended_on and body.ended_on < today:
        raise RuleBroken(field, f"{body.short_name} ended on {day_in_words(body.ended_on, today)}.")
