"""Kinds that hold one or some of a list: yes or no, choices, levels, people and records."""

import copy
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Protocol

from . import words
from .ids import looks_like_id
from .kind import COUNTS, EMPTINESS, Kind
from .problem import Problem

Option = tuple[str, str]

YES = {"yes", "y", "true", "1", "on"}
NO = {"no", "n", "false", "0", "off"}
LEVELS: tuple[Option, ...] = (
    ("public", "Public"),
    ("members", "Members"),
    ("board", "Board only"),
    ("restricted", "Restricted"),
)
FEW = 6


class YesNo(Kind):
    """Yes or no. Nothing written is neither: a form that means "no" by an empty tick box says so itself."""

    name = "yes_no"
    help = "Yes or no; empty is neither."
    footers: ClassVar[tuple[str, ...]] = ("each", *COUNTS)
    operators = ("is", *EMPTINESS)
    wants = "Write yes or no"

    def read(self, text, today):
        word = text.casefold()
        return True if word in YES else False if word in NO else self.problem()

    def check(self, value):
        return value if value is None or isinstance(value, bool) else self.problem()

    def show(self, value, today=None):
        return "" if value is None else "Yes" if value else "No"

    def export(self, value):
        return self.show(value).lower()


class Choice(Kind):
    """One of a list. Its options are (value, label), or words that are both."""

    name = "choice"
    help = "One of a list."
    footers: ClassVar[tuple[str, ...]] = ("each", *COUNTS)
    operators: ClassVar[tuple[str, ...]] = ("is", "is_not", "is_any_of", "is_none_of", *EMPTINESS)
    longest_read = 500
    thing = "one"

    def __init__(self, options: Iterable[Option | str] = ()):
        self.options: tuple[Option, ...] = tuple(
            (option, option) if isinstance(option, str) else (str(option[0]), str(option[1]))
            for option in options
        )

    def read(self, text, today):
        return self.find(text)

    def find(self, text: str) -> str | Problem:
        """The value that a text names, by the value itself or by its label."""
        if any(value == text for value, _ in self.options):
            return text
        said = text.casefold()
        found = {value for value, label in self.options if said in (label.casefold(), value.casefold())}
        if len(found) > 1:
            return Problem(f"{words.capital(words.number_word(len(found)))} are called that. {self.ask()}")
        return found.pop() if found else self.problem()

    def ask(self) -> str:
        labels = [label for _, label in self.options]
        return f"Choose {words.join(labels, 'or')}" if 0 < len(labels) <= FEW else self.ask_from_list()

    def problem(self) -> Problem:
        return Problem(self.ask())

    def ask_from_list(self) -> str:
        return f"Choose {self.thing} from the list"

    def check(self, value):
        return value if value is None or self.known(value) else self.problem()

    def known(self, value: Any) -> bool:
        return any(value == option for option, _ in self.options)

    def label(self, value: Any) -> str:
        found = (label for option, label in self.options if option == value)
        return next(found, "" if value is None else str(value))

    def show(self, value, today=None):
        return self.label(value)

    def export(self, value):
        """The label, or the value where two options share a label and only it reads back."""
        return self._unmistakable(value, self.label(value))

    def _unmistakable(self, value: Any, label: str) -> str:
        return label if value is None or self.find(label) == value else str(value)

    def sort_key(self, value):
        order = [option for option, _ in self.options]
        return (value is None, order.index(value) if value in order else len(order), self.label(value))


class Level(Choice):
    """Who may see an item."""

    name = "level"
    help = "Who may see it: Public, Members, Board only or Restricted."

    def __init__(self):
        super().__init__(LEVELS)


class Finder(Protocol):
    """Knows the records of a table that are too many to be options, as one viewer may read them."""

    def find(self, text: str) -> str | Problem:
        """The id of the record that a text means, or why it means none."""

    def knows(self, row_id: str) -> bool:
        """Whether there is such a record."""

    def label(self, row_id: str) -> str:
        """What a record is called; empty when there is none."""


class _Linked(Choice):
    """A record by its id; which there are is for one viewer to see: as options, or as a finder knows them."""

    thing = "one"
    footers = COUNTS

    def __init__(self, choices: Callable[[Any], Sequence[Option]] | None = None):
        super().__init__()
        self.choices = choices
        self.bound = False
        self.finder: Finder | None = None

    def for_viewer(self, viewer: Any):
        """The same kind with the options that this viewer may choose from."""
        kind = copy.copy(self)
        kind.options = tuple(self.choices(viewer)) if self.choices else ()
        kind.bound = self.choices is not None
        return kind

    def found_by(self, finder: Finder, options: Sequence[Option] = ()):
        """The same kind with all that this finder knows; `options` are the first of them."""
        kind = copy.copy(self)
        kind.options, kind.bound, kind.finder = tuple(options), True, finder
        return kind

    def find(self, text):
        if self.finder and looks_like_id(text):
            return text if self.known(text) else self.problem()
        if self.finder:
            return self.finder.find(text)
        if self.bound:
            return super().find(text)
        return text if looks_like_id(text) else self.problem()

    def label(self, value):
        if self.finder and value and not super().known(value):
            return self.finder.label(value)
        return super().label(value)

    def ask(self):
        return self.ask_from_list()

    def known(self, value):
        if self.finder and not super().known(value):
            return self.finder.knows(value)
        return super().known(value) if self.bound else looks_like_id(value)

    def sort_key(self, value):
        return (value is None, self.label(value).casefold(), value or "")


class RecordLink(_Linked):
    """One record of another table."""

    name = "record_link"
    help = "One record of another table. Three letters of its name find it."


class Person(_Linked):
    """One person."""

    name = "person"
    help = "One person. Three letters of their name find them."
    thing = "a person"


class Choices(Choice):
    """Some of a list, kept in the list's own order; written with commas or semicolons between."""

    name = "choices"
    help = "Some of a list, with commas between."
    footers = COUNTS
    groups = False
    longest_read = 20_000
    operators: ClassVar[tuple[str, ...]] = ("has_any_of", "has_all_of", "has_none_of", "is", *EMPTINESS)

    @property
    def empty(self) -> list[str]:
        return []

    def parse(self, text, today=None):
        if isinstance(text, list | tuple):
            text = ";".join(str(part) for part in text)
        return super().parse(text, today)

    def read(self, text, today):
        found = []
        for part in self._parts(text):
            value = self.find(part)
            if isinstance(value, Problem):
                return value
            found.append(value)
        return found

    def _parts(self, text: str) -> list[str]:
        if not isinstance(self.find(text), Problem):
            return [text]
        return [part.strip() for part in re.split(";" if ";" in text else ",", text) if part.strip()]

    def check(self, value):
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            return self.problem()
        return self.in_order(value) if all(self.known(part) for part in value) else self.problem()

    def in_order(self, value: Sequence[str]) -> list[str]:
        order = [option for option, _ in self.options]
        return sorted(dict.fromkeys(value), key=order.index)

    def show(self, value, today=None):
        return ", ".join(self.label(part) for part in value or ())

    def export(self, value):
        return "; ".join(self._safe_part(part) for part in value or ())

    def _safe_part(self, value: str) -> str:
        label = self.label(value)
        return value if re.search("[;,]", label) else self._unmistakable(value, label)

    def sort_key(self, value):
        order = [option for option, _ in self.options]
        return (not value, [order.index(part) if part in order else len(order) for part in value or ()])


class RecordLinks(_Linked, Choices):
    """Some records of another table."""

    name = "record_links"
    help = "Some records of another table, by their names with semicolons between."
    footers = COUNTS

    def in_order(self, value):
        return list(dict.fromkeys(value))

    def sort_key(self, value):
        return (not value, [self.label(part).casefold() for part in value or ()])


class File(RecordLinks):
    """What is kept beside a record: a paper, a photo. Added and taken away on the record's own page."""

    name = "file"
    help = "Files are added on the record’s own page, by choosing them or with the phone’s camera."
    operators = EMPTINESS
    wants = "Add files on the record’s own page"

    def ask(self):
        return self.wants
