"""Beginning and ending to look as somebody else; both are noted."""

from ...models.people import Person
from ...permissions.abilities import require
from ...permissions.readable import one
from ...permissions.roles import Viewer, viewer_for
from ...records import access_log
from ...records.errors import RuleBroken
from ..accounts import actions

NO_ACCOUNT = "{} has no account yet, so there is nothing to look at."


def see_as(viewer: Viewer, token: str, person_id: str) -> str:
    """Look as a person for half an hour; returns what to call them.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    person = one(Person, person_id, viewer)
    require(viewer, "see_as", person)
    name = person.first_name or person.name
    if viewer_for(person_id, viewer.now) is None:
        raise RuleBroken("", NO_ACCOUNT.format(name))
    actions.look_as(token, person_id)
    access_log.keep("seen_as", viewer, about=person_id)
    return name


def stop(viewer: Viewer, token: str) -> str | None:
    """Look as oneself again; returns as whom one looked."""
    if not viewer.seeing:
        return None
    other, oneself = viewer.seeing
    actions.look_as_oneself(token)
    access_log.keep("stopped_seeing", oneself, about=other.person_id)
    return other.person_id
