"""Who may read a saved view: its owner, or those it is shared with. Its name and filter may be telling."""

from ...models.views import SavedView
from ..roles import TEAM, Viewer
from .rules import any_of, members, own_or, rule

ROLES = ("rep", "steering", "cochair", "treasurer", "coordinator")


@rule(SavedView)
def saved_views(viewer: Viewer):
    """One's own, and of the shared ones those for one's roles and boards; the coordinator keeps them all."""
    if not members(viewer):
        return False
    shared = SavedView.person.is_null()
    return any_of(own_or(viewer, SavedView.person), shared & _for_them(viewer))


def _for_them(viewer: Viewer):
    if viewer.has("coordinator"):
        return SavedView.person.is_null()
    meant = SavedView.shown_to.in_(["everybody", *(role for role in ROLES if viewer.has(role))])
    if viewer.has(*TEAM):
        return meant | (SavedView.shown_to == "board")
    on_board = SavedView.board.in_(sorted(viewer.boards))
    return (meant | ((SavedView.shown_to == "board") & on_board)) if viewer.boards else meant
