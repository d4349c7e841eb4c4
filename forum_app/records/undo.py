"""Taking an act back as a new act: each cell that still holds what was written, and a list of the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..db import unguarded
from ..models import BY_TABLE
from ..models.base import Record
from ..models.control import Aside, Change, ChangeGroup, GuestScope, NamedPerson
from ..models.people import Role
from ..permissions.abilities import can, lost, require
from ..permissions.errors import NotFound
from ..permissions.roles import Viewer
from . import rows
from .columns import sees
from .edits import Add, Ask, Bin, Edit, Restore
from .errors import RuleBroken
from .ids import new_id
from .locks import locked
from .registry import table_of
from .rows import Key, Row
from .steps import usual
from .titles import titles
from .values import unkept
from .write import many, together

LISTS = (NamedPerson, GuestScope)
LOWERS = frozenset({"level", "marking", "embargoed_until"})
MOST_TITLES = 200  # whole records told by title
HOUSE = frozenset({"id", "version", "binned_at"})  # fields that only the house writes


@dataclass(frozen=True)
class Cell:
    """A field of a record that was put back or left; without a field, the record itself.

    Of very many records some have no title.
    """

    table: str
    id: str
    title: str
    field: str
    label: str
    now: str


@dataclass(frozen=True)
class Undone:
    """What was put back, what was left since it was changed or is locked, and the new group, itself undoable.

    `group_id` is empty when nothing was left to put back.
    """

    group_id: str
    put_back: tuple[Cell, ...]
    left: tuple[Cell, ...]
    locked: tuple[Cell, ...] = ()


def undo(viewer: Viewer, group_id: str, *, via: str) -> Undone:
    """Take an act back, as far as nobody changed it since; the one who did it, or the coordinator.

    Records are added to the bin and restored from it; money is reversed. Rows that the viewer may not
    read stay as they are, unmentioned; those that are locked stay and are told. Raises NotFound,
    RuleBroken, CouldNotSave.
    """
    with together():
        first, turns = _first_act(viewer, group_id)
        grant = require(viewer, "undo")
        work = _Undoing(viewer, _changes(group_id))
        if work.touches_nothing_that_is_there:
            raise NotFound
        words = f"{'Done again' if turns % 2 else 'Undone'}: {first.words or first.act}"
        written = many(grant, work.asks, via=via, words=words, undoes=group_id)
        told = (_told(viewer, cells) for cells in (work.put_back, work.left, work.locked))
        return Undone(written.group_id, *told)


def _first_act(viewer: Viewer, group_id: str) -> tuple[ChangeGroup, int]:
    """What was done at first, and how often it has been undone and done again since. Raises NotFound."""
    group = _group_of(group_id)
    mine = group is not None and viewer.person_id is not None and group.person_id == viewer.person_id
    if group is None or not (mine or viewer.has("coordinator")):
        raise NotFound
    turns = 0
    while group.undoes and (below := _group_of(group.undoes)):
        group, turns = below, turns + 1
    if lost(viewer, group.act):
        raise NotFound
    return group, turns


def _group_of(group_id: str) -> ChangeGroup | None:
    with unguarded("who did it, and as what, decides who may take it back"):
        return ChangeGroup.select().where(ChangeGroup.id == group_id).first()


def _changes(group_id: str) -> list[Change]:
    names = ("table", "row", "kind", "old", "new", "old_level", "version")
    with unguarded("what an act wrote; each row is asked about apart"):
        query = Change.select(*(getattr(Change, name) for name in names)).where(Change.group == group_id)
        found = list(query.order_by(Change.position.desc()).namedtuples())
    return [change for change in found if issubclass(BY_TABLE[change.table], Record)]


def _check_leave(viewer: Viewer, change: Change, model: type[Record]) -> None:
    """What decides who may do or see what is not turned back by whoever once could. Raises RuleBroken."""
    if model is Role:
        raise RuleBroken("", "Roles are given and taken on the person's own page, so that others are told.")
    opens = change.kind == "edit" and not LOWERS.isdisjoint(change.new)
    lets_in = model in LISTS and change.kind in {"edit", "bin"}
    # Standing aside shuts its person out, so taking that back lets them in.
    lets_in |= model is Aside and change.kind != "bin"
    if (opens or lets_in) and not can(viewer, "lower_marking"):
        raise RuleBroken("", "Only the coordinator or a co-chair can change back who may see this.")


@dataclass
class _Undoing:
    """Works out the inverse of some changes, newest first."""

    viewer: Viewer
    changes: list[Change]
    asks: list[Ask] = field(default_factory=list)
    put_back: list[tuple[Key, str]] = field(default_factory=list)
    left: list[tuple[Key, str]] = field(default_factory=list)
    locked: list[tuple[Key, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        keys = [(BY_TABLE[change.table], change.row) for change in self.changes]
        self._rows = rows.current(rows.readable_keys(keys, self.viewer))
        before = [_values(key[0], change.old) for change, key in zip(self.changes, keys, strict=True)]
        with unguarded("the level of a row now, to compare it with what it was"):
            self._levels = rows.levels_of_markings([*self._rows.values(), *before], self.viewer.now)
        self._movements: dict[str, str] = {}
        final = locked(self._rows)
        for change, key in zip(self.changes, keys, strict=True):
            if key in final:
                self.locked += [(key, name) for name in change.new] or [(key, "")]
            elif key in self._rows:
                _check_leave(self.viewer, change, key[0])
                self._inverse(change, key, self._rows[key])

    @property
    def touches_nothing_that_is_there(self) -> bool:
        """Whether the viewer may read none of the records: such an act is not there for them either."""
        return bool(self.changes) and not self._rows

    def _inverse(self, change: Change, key: Key, row: Row) -> None:
        model, row_id = key
        if change.kind == "edit":
            self._put_back_cells(change, key, row)
        elif change.kind == "restore" or (change.kind == "add" and not table_of(model).posted):
            differing = self._differing(change, key, row) if change.kind == "add" else []
            self._whole(key, row["binned_at"] is None and not differing, Bin(model, row_id, row["version"]))
        elif change.kind == "bin":
            # By this act: what was taken out and put there again is another's to bring back.
            lies_there = row["binned_at"] is not None and row["version"] == change.version
            self._whole(key, lies_there, Restore(model, row_id))
        else:
            self._whole(key, not _is_reversed(model, row_id), self._reversal(model, row))

    def _whole(self, key: Key, possible: bool, ask: Ask) -> None:
        if possible:
            self.asks.append(ask)
        (self.put_back if possible else self.left).append((key, ""))

    def _differing(self, change: Change, key: Key, row: Row) -> list[str]:
        """The fields of a new record that somebody has changed since."""
        written = usual(key[0]) | _values(key[0], change.new)
        return [name for name in row if name not in HOUSE and row[name] != written[name]]

    def _put_back_cells(self, change: Change, key: Key, row: Row) -> None:
        model, row_id = key
        old, new = _values(model, change.old), _values(model, change.new)
        still = [name for name in new if row[name] == new[name]]
        back = {name: old[name] for name in still}
        if row["binned_at"] is not None or not self._as_closed(change, key, row | back):
            still, back = [], {}
        if back:
            self.asks.append(Edit(model, row_id, back, row["version"]))
        self.put_back += [(key, name) for name in still]
        self.left += [(key, name) for name in new if name not in still]

    def _as_closed(self, change: Change, key: Key, after: Row) -> bool:
        """Words that stood behind a marking never come back on a record that is no longer behind it."""
        marked = not change.old_level.endswith("|")
        return not marked or rows.level_of(key[0], after, self._levels) == change.old_level

    def _reversal(self, model: type[Record], row: Row) -> Add:
        movement = self._movements.setdefault(row["movement"], new_id())
        values = {name: value for name, value in row.items() if name not in HOUSE}
        return Add(
            model,
            values
            | {
                "pence": -row["pence"],
                "reverses": row["id"],
                "movement": movement,
                "day": self.viewer.today,
            },
        )


def _told(viewer: Viewer, cells: list[tuple[Key, str]]) -> tuple[Cell, ...]:
    """The cells in words, as they are now: only columns with a label that the viewer may see of that row.

    Of very many whole records most have no title: nobody reads them all.
    """
    whole = [key for key, name in cells if not name]
    more = set(whole[MOST_TITLES:])
    found = rows.readable_rows({key for key, _ in cells} - more, viewer)
    told = [
        (key, name) for key, name in cells if key in found and _may_be_told(viewer, key, name, found[key])
    ]
    linked = _titles_of_links(viewer, told, found)
    untold = (Cell(table_of(key[0]).name, key[1], "", "", "", "") for key in whole if key in more)
    return tuple(
        Cell(
            table=table_of(key[0]).name,
            id=key[1],
            title=table_of(key[0]).title(found[key]),
            field=name,
            label=table_of(key[0]).label_of(name) if name else "",
            now=_now(key, name, found[key], linked) if name else "",
        )
        for key, name in told
    ) + tuple(untold)


def _may_be_told(viewer: Viewer, key: Key, name: str, row: Any) -> bool:
    table = table_of(key[0])
    return not name or (name in table.by_name and sees(viewer, table, name, row))


def _titles_of_links(
    viewer: Viewer, cells: list[tuple[Key, str]], found: Mapping[Key, Any]
) -> dict[str, str]:
    targets: dict[type[Record], set[str]] = {}
    for key, name in cells:
        target = getattr(key[0]._meta.fields.get(name), "rel_model", None)
        if target is not None and (value := found[key].__data__.get(name)):
            targets.setdefault(target, set()).add(value)
    named: dict[str, str] = {}
    for target, ids in targets.items():
        named.update(titles(target, ids, viewer))
    return named


def _now(key: Key, name: str, row: Any, linked: Mapping[str, str]) -> str:
    table, value = table_of(key[0]), row.__data__.get(name)
    if table.target(name) is not None:
        return linked.get(value, "")
    return table.by_name[name].kind.show(value)


def _values(model: type[Record], kept: Mapping[str, Any]) -> Row:
    fields = model._meta.fields
    return {name: unkept(fields[name], value) for name, value in kept.items() if name in fields}


def _is_reversed(model: type[Record], row_id: str) -> bool:
    with unguarded("money is reversed once"):
        return model.select().where(model.reverses == row_id).exists()
