"""What must hold of anything that is closed, whichever table it lies in."""

from ...records.errors import RuleBroken

CLOSED = ("board", "restricted")


def closed_content_is_marked(values, _before, _viewer) -> None:
    """What is Board only or Restricted hangs from a marking. Raises RuleBroken."""
    if values["level"] in CLOSED and not values["marking"]:
        raise RuleBroken("level", "Board only and Restricted need a reason, an audience and a review date.")
