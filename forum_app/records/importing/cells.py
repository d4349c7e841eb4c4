"""What the cells of a row say: each read by the kind of its column, as in a form or a grid."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ...fields import Phone, Problem, Text
from ...fields.export import rearm
from ...fields.words import sentence
from ...permissions.roles import Viewer
from ..picking import kind_of, learn
from ..registry import Column, Table
from .mapping import importable

REMEMBERED = 5_000
SHOWN = 40


class Reader:
    """Reads rows of one import. `links` are the kinds of the columns that lead to other records, by name."""

    def __init__(self, viewer: Viewer, table: Table, mapping: Sequence[str]):
        allowed = {column.name: column for column in importable(viewer, table)}
        self.columns: list[tuple[int, Column]] = [
            (place, allowed[name]) for place, name in enumerate(mapping) if name in allowed
        ]
        self.links = {
            column.name: kind_of(viewer, table, column)
            for _, column in self.columns
            if table.target(column.name) is not None
        }
        self._ways = [(place, column, self._way(column, viewer.today)) for place, column in self.columns]

    def _way(self, column: Column, today: Any) -> Callable[[str], Any]:
        parse = self.links.get(column.name, column.kind).parse
        if isinstance(column.kind, Text):
            return lambda text: parse(rearm(text), today)
        known: dict[str, Any] = {}

        def remembered(text: str) -> Any:
            if text not in known:
                if len(known) > REMEMBERED:
                    known.clear()
                known[text] = parse(rearm(text), today)
            return known[text]

        return remembered

    def learn(self, rows: Iterable[Sequence[str]]) -> None:
        """Look up at once what the links of some rows say."""
        rows = list(rows)
        for place, column in self.columns:
            if column.name in self.links:
                learn(self.links[column.name], (cells[place] for cells in rows if place < len(cells)))

    def read(self, cells: Sequence[str]) -> tuple[dict[str, Any], list[tuple[Column, str, str]]]:
        """What a row says, and each cell that cannot be read, with why. An empty cell says nothing."""
        values: dict[str, Any] = {}
        wrong = []
        for place, column, way in self._ways:
            text = cells[place] if place < len(cells) else ""
            if not text:
                continue
            value = way(text)
            if isinstance(value, Problem):
                wrong.append((column, text, value.words))
            elif value not in (None, "", []):
                values[column.name] = value
        return values, wrong

    def show(self, column: Column, value: Any, today: Any) -> str:
        return self.links.get(column.name, column.kind).show(value, today)


def told(wrong: Iterable[tuple[str, str, str]]) -> str:
    """What cannot be read in a row, as a sentence for each cell: its column's label, its text, and why."""
    return " ".join(f"{label}, “{text[:SHOWN]}”: {sentence(words)}" for label, text, words in wrong)


def normal(column: Column) -> Callable[[Any], Any]:
    """A value as it is compared with another: capitals and blanks do not tell two apart."""
    if isinstance(column.kind, Phone):
        return _phone
    if isinstance(column.kind, Text):
        return lambda value: " ".join(value.casefold().split()) if value else ""
    return lambda value: tuple(value) if isinstance(value, list) else "" if value is None else value


def _phone(value: str | None) -> str:
    digits = "".join(sign for sign in value or "" if sign.isdigit() or sign == "+")
    for abroad in ("+44", "0044"):
        digits = digits.removeprefix(abroad) if digits.startswith(abroad) else digits
    return digits.lstrip("0")


def says(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Which columns a row says anything of."""
    return tuple(sorted(values))
