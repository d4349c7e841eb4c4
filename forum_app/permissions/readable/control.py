"""Who may read markings and their lists: only those who may look behind them."""

from ...models.control import Aside, GuestScope, Marking, NamedPerson
from ..roles import TEAM, Viewer
from .rules import exists, members, own_or, rule


@rule(Marking)
def markings(viewer: Viewer):
    return Marking.id.in_(sorted(viewer.markings)) if members(viewer) and viewer.markings else False


@rule(NamedPerson)
def named_people(viewer: Viewer):
    return exists(Marking, viewer, NamedPerson.marking) if members(viewer) else False


@rule(Aside)
def asides(viewer: Viewer):
    return own_or(viewer, Aside.person, *TEAM)


@rule(GuestScope)
def guest_scopes(viewer: Viewer):
    return own_or(viewer, GuestScope.person, *TEAM)
