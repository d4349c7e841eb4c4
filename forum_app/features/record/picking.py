"""What a link can be chosen from: what this viewer may read, in a list, or by name where that is long."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...fields import Problem, RecordLink
from ...fields.choices import Option
from ...models.base import Record
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from ...records import naming
from ...records.registry import Table, table_of
from ...records.sorting import ordered, sorts_of

MOST = 200
ALIKE = "Several are called that. Open the one you mean, and copy the end of its address"


@dataclass(frozen=True)
class Picker:
    """Records to choose from. Not `whole`: there are more, so one is written by its name."""

    options: tuple[Option, ...]
    whole: bool


Pickers = dict[type[Record], Picker]


def pickers(viewer: Viewer, targets: Iterable[type[Record]], chosen: Iterable[str]) -> Pickers:
    """For each table that is linked to, what can be chosen; what is `chosen` already can be kept."""
    rows: dict[type[Record], list[Any]] = {}
    more: set[type[Record]] = set()
    kept = sorted(set(chosen))
    for model in dict.fromkeys(targets):
        table = table_of(model)
        found = list(_in_order(viewer, table).limit(MOST + 1))
        if len(found) > MOST:
            more.add(model)
            there = {row.id for row in found}
            found += [row for row in naming.rows_of(viewer, model, kept) if row.id not in there]
        rows[model] = found
    words = naming.called(viewer, rows, {})
    return {
        model: Picker(tuple((row.id, words[row.id]) for row in some), model not in more)
        for model, some in rows.items()
    }


def _in_order(viewer: Viewer, table: Table) -> Any:
    query = readable(table.model, viewer)
    return query.order_by(*ordered(sorts_of(viewer, table), table.model.id))


class Named(RecordLink):
    """A record written by its name, by its id, or chosen from the first of many."""

    def __init__(self, viewer: Viewer, model: type[Record], options: tuple[Option, ...]):
        super().__init__()
        self.options, self.bound = options, True
        self._viewer, self._model = viewer, model

    @property
    def find_at(self) -> str:
        """The table in which some letters find it."""
        return table_of(self._model).name

    def for_viewer(self, viewer: Any) -> "Named":
        return self

    def find(self, text: str) -> str | Problem:
        found = super().find(text)
        if not isinstance(found, Problem):
            return found
        rows = list(readable(self._model, self._viewer))
        words = naming.called(self._viewer, {self._model: rows}, {})
        said = text.casefold()
        title = table_of(self._model).title
        named = [row.id for row in rows if row.id == text or words[row.id].casefold() == said]
        named = named or [row.id for row in rows if title(row).casefold() == said]
        if len(named) > 1:
            return Problem(ALIKE)
        if named:
            self.options = (*self.options, (named[0], words[named[0]]))
            return named[0]
        return Problem("Write it as it is called, or choose from the list")
