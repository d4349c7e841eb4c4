"""What finding somebody for a seat needs to know, read for one viewer."""

from .seats import SeatPage, seat_page, standing
from .suggestions import Suggested, cover, suggestions

__all__ = ["SeatPage", "Suggested", "cover", "seat_page", "standing", "suggestions"]
