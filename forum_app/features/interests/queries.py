"""The register of interests, and what somebody declared last, read for one viewer."""

from ...models.organisations import Organisation
from ...models.people import Declaration, Person
from ...permissions.abilities import require
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer


def register(viewer: Viewer) -> list:
    """Every declaration that the viewer may read, by name, with whoever declared it and about what."""
    rows = with_names(
        readable(Declaration, viewer), Person, Declaration.person, person_name="name", place="sort_name"
    )
    rows = with_names(rows, Organisation, Declaration.organisation, about="name")
    return sorted(rows.objects(), key=lambda row: (row.place or "", row.id))


def last_of(viewer: Viewer, person_id: str):
    """What somebody declared last, or None."""
    rows = readable(Declaration, viewer).where(Declaration.person == person_id)
    return rows.order_by(Declaration.renewed_on.desc(), Declaration.id.desc()).first()


def person_who_declares(viewer: Viewer, person_id: str):
    """The person, when it is the viewer. Raises NotFound, NotAllowed."""
    person = one(Person, person_id, viewer)
    require(viewer, "declare", person)
    return person


def organisations(viewer: Viewer) -> list[tuple[str, str]]:
    """The organisations of today, by name."""
    rows = readable(Organisation, viewer).where(Organisation.ended_on.is_null())
    return [(row.id, row.name) for row in rows.order_by(Organisation.name, Organisation.id)]
