"""What people do with views: keep one, change its look, name it, share it, lock it, move it, bin it."""

from collections.abc import Callable, Mapping

from ...models.views import SavedView
from ...permissions.abilities import require
from ...permissions.roles import Viewer
from ...records import views, write
from ...records.edits import Ask, Edit, Written
from ...records.errors import RuleBroken
from ...records.registry import Table
from ...records.shown import known
from . import queries
from .queries import Kept
from .tables import LOCKED, LONGEST_WHY

ME = "me"
NOT_WHOLE = (
    "This view asks for something that you do not see, so yours cannot take its place. Save it as yours."
)
TAKEN = "There is a view called that already."
OPEN = {"locked_at": None, "locked_by": None, "locked_because": ""}
# What is written of a view, and the words for it in its history.
Wanted = tuple[list[Ask], str]


def keep_view(
    viewer: Viewer, table: Table, values: Mapping, params: Mapping, *, form_key: str | None
) -> Written:
    """Keep what is on the screen under a name. Raises NotAllowed, RuleBroken.

    `values`: name, shown_to ("me" for oneself), board.
    """
    shared = values["shown_to"] != ME
    with write.together():
        grant = require(viewer, "share_view" if shared else "keep_own_view")
        if first := write.already(grant, form_key):
            return first
        name = values["name"] or ""
        _must_be_new(viewer, table.name, name, shared)
        row = {
            "table": table.name,
            "name": name,
            "params": _look(viewer, table, params),
            "position": _last(viewer, table, shared),
            **_who_for(viewer, values),
        }
        words = f"{name} kept as a view"
        return write.one(grant, write.Add(SavedView, row), via="form", words=words, form_key=form_key)


def change_look(
    viewer: Viewer, view_id: str, params: Mapping, *, version: int | None, form_key: str | None
) -> Written:
    """Let a view look as the screen does now. Raises NotFound, NotAllowed, RuleBroken, Stale."""

    def wanted(table: Table, kept: Kept) -> Wanted:
        _must_be_whole(kept)
        return _edit(kept, {"params": _look(viewer, table, params)}, version), f"{kept.name} looks otherwise"

    return _act(viewer, view_id, wanted, form_key)


def rename_view(
    viewer: Viewer, view_id: str, name: str, *, version: int | None, form_key: str | None
) -> Written:
    """Call a view something else. Raises NotFound, NotAllowed, RuleBroken, Stale."""

    def wanted(table: Table, kept: Kept) -> Wanted:
        _must_be_new(viewer, table.name, name, kept.shared, but=kept.id)
        return _edit(kept, {"name": name}, version), f"{kept.name} is called {name}"

    return _act(viewer, view_id, wanted, form_key)


def share_view(
    viewer: Viewer, view_id: str, values: Mapping, *, version: int | None, form_key: str | None
) -> Written:
    """Say who sees a view from now on. `values`: shown_to ("me" for oneself), board.

    Raises NotFound, NotAllowed, RuleBroken, Stale.
    """
    shared = values["shown_to"] != ME

    def ability(kept: Kept) -> str:
        return "share_view" if shared or kept.shared else "keep_own_view"

    def wanted(table: Table, kept: Kept) -> Wanted:
        _must_be_whole(kept)
        if shared != kept.shared:
            _must_be_new(viewer, table.name, kept.name, shared, but=kept.id)
        words = f"{kept.name} is shared" if shared else f"{kept.name} is one person's own"
        return _edit(kept, _who_for(viewer, values), version), words

    return _act(viewer, view_id, wanted, form_key, ability)


def lock_view(
    viewer: Viewer, view_id: str, because: str, *, version: int | None, form_key: str | None
) -> Written:
    """Keep a shared view's look as it is until it is unlocked. Raises NotFound, NotAllowed, Stale."""
    lock = {"locked_at": viewer.now, "locked_by": viewer.person_id, "locked_because": because[:LONGEST_WHY]}

    def wanted(_table: Table, kept: Kept) -> Wanted:
        return _edit(kept, lock, version), f"{kept.name} locked"

    return _act(viewer, view_id, wanted, form_key, lambda _kept: "lock_view")


def unlock_view(viewer: Viewer, view_id: str, *, version: int | None, form_key: str | None) -> Written:
    """Let a view be changed again. Raises NotFound, NotAllowed, Stale."""

    def wanted(_table: Table, kept: Kept) -> Wanted:
        return _edit(kept, OPEN, version), f"{kept.name} unlocked"

    return _act(viewer, view_id, wanted, form_key, lambda _kept: "lock_view")


def move_view(viewer: Viewer, view_id: str, *, earlier: bool, form_key: str | None) -> Written:
    """Change places with the view before or after it. Raises NotFound, NotAllowed."""

    def wanted(table: Table, kept: Kept) -> Wanted:
        alike = [one for one in queries.views_of(viewer, table) if one.shared == kept.shared]
        at = [one.id for one in alike].index(kept.id)
        to = max(0, min(len(alike) - 1, at - 1 if earlier else at + 1))
        alike.insert(to, alike.pop(at))
        edits: list[Ask] = [
            Edit(SavedView, one.id, {"position": place}, one.version)
            for place, one in enumerate(alike)
            if one.row.position != place
        ]
        return edits, f"{kept.name} moved"

    return _act(viewer, view_id, wanted, form_key)


def bin_view(viewer: Viewer, view_id: str, *, version: int | None, form_key: str | None) -> Written:
    """Take a view away; the rows stay. Raises NotFound, NotAllowed, RuleBroken, Stale."""

    def wanted(_table: Table, kept: Kept) -> Wanted:
        if kept.locked:
            raise RuleBroken("", LOCKED)
        return [write.Bin(SavedView, kept.id, version or kept.version)], f"{kept.name} taken away"

    return _act(viewer, view_id, wanted, form_key)


def _act(
    viewer: Viewer,
    view_id: str,
    wanted: Callable[[Table, Kept], Wanted],
    form_key: str | None,
    ability: Callable[[Kept], str] = lambda kept: kept.keeping,
) -> Written:
    """One act on a view that is there, by somebody who may, once however often its form is sent."""
    with write.together():
        table, kept = queries.kept(viewer, view_id)
        grant = require(viewer, ability(kept), kept.row)
        if first := write.already(grant, form_key):
            return first
        asks, words = wanted(table, kept)
        return write.many(grant, asks, via="form", words=words, form_key=form_key)


def _edit(kept: Kept, values: dict, version: int | None) -> list[Ask]:
    return [Edit(SavedView, kept.id, values, version or kept.version)]


def _must_be_whole(kept: Kept) -> None:
    if not kept.whole:
        raise RuleBroken("", NOT_WHOLE)


def _look(viewer: Viewer, table: Table, params: Mapping) -> dict[str, list[str]]:
    """What is asked of the table, in one way of saying it, and only of what its keeper may see."""
    return views.written(known(viewer, table, views.read(params)))


def _who_for(viewer: Viewer, values: Mapping) -> dict:
    if values["shown_to"] == ME:
        return {"person": viewer.person_id, "shown_to": "everybody", "board": None}
    board = values.get("board") if values["shown_to"] == "board" else None
    return {"person": None, "shown_to": values["shown_to"], "board": board}


def _last(viewer: Viewer, table: Table, shared: bool) -> int:
    alike = [kept.row.position for kept in queries.views_of(viewer, table) if kept.shared == shared]
    return max(alike, default=-1) + 1


def _must_be_new(viewer: Viewer, table: str, name: str, shared: bool, but: str = "") -> None:
    if name and queries.called(viewer, table, name, shared, but):
        raise RuleBroken("name", TAKEN)
