"""What the pages about people show, read for one viewer."""

from dataclasses import dataclass, field
from typing import Any

from ...models.boards import Board, Seat
from ...models.meetings import Meeting
from ...models.people import (
    AccessNeed,
    Agreement,
    Declaration,
    Person,
    Policy,
    PolicyAcceptance,
    Role,
    Supporter,
    Training,
    TrainingRecord,
)
from ...permissions.abilities import require
from ...permissions.readable import masked, one, readable, with_names
from ...permissions.roles import TEAM, Viewer, seat_is_current
from ..policies.rules import newest
from .sections import free_of

PAGE = 50
NEXT = 5


@dataclass
class Listing:
    """One page of people by name, with the short names of their boards."""

    people: list
    boards: dict[str, list]
    later: str | None = None


def index(viewer: Viewer, after: str | None = None, find: str = "") -> Listing:
    """People by family name, 50 at a time; `find` is part of a name."""
    query = readable(Person, viewer).where(Person.kind != "guest").order_by(Person.sort_name, Person.id)
    for part in find.split():
        query = query.where(Person.name.contains(part))
    if after and (last := readable(Person, viewer).where(Person.id == after).first()):
        same = (Person.sort_name == last.sort_name) & (Person.id > last.id)
        query = query.where((Person.sort_name > last.sort_name) | same)
    found = list(query.limit(PAGE + 1))
    shown = found[:PAGE]
    return Listing(shown, _boards_of(viewer, shown), shown[-1].id if len(found) > PAGE else None)


def _boards_of(viewer: Viewer, people) -> dict[str, list]:
    if not people:
        return {}
    seats = readable(Seat, viewer).where(
        Seat.person.in_([person.id for person in people]), seat_is_current(viewer.today, viewer.now)
    )
    named = with_names(seats, Board, Seat.board, board_name="short_name", place="position")
    boards: dict[str, list] = {}
    for seat in sorted(named.objects(), key=lambda seat: (seat.place, seat.position, seat.id)):
        boards.setdefault(seat.person_id, []).append(seat)
    return boards


@dataclass
class Profile:
    """One person's page; lists hold only what the viewer may read."""

    person: Any
    seats: list = field(default_factory=list)
    roles: list = field(default_factory=list)
    needs: list = field(default_factory=list)
    agreements: list = field(default_factory=list)
    declarations: list = field(default_factory=list)
    training: list = field(default_factory=list)
    accepted: list = field(default_factory=list)
    policies: list = field(default_factory=list)
    free: list = field(default_factory=list)
    supporters: list = field(default_factory=list)
    meetings: list = field(default_factory=list)


def seats_of(viewer: Viewer, person_id: str) -> list:
    """Every seat that somebody holds or held, in the order of the boards."""
    seats = readable(Seat, viewer).where(Seat.person == person_id)
    seats = with_names(seats, Board, Seat.board, board_name="name", place="position")
    return sorted(seats.objects(), key=lambda seat: (seat.place, seat.position, seat.id))


def profile(viewer: Viewer, person_id: str) -> Profile:
    """One person with seats, roles and what they agreed to. Raises NotFound."""
    found = Profile(one(Person, person_id, viewer), seats=seats_of(viewer, person_id))
    current = (Role.starts_on <= viewer.today) & (Role.ends_at.is_null() | (Role.ends_at > viewer.now))
    found.roles = list(readable(Role, viewer).where(Role.person == person_id, current).order_by(Role.id))
    found.needs = _about(AccessNeed, viewer, person_id)
    found.agreements = _about(Agreement, viewer, person_id)
    found.declarations = _about(Declaration, viewer, person_id)
    records = readable(TrainingRecord, viewer).where(TrainingRecord.person == person_id)
    records = records.order_by(TrainingRecord.state, TrainingRecord.day.desc(), TrainingRecord.id)
    found.training = list(with_names(records, Training, TrainingRecord.training, course="name").objects())
    accepted = readable(PolicyAcceptance, viewer).where(PolicyAcceptance.person == person_id)
    named = with_names(accepted, Policy, PolicyAcceptance.policy, policy_name="name", edition="edition")
    found.accepted = list(named.objects())
    if person_id == viewer.person_id or viewer.has(*TEAM):
        found.policies = newest(readable(Policy, viewer), viewer.today)
    found.free = free_of(viewer, person_id)
    helping = readable(Supporter, viewer).where(Supporter.person == person_id).order_by(Supporter.id)
    found.supporters = list(with_names(helping, Person, Supporter.supporter, supporter_name="name").objects())
    if any(row.supporter_id == viewer.person_id and row.sees_meetings for row in found.supporters):
        found.meetings = _next_meetings(viewer, found.seats)
    return found


def _next_meetings(viewer: Viewer, seats) -> list:
    """The next dates of the boards that somebody sits on, for whoever goes along with them."""
    boards = sorted({seat.board_id for seat in seats})
    ahead = readable(Meeting, viewer).where(
        Meeting.board.in_(boards), Meeting.starts_at > viewer.now, Meeting.state != "cancelled"
    )
    named = with_names(ahead, Board, Meeting.board, board_name="short_name")
    return list(named.order_by(Meeting.starts_at, Meeting.id).limit(NEXT).objects())


def alike(viewer: Viewer, name: str, email: str) -> list:
    """People who may be the one that is about to be added: of the same name, or of the same address."""
    rows = readable(Person, viewer).select(Person.id, Person.name, masked(Person.email, viewer)).tuples()
    same = [
        row_id
        for row_id, kept, address in rows
        if kept.casefold() == name.casefold() or (email and (address or "").casefold() == email.casefold())
    ]
    return list(readable(Person, viewer).where(Person.id.in_(same)).order_by(Person.id)) if same else []


def people_to_choose(viewer: Viewer, person_id: str) -> list[tuple[str, str]]:
    """Everybody but this person, by name."""
    rows = readable(Person, viewer).where(Person.id != person_id, Person.kind != "guest")
    return [(row.id, row.name) for row in rows.order_by(Person.sort_name, Person.id)]


def _about(model, viewer: Viewer, person_id: str) -> list:
    return list(readable(model, viewer).where(model.person == person_id).order_by(model.id.desc()))


def person_for(viewer: Viewer, person_id: str, act: str):
    """One person about whom this viewer may do an act. Raises NotFound, NotAllowed."""
    found = one(Person, person_id, viewer)
    require(viewer, act, found)
    return found


def own(viewer: Viewer):
    """The viewer's own row, or None for somebody who is no member."""
    return readable(Person, viewer).where(Person.id == viewer.person_id).first()
