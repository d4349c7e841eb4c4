"""What is to become of each row of a file, held against what its viewer may read as things stand now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...models.imports import ImportPart, ImportRun
from ...permissions.abilities import BY_ROLE, can
from ...permissions.roles import Viewer
from .. import rows as whole_rows
from .. import steps
from ..errors import RuleBroken
from ..locks import locked
from ..registry import Table
from ..titles import titles, unseen
from . import runs
from .cells import Reader, told
from .matching import Key, Matches, twice

NEW, CHANGED, SAME, AMBIGUOUS, INVALID, ALIKE = "n", "c", "s", "a", "i", "l"
STATES = {
    NEW: "new",
    CHANGED: "changed",
    SAME: "same",
    AMBIGUOUS: "ambiguous",
    INVALID: "invalid",
    ALIKE: "alike",
}
REPLACE, FILL, ADD = "replace", "fill", "add"
KEPT = 20_000  # rows held in memory between looking for them and judging them
NO_ADDING = "It is not here yet, and new rows come in on a page of their own."
NO_CHANGING = "It is here already, and is changed on a page of its own."
NOT_YOURS = "It is here already, and is not yours to change."
IS_LOCKED = "It is here already, and locked."
SEVERAL = "{} are here that this could be: {}."
TWICE = "Line {} is recognised as the same one and says something else."
NOTHING_SAID = "It says nothing that could be put in."


@dataclass(frozen=True)
class Row:
    """One row of a file: its line, what it says, and what it is recognised by."""

    number: int
    values: Mapping[str, Any]
    wrong: str
    key: Key | None


@dataclass(frozen=True)
class Outcome:
    """What is to become of a row. `changes` for one that is here, at the `version` it was compared with."""

    state: str
    id: str = ""
    version: int = 0
    why: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)

    def kept(self) -> list:
        return [self.state, self.id, self.version, self.why]


class Judge:
    """Compares the rows of one import with what its viewer may read, as things stand now."""

    def __init__(self, viewer: Viewer, table: Table, run: ImportRun):
        self.viewer, self.table, self.run = viewer, table, run
        self.reader = Reader(viewer, table, run.mapping)
        self.matches = Matches(viewer, table)
        mapped = {column.name for _, column in self.reader.columns}
        self._keys = [name for name in run.keys if name in mapped]
        self._by_name = ("name",) if self._looks_alike(mapped) else ()
        self._also = set(run.also)
        self._read: dict[int, list[Row]] = {}
        self._twice: dict[int, tuple[int, bool]] = {}
        self._unseen: dict[str, set[str]] = {}
        self._may_add = bool(table.add) and can(viewer, table.add, None)
        self._may_change = bool(table.change) and can(viewer, table.change, None)

    def _looks_alike(self, mapped: set[str]) -> bool:
        """Whether a row with a key of its own can still be somebody who is here, by their name."""
        return bool(self._keys) and "name" in mapped and "name" not in self._keys

    def look(self, only: set[int] | None = None) -> None:
        """Read every row once for what it is recognised by, then walk over the table once."""
        seen = []
        for part in runs.parts(self.run, self.run.done):
            for row in self.read(part):
                if only is not None and row.number not in only:
                    continue
                seen.append((row.number, row.key, row.values))
                self.matches.look_for(row.key)
                self.matches.look_for(self._named(row))
        if only is None:
            self._twice = twice(seen)
        self.matches.look()

    def read(self, part: ImportPart) -> list[Row]:
        """The rows of a part; those of a short file are read once and kept."""
        if part.position in self._read:
            return self._read[part.position]
        found = []
        given = runs.rows_in(self.run, part)
        self.reader.learn(cells for _, cells in given)
        for number, cells in given:
            values, wrong = self.reader.read(cells)
            self._note_links(wrong)
            why = told((column.label, text, words) for column, text, words in wrong)
            found.append(Row(number, values, why, self.matches.key(self._keys, values)))
        if self.run.size <= KEPT:
            self._read[part.position] = found
        return found

    def _note_links(self, wrong: list) -> None:
        """For whoever tells the plan."""

    def _named(self, row: Row) -> Key | None:
        if not self._by_name or not row.values.get("name"):
            return None
        return self.matches.key(self._by_name, {"name": row.values["name"]})

    def judge(self, found: Sequence[Row]) -> list[Outcome]:
        """What is to become of some rows."""
        ids = {row.number: self.matches.found(row.key) for row in found}
        single = {one[0] for one in ids.values() if len(one) == 1}
        model = self.table.model
        before = whole_rows.current((model, row_id) for row_id in single)
        held = self.held_back(single)
        self.note_unseen(before.values())
        return [self._outcome(row, ids[row.number], before, held) for row in found]

    def held_back(self, ids: set[str]) -> dict[str, str]:
        """Those of some records that the viewer may not change, each with why."""
        if not self._may_change:
            return dict.fromkeys(ids, NO_CHANGING)
        model = self.table.model
        found = dict.fromkeys((row_id for _, row_id in locked((model, row_id) for row_id in ids)), IS_LOCKED)
        if self.table.change not in BY_ROLE:
            rows = whole_rows.readable_rows(((model, row_id) for row_id in ids), self.viewer)
            mine = {key[1] for key, row in rows.items() if can(self.viewer, self.table.change, row)}
            found |= dict.fromkeys(ids - mine, NOT_YOURS)
        return found

    def _outcome(self, row: Row, ids: list[str], before: Mapping, held: Mapping[str, str]) -> Outcome:
        if row.wrong:
            return Outcome(INVALID, why=row.wrong)
        if not row.values:
            return Outcome(INVALID, why=NOTHING_SAID)
        if len(ids) > 1:
            return Outcome(AMBIGUOUS, why=SEVERAL.format(len(ids), self._titles(ids)))
        if row.number in self._twice:
            above, alike = self._twice[row.number]
            if not alike:
                return Outcome(AMBIGUOUS, why=TWICE.format(f"{above:,}"))
            return Outcome(SAME)
        if ids:
            return self.change(row, ids[0], before[self.table.model, ids[0]], held)
        return self._add(row)

    def _titles(self, ids: Sequence[str]) -> str:
        found = titles(self.table.model, ids[:3], self.viewer)
        return ", ".join(found[row_id] for row_id in ids[:3] if row_id in found)

    def change(self, row: Row, row_id: str, before: Mapping[str, Any], held: Mapping[str, str]) -> Outcome:
        """What is to become of a row that is here, as it is now; `held` back are those told why."""
        strategy = self.run.strategy
        changes = {
            name: value
            for name, value in row.values.items()
            if before[name] != value and (strategy == REPLACE or self._is_empty(name, before[name]))
        }
        if not changes or strategy == ADD:
            return Outcome(SAME, row_id)
        if row_id in held:
            return Outcome(INVALID, why=held[row_id])
        why = self._broken(changes, dict(before))
        if why:
            return Outcome(INVALID, why=why)
        return Outcome(CHANGED, row_id, before["version"], changes=changes, before=before)

    def note_unseen(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Learn which links of rows that are here lead where the viewer may not look, for `change`."""
        self._unseen = unseen(self.viewer, self.table, rows, self.reader.links)

    def _is_empty(self, name: str, held: Any) -> bool:
        """Whether nothing stands there for the viewer."""
        return held in (None, "", []) or held in self._unseen.get(name, ())

    def _add(self, row: Row) -> Outcome:
        if not self._may_add:
            return Outcome(INVALID, why=NO_ADDING)
        if why := self._broken(row.values, None):
            return Outcome(INVALID, why=why)
        alike = self.matches.found(self._named(row))
        if alike and row.number not in self._also:
            return Outcome(ALIKE, why=f"It looks like {self._titles(alike)}, who is here already.")
        return Outcome(NEW)

    def _broken(self, values: Mapping[str, Any], before: dict[str, Any] | None) -> str:
        """The sentence of the first rule that the row as it would be breaks; empty when it may stand."""
        try:
            steps.would_stand(self.table, values, before, self.viewer)
        except RuleBroken as broken:
            label = self.table.label_of(broken.field) if broken.field in self.table.by_name else ""
            said = broken.words.rstrip(".")
            return f"{said}." if not label or label.casefold() in said.casefold() else f"{label}: {said}."
        return ""
