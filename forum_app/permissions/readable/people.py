"""Who may read people, and what people agreed to, learned and declared."""

from ...models.boards import Seat
from ...models.people import (
    AccessNeed,
    Agreement,
    Availability,
    Declaration,
    Person,
    Policy,
    PolicyAcceptance,
    Role,
    Supporter,
    Training,
    TrainingRecord,
)
from ..roles import TEAM, Viewer, seat_is_current
from .rules import any_of, members, own_or, rule


@rule(Person)
def people(viewer: Viewer):
    """Members see one another's names; a guest sees who sits on the board they were sent."""
    if members(viewer):
        return True
    if not viewer.is_guest:
        return False
    sitting = Seat.select(Seat.person).where(
        Seat.board.in_(sorted(viewer.guest_boards)),
        Seat.person.is_null(False),
        seat_is_current(viewer.today, viewer.now),
    )
    return (Person.id == viewer.person_id) | Person.id.in_(sitting)


@rule(Role, Policy, Training)
def common_knowledge(viewer: Viewer):
    return members(viewer)


@rule(AccessNeed)
def access_needs(viewer: Viewer):
    return own_or(viewer, AccessNeed.person, "coordinator")


@rule(PolicyAcceptance)
def policy_acceptances(viewer: Viewer):
    return own_or(viewer, PolicyAcceptance.person, *TEAM)


@rule(Agreement)
def agreements(viewer: Viewer):
    return own_or(viewer, Agreement.person, *TEAM)


@rule(Declaration)
def declarations(viewer: Viewer):
    return own_or(viewer, Declaration.person, *TEAM)


@rule(TrainingRecord)
def training_records(viewer: Viewer):
    return own_or(viewer, TrainingRecord.person, *TEAM)


@rule(Availability)
def availabilities(viewer: Viewer):
    return own_or(viewer, Availability.person, *TEAM)


@rule(Supporter)
def supporters(viewer: Viewer):
    """Whoever is supported, whoever supports them, the coordinator and the co-chairs."""
    return any_of(own_or(viewer, Supporter.person, *TEAM), own_or(viewer, Supporter.supporter))
