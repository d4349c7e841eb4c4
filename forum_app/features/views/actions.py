"""What people do with views: keep one, change its look, name it, share it, lock it, move it, bin it."""

from collections.abc import Mapping

from ...models.views import SavedView
from ...permissions.abilities import require
from ...permissions.roles import Viewer
from ...records import views, write
from ...records.edits import Edit, Written
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


def keep_view(
    viewer: Viewer, table: Table, values: Mapping, params: Mapping, *, form_key: str | None, via: str = "form"
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
        return write.one(grant, write.Add(SavedView, row), via=via, words=words, form_key=form_key)


def change_look(
    viewer: Viewer,
    view_id: str,
    params: Mapping,
    *,
    version: int | None,
    form_key: str | None,
    via: str = "form",
) -> Written:
    """Let a view look as the screen does now. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        table, kept = queries.kept(viewer, view_id)
        grant = _leave(viewer, kept)
        if first := write.already(grant, form_key):
            return first
        if not kept.whole:
            raise RuleBroken("", NOT_WHOLE)
        edit = _edit(kept, {"params": _look(viewer, table, params)}, version)
        return write.one(grant, edit, via=via, words=f"{kept.name} looks otherwise", form_key=form_key)


def rename_view(
    viewer: Viewer, view_id: str, name: str, *, version: int | None, form_key: str | None, via: str = "form"
) -> Written:
    """Call a view something else. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        table, kept = queries.kept(viewer, view_id)
        grant = _leave(viewer, kept)
        if first := write.already(grant, form_key):
            return first
        _must_be_new(viewer, table.name, name, kept.shared, but=kept.id)
        edit = _edit(kept, {"name": name}, version)
        return write.one(grant, edit, via=via, words=f"{kept.name} is called {name}", form_key=form_key)


def share_view(
    viewer: Viewer,
    view_id: str,
    values: Mapping,
    *,
    version: int | None,
    form_key: str | None,
    via: str = "form",
) -> Written:
    """Say who sees a view from now on. `values`: shown_to ("me" for oneself), board.

    Raises NotFound, NotAllowed, RuleBroken, Stale.
    """
    shared = values["shown_to"] != ME
    with write.together():
        table, kept = queries.kept(viewer, view_id)
        grant = require(viewer, "share_view" if shared or kept.shared else "keep_own_view", kept.row)
        if first := write.already(grant, form_key):
            return first
        if not kept.whole:
            raise RuleBroken("", NOT_WHOLE)
        if shared != kept.shared:
            _must_be_new(viewer, table.name, kept.name, shared, but=kept.id)
        edit = _edit(kept, _who_for(viewer, values), version)
        words = f"{kept.name} is shared" if shared else f"{kept.name} is one person's own"
        return write.one(grant, edit, via=via, words=words, form_key=form_key)


def lock_view(
    viewer: Viewer,
    view_id: str,
    because: str,
    *,
    version: int | None,
    form_key: str | None,
    via: str = "form",
) -> Written:
    """Keep a shared view's look as it is until it is unlocked. Raises NotFound, NotAllowed, Stale."""
    with write.together():
        _, kept = queries.kept(viewer, view_id)
        grant = require(viewer, "lock_view", kept.row)
        if first := write.already(grant, form_key):
            return first
        lock = {
            "locked_at": viewer.now,
            "locked_by": viewer.person_id,
            "locked_because": because[:LONGEST_WHY],
        }
        return write.one(
            grant, _edit(kept, lock, version), via=via, words=f"{kept.name} locked", form_key=form_key
        )


def unlock_view(
    viewer: Viewer, view_id: str, *, version: int | None, form_key: str | None, via: str = "form"
) -> Written:
    """Let a view be changed again. Raises NotFound, NotAllowed, Stale."""
    with write.together():
        _, kept = queries.kept(viewer, view_id)
        grant = require(viewer, "lock_view", kept.row)
        if first := write.already(grant, form_key):
            return first
        opened = {"locked_at": None, "locked_by": None, "locked_because": ""}
        return write.one(
            grant, _edit(kept, opened, version), via=via, words=f"{kept.name} unlocked", form_key=form_key
        )


def move_view(
    viewer: Viewer, view_id: str, *, earlier: bool, form_key: str | None, via: str = "form"
) -> Written:
    """Change places with the view before or after it. Raises NotFound, NotAllowed."""
    with write.together():
        table, kept = queries.kept(viewer, view_id)
        grant = require(viewer, "keep_shared_view" if kept.shared else "keep_own_view", kept.row)
        if first := write.already(grant, form_key):
            return first
        alike = [one for one in queries.views_of(viewer, table) if one.shared == kept.shared]
        ids = [one.id for one in alike]
        at = ids.index(kept.id)
        to = max(0, min(len(ids) - 1, at - 1 if earlier else at + 1))
        alike.insert(to, alike.pop(at))
        edits = [
            Edit(SavedView, one.id, {"position": place}, one.version)
            for place, one in enumerate(alike)
            if one.row.position != place
        ]
        return write.many(grant, edits, via=via, words=f"{kept.name} moved", form_key=form_key)


def bin_view(
    viewer: Viewer, view_id: str, *, version: int | None, form_key: str | None, via: str = "form"
) -> Written:
    """Take a view away; the rows stay. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        _, kept = queries.kept(viewer, view_id)
        grant = _leave(viewer, kept)
        if first := write.already(grant, form_key):
            return first
        if kept.locked:
            raise RuleBroken("", LOCKED)
        ask = write.Bin(SavedView, kept.id, version or kept.version)
        return write.one(grant, ask, via=via, words=f"{kept.name} taken away", form_key=form_key)


def _leave(viewer: Viewer, kept: Kept):
    return require(viewer, "keep_shared_view" if kept.shared else "keep_own_view", kept.row)


def _edit(kept: Kept, values: dict, version: int | None) -> Edit:
    return Edit(SavedView, kept.id, values, version or kept.version)


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
