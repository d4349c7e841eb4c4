"""A fixed report's statement, written out once: its tables are read behind the door."""

from contextlib import AbstractContextManager
from datetime import date

from ...db import unguarded
from ..prepared import Prepared


class PreparedReport(Prepared):
    """As `Prepared`, for the selects of fixed reports, which do not go through `readable`."""

    def _leave(self) -> AbstractContextManager:
        return unguarded("a fixed report")


def as_day(value) -> date | None:
    """A date as a sum brings it: SQLite answers in words."""
    return date.fromisoformat(value) if isinstance(value, str) else value
