"""Which views a viewer has of a table, each as far as they may know of it."""

from dataclasses import dataclass, field
from typing import Any

from ...fields.words import moment
from ...models.boards import Board
from ...models.people import Person
from ...models.views import SavedView
from ...permissions.abilities import can
from ...permissions.errors import NotFound
from ...permissions.prepared import prepared
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import registry, views
from ...records.registry import Table
from ...records.shown import known
from ...records.titles import titles
from ...records.views import View
from .tables import SHOWN_TO

MOST = 200


@dataclass(frozen=True)
class Kept:
    """One view of a table for one viewer. `view`: as far as they may know of it."""

    id: str
    name: str
    version: int
    shared: bool
    locked: bool
    row: Any = field(repr=False)
    view: View = field(default_factory=View)

    @property
    def params(self) -> dict[str, list[str]]:
        return views.written(self.view)

    @property
    def told(self) -> tuple[str, ...]:
        return self.view.told

    @property
    def keeping(self) -> str:
        """The ability that changing the view itself takes."""
        return "keep_shared_view" if self.shared else "keep_own_view"

    @property
    def whole(self) -> bool:
        """Whether nothing that others see in it was left out; one's own is what one makes it."""
        return not (self.shared and self.told)


def views_of(viewer: Viewer, table: Table) -> tuple[Kept, ...]:
    """The views of a table: shared ones by their place, then one's own. One statement."""
    return tuple(_kept(viewer, table, row) for row in _views_of(viewer, table.name))


@prepared("text")
def _views_of(viewer: Viewer, table: str):
    order = SavedView.person.is_null(False), SavedView.position, SavedView.name, SavedView.id
    return readable(SavedView, viewer).where(SavedView.table == table).order_by(*order).limit(MOST)


def _kept(viewer: Viewer, table: Table, row: Any) -> Kept:
    shared = row.person_id is None
    view = known(viewer, table, views.read(_params(row)), wholly=shared)
    return Kept(row.id, row.name, row.version, shared, row.locked_at is not None, row, view)


def _params(row: Any) -> dict[str, list[str]]:
    return {part: list(said) for part, said in row.params.items()} if isinstance(row.params, dict) else {}


def one_of(every: tuple[Kept, ...], view_id: str) -> Kept:
    """The view with this id among those of a table. Raises NotFound."""
    found = next((kept for kept in every if kept.id == view_id), None)
    if found is None:
        raise NotFound
    return found


def tabs(viewer: Viewer, table: Table, view_id: str | None = None) -> tuple[Kept, ...]:
    """The views to choose from over a table. Raises NotFound when the one chosen is not there."""
    every = views_of(viewer, table)
    if view_id:
        one_of(every, view_id)
    return every


def base_params(viewer: Viewer, table: Table, view_id: str | None) -> dict[str, list[str]]:
    """What a kept view asks of a table, as far as this viewer may know of it. Raises NotFound."""
    return one_of(views_of(viewer, table), view_id).params if view_id else {}


def kept(viewer: Viewer, view_id: str) -> tuple[Table, Kept]:
    """One view, with its table. Raises NotFound."""
    row = one(SavedView, view_id, viewer)
    table = registry.table(row.table)
    return table, _kept(viewer, table, row)


def called(viewer: Viewer, table: str, name: str, shared: bool, but: str = "") -> bool:
    """Whether the viewer has a view of this name already, among the shared ones or among their own."""
    theirs = readable(SavedView, viewer).where(SavedView.table == table, SavedView.id != but)
    alike = theirs.where(SavedView.person.is_null(shared)).select(SavedView.name).tuples()
    return name.casefold() in {found.casefold() for (found,) in alike}


def boards(viewer: Viewer) -> list[tuple[str, str]]:
    """The boards whose seats a view can be shared with."""
    return [(row.id, row.name) for row in readable(Board, viewer).order_by(Board.name)]


def who_for(viewer: Viewer, kept: Kept) -> str:
    """Who sees a view, in words."""
    if not kept.shared:
        return "Only you"
    if kept.row.shown_to == "board":
        named = titles(Board, [kept.row.board_id], viewer).get(kept.row.board_id, "a board")
        return f"Whoever sits on {named}, the coordinator and the co-chairs"
    words = dict(SHOWN_TO)[kept.row.shown_to]
    return words if kept.row.shown_to in ("everybody", "coordinator") else f"{words} and the coordinator"


def who_locked(viewer: Viewer, kept: Kept) -> str:
    """Who locked a view, when and why; "" when it is open."""
    if not kept.locked:
        return ""
    who = titles(Person, [kept.row.locked_by_id], viewer).get(kept.row.locked_by_id, "Somebody")
    why = f": {kept.row.locked_because}" if kept.row.locked_because else ""
    return f"{who} locked it on {moment(kept.row.locked_at, viewer.today)}{why}"


def may_keep(viewer: Viewer, kept: Kept) -> bool:
    """Whether the viewer may change the view itself; a locked one first has to be unlocked."""
    return can(viewer, kept.keeping, kept.row)
