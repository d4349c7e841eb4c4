"""What the pages about partners show, read for one viewer."""

from dataclasses import dataclass, field
from typing import Any

from ...models.boards import Board, BoardMember
from ...models.organisations import Contact, Department, Organisation
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer


def index(viewer: Viewer) -> list:
    """Partners by sector and name; those that ended come last in their sector."""
    rows = readable(Organisation, viewer)
    return sorted(rows, key=lambda row: (row.sector, row.ended_on is not None, row.name))


@dataclass
class Partner:
    organisation: Any
    successor: Any = None
    before: list = field(default_factory=list)
    departments: list = field(default_factory=list)
    contacts: list = field(default_factory=list)
    left: list = field(default_factory=list)
    boards: list = field(default_factory=list)
    sits_on: list = field(default_factory=list)


def partner(viewer: Viewer, organisation_id: str) -> Partner:
    """One partner with departments, contacts, what it came from and the boards it hosts. Raises NotFound."""
    found = Partner(one(Organisation, organisation_id, viewer))
    if found.organisation.successor_id:
        after = readable(Organisation, viewer).where(Organisation.id == found.organisation.successor_id)
        found.successor = after.first()
    found.before = list(readable(Organisation, viewer).where(Organisation.successor == organisation_id))
    departments = readable(Department, viewer).where(Department.organisation == organisation_id)
    found.departments = list(departments.order_by(Department.name))
    contacts = readable(Contact, viewer).where(Contact.organisation == organisation_id).order_by(Contact.name)
    officers = list(with_names(contacts, Department, Contact.department, part="name").objects())
    found.contacts = [row for row in officers if not row.left_on]
    found.left = [row for row in officers if row.left_on]
    hosts = (Board.host == organisation_id) | (Board.second_host == organisation_id)
    found.boards = list(readable(Board, viewer).where(hosts).order_by(Board.position))
    places = readable(BoardMember, viewer).select(BoardMember.board)
    sits = Board.id.in_(places.where(BoardMember.organisation == organisation_id))
    hosted = {board.id for board in found.boards}
    found.sits_on = [
        board
        for board in readable(Board, viewer).where(sits).order_by(Board.position)
        if board.id not in hosted
    ]
    return found


def sectors_in_use(viewer: Viewer) -> list[str]:
    """The sectors that this forum's partners stand under."""
    rows = readable(Organisation, viewer).select(Organisation.sector).distinct().tuples()
    return sorted(row[0] for row in rows)


def choices(viewer: Viewer, *, but: str | None = None) -> list[tuple[str, str]]:
    """Organisations at work as (id, name), for a form to choose from; `but` is left out."""
    rows = readable(Organisation, viewer).where(
        Organisation.ended_on.is_null() | (Organisation.ended_on >= viewer.today)
    )
    return [(row.id, row.name) for row in rows.order_by(Organisation.name) if row.id != but]


def to_merge(viewer: Viewer, organisation_id: str) -> tuple[Any, list[tuple[str, str]], list[str]]:
    """An organisation, those it could have become, and what would move with it, in words. Raises NotFound."""
    found = partner(viewer, organisation_id)
    moving = [board.name for board in found.boards if not board.ends_on or board.ends_on >= viewer.today]
    moving += [department.name for department in found.departments]
    moving += [contact.name for contact in found.contacts]
    return found.organisation, choices(viewer, but=organisation_id), moving


def department(viewer: Viewer, department_id: str) -> tuple[Any, Any]:
    """A department and the organisation it belongs to. Raises NotFound."""
    found = one(Department, department_id, viewer)
    return found, one(Organisation, found.organisation_id, viewer)


def contact(viewer: Viewer, contact_id: str) -> tuple[Any, Any]:
    """An officer and their organisation, None for somebody independent. Raises NotFound."""
    found = one(Contact, contact_id, viewer)
    body = one(Organisation, found.organisation_id, viewer) if found.organisation_id else None
    return found, body


def departments_of(viewer: Viewer, organisation_id: str | None) -> list[tuple[str, str]]:
    """The departments of an organisation as (id, name)."""
    rows = readable(Department, viewer).where(Department.organisation == organisation_id)
    return [(row.id, row.name) for row in rows.order_by(Department.name)]
