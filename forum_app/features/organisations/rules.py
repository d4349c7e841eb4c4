"""How organisations are sorted and called when only their name is known."""

from collections.abc import Iterable

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
