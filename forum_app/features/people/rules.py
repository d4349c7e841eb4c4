"""Claims about people that need no database: how a name is sorted, whose words were written by whom."""

from collections.abc import Mapping
from typing import Any

from ...permissions.roles import Viewer
from ...records.errors import RuleBroken

TAKEN_DOWN = "Say on which day they told you so. What somebody needs or wishes is theirs to say."


def parts_of_name(name: str) -> dict[str, str]:
    """The name as it is kept, what the person is called by, and how they are sorted: by their last name."""
    words = name.split()
    if not words:
        return {"name": "", "first_name": "", "sort_name": ""}
    last, rest = words[-1], " ".join(words[:-1])
    return {
        "name": " ".join(words),
        "first_name": words[0],
        "sort_name": f"{last}, {rest}" if rest else last,
    }


def said_by_themselves(words: tuple[str, ...], whose: str, taken_down: str):
    """A table's check: another's words are changed only with the day on which they were taken down."""

    def check(values: Mapping[str, Any], before: Mapping[str, Any] | None, viewer: Viewer) -> None:
        changed = any((values[name] or "") != ((before or {}).get(name) or "") for name in words)
        about_oneself = viewer.person_id is not None and values[whose] == viewer.person_id
        if changed and not about_oneself and not values[taken_down] and not viewer.has("command", "worker"):
            raise RuleBroken(taken_down, TAKEN_DOWN)

    return check
