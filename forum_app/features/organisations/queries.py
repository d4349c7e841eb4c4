"""What the pages about partners show, read for one viewer."""

from dataclasses import dataclass, field
from typing import Any

from ...models.boards import Board
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
    boards: list = field(default_factory=list)


def partner(viewer: Viewer, organisation_id: str) -> Partner:
    """One partner with departments, contacts, what it came from and the boards it hosts. Raises NotFound."""
    found = Partner(one(Organisation, organisation_id, viewer))
    if found.organisation.successor_id:
        found.successor = one(Organisation, found.organisation.successor_id, viewer)
    found.before = list(readable(Organisation, viewer).where(Organisation.successor == organisation_id))
    departments = readable(Department, viewer).where(Department.organisation == organisation_id)
    found.departments = list(departments.order_by(Department.name))
    contacts = readable(Contact, viewer).where(Contact.organisation == organisation_id).order_by(Contact.name)
    found.contacts = list(with_names(contacts, Department, Contact.department, part="name").objects())
    hosts = (Board.host == organisation_id) | (Board.second_host == organisation_id)
    found.boards = list(readable(Board, viewer).where(hosts).order_by(Board.position))
    return found
