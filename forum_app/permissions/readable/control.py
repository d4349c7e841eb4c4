"""Who may read markings and their lists: only those who may look behind them."""

from collections.abc import Iterator

from ...models.control import Aside, GuestScope, Marking, NamedPerson
from ...models.meetings import Meeting
from ..roles import TEAM, Viewer
from .rules import RULES, Answer, all_of, any_of, exists, members, own_or, rule


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
    return any_of(own, *_about_what_is_there(viewer))


def _about_what_is_there(viewer: Viewer) -> Iterator[Answer]:
    """For each table: the aside is from a record of it that the viewer may read."""
    for model in RULES:
        if model is not Aside:
            there = exists(model, viewer, Aside.row)
            yield (Aside.table == model._meta.table_name) & there


@rule(GuestScope)
def guest_scopes(viewer: Viewer):
    there = GuestScope.meeting.is_null() | exists(Meeting, viewer, GuestScope.meeting)
    return all_of(own_or(viewer, GuestScope.person, *TEAM), there)
