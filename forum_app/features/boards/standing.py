"""Whether a board still stands: one that has ended takes no new date and nobody new."""

from datetime import date

from ...fields.words import day as day_in_words
from ...records.errors import RuleBroken


def check_stands(board, today: date, day: date | None = None, field: str = "") -> None:
    """Raises RuleBroken for a day, by default today, after the end of a board that has ended."""
    if board.ends_on and board.ends_on < today and (day or today) > board.ends_on:
        ended = day_in_words(board.ends_on, today)
        raise RuleBroken(field, f"{board.short_name} ended on {ended}. If it goes on, change its end first.")
