"""What the cells of a row say: each read by the kind of its column, as in a form or a grid."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ...fields import Phone, Problem, Text
from ...fields.export import rearm
from ...permissions.roles import Viewer
from ..registry import Column, Table
from .links import Links
from .mapping import importable

REMEMBERED = 5_000
SHOWN = 40


class Reader:
    """Reads rows of one import. `links` are the columns that lead to other records, by name."""

    def __init__(self, viewer: Viewer, table: Table, mapping: Sequence[str]):
        allowed = {column.name: column for column in importable(viewer, table)}
        self.columns: list[tuple[int, Column]] = [
            (place, allowed[name]) for place, name in enumerate(mapping) if name in allowed
        ]
        self.links: dict[str, Links] = {}
        for _, column in self.columns:
            target = table.target(column.name)
            if target is not None:
                self.links[column.name] = Links(viewer, target)
        self._ways = [(place, column, self._way(column, viewer.today)) for place, column in self.columns]

    def _way(self, column: Column, today: Any) -> Callable[[str], Any]:
        parse = self.links[column.name].parse if column.name in self.links else column.kind.parse
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
        if column.name in self.links:
            return self.links[column.name].show(value)
        return column.kind.show(value, today)


def told(wrong: Iterable[tuple[Column, str, str]]) -> str:
    """What cannot be read in a row, as a sentence for each cell."""
    return " ".join(f"{column.label}, “{text[:SHOWN]}”: {words}." for column, text, words in wrong)


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
