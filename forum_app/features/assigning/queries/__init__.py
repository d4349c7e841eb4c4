"""What finding somebody for a seat needs to know, read for one viewer."""

from .seats import SeatPage, is_over, seat_page, seats_of_all, standing, who_could_follow
from .suggestions import Suggested, cover, suggestions

__all__ = [
    "SeatPage",
    "Suggested",
    "cover",
    "is_over",
    "seat_page",
    "seats_of_all",
    "standing",
    "suggestions",
    "who_could_follow",
]
