"""What a ledger shows: one's own two sides, and for those who answer for the forum, its sums."""

from datetime import date

from ....permissions import reports
from ....permissions.roles import Viewer
from .forum import Forum, Hours, HoursOf, everyones_hours, forum_ledger
from .given import volunteer_rates
from .mine import Mine, my_ledger

__all__ = [
    "Forum",
    "Hours",
    "HoursOf",
    "Mine",
    "everyones_hours",
    "forum_ledger",
    "my_ledger",
    "since",
    "volunteer_rates",
]


def since(viewer: Viewer) -> date:
    """The day from which the ledger counts: the start of this school year."""
    return reports.school_year_start(viewer.today)
