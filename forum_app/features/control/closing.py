"""Closing something that is being written: a marking with its reason, its people and its review day."""

from collections.abc import Mapping
from typing import Any

from ...models.control import Marking, NamedPerson
from ...permissions.abilities import can
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from .actions import LONGEST_REVIEW

CLOSED = {"board", "restricted"}


def closing(viewer: Viewer, of_board, name: str, values: Mapping[str, Any]) -> tuple[str, str | None, list]:
    """The level and marking that a form asks for, and the edits that make the marking.

    `of_board`: the record, with a board, that the content hangs from. Raises RuleBroken without a reason,
    without people for Restricted, without a review day, or from somebody without an agreement.
    """
    level = values["level"] or "members"
    if level not in CLOSED:
        return level, None, []
    if not can(viewer, "mark_content", of_board):
        raise RuleBroken("level", "Sign the confidentiality agreement before you close anything.")
    reason, review_on = values["reason"], values["review_on"]
    if not reason:
        raise RuleBroken("reason", "Say why it is closed, in a line.")
    if level == "restricted" and not values["people"]:
        raise RuleBroken("people", "Name at least one person who may see it.")
    if not review_on or not viewer.today < review_on <= viewer.today + LONGEST_REVIEW:
        raise RuleBroken("review_on", "Give a day within a year on which somebody looks at it again.")
    marking = write.new_id()
    named = sorted({*values["people"], viewer.person_id} - {None}) if level == "restricted" else []
    kept = {
        "board": of_board.board_id,
        "name": name[:200],
        "level": level,
        "reason": reason,
        "audience_words": "those with a seat there" if level == "board" else "the people named",
        "review_on": review_on,
    }
    edits: list = [write.Add(Marking, kept, id=marking)]
    edits += [write.Add(NamedPerson, {"marking": marking, "person": person}) for person in named]
    return level, marking, edits
