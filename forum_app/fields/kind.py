"""What every kind can do: read, check, show, edit, export, sort and add up its values."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from .clean import clean
from .problem import Problem

EMPTINESS = ("is_empty", "is_not_empty")
ORDERING = ("is", "is_not", "less_than", "at_most", "more_than", "at_least", "between", *EMPTINESS)

OPERATOR_WORDS: Mapping[str, str] = {
    "is": "is",
    "is_not": "is not",
    "is_any_of": "is any of",
    "is_none_of": "is none of",
    "contains": "contains",
    "does_not_contain": "does not contain",
    "starts_with": "starts with",
    "has_any_of": "has any of",
    "has_all_of": "has all of",
    "has_none_of": "has none of",
    "less_than": "is less than",
    "at_most": "is at most",
    "more_than": "is more than",
    "at_least": "is at least",
    "between": "is between",
    "within": "is",
    "before": "is before",
    "on_or_before": "is on or before",
    "after": "is after",
    "on_or_after": "is on or after",
    "is_empty": "is empty",
    "is_not_empty": "is not empty",
}

# What may stand under a column, of all its rows or of a group.
COUNTS = ("filled", "empty")
EXTREMES = ("earliest", "latest")
AMOUNTS = ("sum", "average", "least", "most", *COUNTS)
FOOTERS: Mapping[str, str] = {
    "sum": "In all",
    "average": "On average",
    "least": "Least",
    "most": "Most",
    "earliest": "Earliest",
    "latest": "Latest",
    "filled": "Filled in",
    "empty": "Empty",
    "each": "Of each",
}


class Kind(ABC):
    """One way of holding a value. `parse` reads what a person typed; the rest works on what it returns.

    `help` says how to write it; `keyboard`, which keys a phone offers for it, as `inputmode` names them.
    `footers` are those of FOOTERS that mean something here; `groups`: whether rows that share a value
    make a group worth having.
    """

    name: ClassVar[str]
    align: ClassVar[str] = "left"
    sums: ClassVar[bool] = False
    operators: ClassVar[tuple[str, ...]] = ORDERING
    footers: ClassVar[tuple[str, ...]] = COUNTS
    groups: ClassVar[bool] = True
    help: str = ""
    wants: str = "Write it another way"
    keyboard: str = ""
    lines: ClassVar[bool] = False
    # Nobody writes a date or a sum longer than this; reading more would only cost time.
    longest_read: ClassVar[int | None] = 100

    @property
    def empty(self) -> Any:
        return None

    def parse(self, text: Any, today: date | None = None) -> Any:
        """The value that the text says, or a Problem. `today` lets a date be written without its year."""
        written = clean("" if text is None else str(text), self.lines)
        if not written:
            return self.empty
        if self.longest_read and len(written) > self.longest_read:
            return self.problem()
        value = self.read(written, today)
        return value if isinstance(value, Problem) else self.check(value)

    @abstractmethod
    def read(self, text: str, today: date | None) -> Any:
        """The value of cleaned text that is not empty, or a Problem; its limits are checked after."""

    def check(self, value: Any) -> Any:
        """The value if this kind may hold it, or a Problem."""
        return value

    def show(self, value: Any, today: date | None = None) -> str:
        return "" if value is None else str(value)

    def brief(self, value: Any, today: date | None = None) -> str:
        """The value in the little room of a cell."""
        return self.show(value, today)

    def edit(self, value: Any) -> str:
        """What stands in the box; parse reads it back to the same value."""
        return self.export(value)

    def export(self, value: Any) -> str:
        return "" if value is None else str(value)

    def to_json(self, value: Any) -> Any:
        return value

    def from_json(self, value: Any) -> Any:
        return value

    def sort_key(self, value: Any) -> tuple:
        """Comparable with any other of the kind; empty comes last."""
        return (True, 0) if value is None else (False, value)

    def foot(self, footer: str, value: Any, today: date | None = None) -> str:
        """What stands under a column: a count in figures, anything else as a value of the kind."""
        if footer in COUNTS:
            return f"{value or 0:,}"
        return self.show(self.middle(value) if footer == "average" else value, today)

    def middle(self, value: Any) -> Any:
        """An average as near as the kind can hold it."""
        return value

    def problem(self) -> Problem:
        return Problem(self.wants)
