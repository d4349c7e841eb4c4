"""Who may read partners: members do; a guest sees who hosts the board they were sent."""

from ...models.boards import Board
from ...models.organisations import Contact, Department, Organisation
from ..roles import Viewer
from .rules import members, rule


@rule(Organisation)
def organisations(viewer: Viewer):
    if members(viewer):
        return True
    if not viewer.is_guest:
        return False
    hosts = Board.select(Board.host).where(
        Board.id.in_(sorted(viewer.guest_boards)), Board.host.is_null(False)
    )
    return Organisation.id.in_(hosts)


@rule(Department)
def departments(viewer: Viewer):
    return members(viewer)


@rule(Contact)
def contacts(viewer: Viewer):
    """Members; who opened a link is themself."""
    return Contact.id == viewer.guest_link.contact if viewer.guest_link else members(viewer)
