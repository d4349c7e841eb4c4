"""What a ledger shows: one's own two sides, and for those who answer for the forum, its sums."""

from .forum import Forum, Hours, HoursOf, everyones_hours, forum_ledger
from .mine import Mine, my_ledger

__all__ = ["Forum", "Hours", "HoursOf", "Mine", "everyones_hours", "forum_ledger", "my_ledger"]
