"""Who may read markings and their lists: only those who may look behind them."""

from ...models.control import Aside, GuestScope, Marking, NamedPerson
from ...models.meetings import Meeting
from ..roles import TEAM, Viewer
from .rules import ABOUT_ANY, about_what_is_there, all_of, any_of, exists, members, own_or, rule

ABOUT_ANY.add(Aside)


@rule(Marking)
def markings(viewer: Viewer):
    return Marking.id.in_(sorted(viewer.markings)) if members(viewer) and viewer.markings else False


@rule(NamedPerson)
def named_people(viewer: Viewer):
    return exists(Marking, viewer, NamedPerson.marking) if members(viewer) else False


@rule(Aside)
def asides(viewer: Viewer):
    """One's own; the team reads who stands aside from what it may read itself."""
    own = own_or(viewer, Aside.person)
    if not viewer.has(*TEAM):
        return own
    return any_of(own, about_what_is_there(Aside, viewer))


@rule(GuestScope)
def guest_scopes(viewer: Viewer):
    there = GuestScope.meeting.is_null() | exists(Meeting, viewer, GuestScope.meeting)
    return all_of(own_or(viewer, GuestScope.person, *TEAM), there)
