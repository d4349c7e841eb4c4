"""Who is trusted with what: given and taken by a coordinator or co-chair, never for oneself."""

from ....db import is_postgres, unguarded
from ....models.control import Account
from ....models.people import Person, Role
from ....permissions.abilities import require
from ....permissions.errors import NotFound
from ....permissions.readable import one
from ....permissions.roles import GRANTABLE, ROLE_WORDS, Viewer
from ....records import access_log, write
from ....records.errors import RuleBroken
from ....records.outbox import Mailing
from ....records.write import Add, Edit, Written
from ..queries import current_roles, holders

LAST = "They are the only coordinator, and a forum needs one. Give the role to somebody else first."


def grant_role(
    viewer: Viewer, person_id: str, role: str, *, form_key: str | None = None, via: str = "form"
) -> Written:
    """Trust a person with a role from now on; they and both co-chairs are told.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        person = one(Person, person_id, viewer)
        grant = require(viewer, "grant_role", person)
        if first := write.already(grant, form_key):
            return first
        _hold_others_back()
        if role not in GRANTABLE:
            raise RuleBroken("role", "Choose one of the roles.")
        if person.state == "left":
            raise RuleBroken("role", f"{person.first_name or person.name} has left the forum.")
        if role in {held.role for held in current_roles(viewer, person_id)}:
            raise RuleBroken("role", f"{person.first_name or person.name} has that role already.")
        add = Add(Role, {"person": person.id, "role": role, "starts_on": viewer.today}, id=write.new_id())
        words = f"{ROLE_WORDS[role]}: {person.name}"
        mails = _told(viewer, person_id, add.id or "", "granted")
        access_log.keep("role_given", viewer, about=person.id, table="roles", row=add.id, place=role)
        return write.one(grant, add, via=via, words=words, form_key=form_key, mails=mails)


def remove_role(
    viewer: Viewer, person_id: str, role_id: str, *, form_key: str | None = None, via: str = "form"
) -> Written:
    """End a role at this moment; they and both co-chairs are told.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        person = one(Person, person_id, viewer)
        grant = require(viewer, "remove_role", person)
        if first := write.already(grant, form_key):
            return first
        _hold_others_back()
        held = next((role for role in current_roles(viewer, person_id) if role.id == role_id), None)
        if held is None:
            raise NotFound
        if held.role == "coordinator" and holders(viewer, "coordinator") == [person_id]:
            raise RuleBroken("", LAST)
        edit = Edit(Role, role_id, {"ends_at": viewer.now})
        mails = _told(viewer, person_id, role_id, "ended")
        words = f"No longer {held.words}: {person.name}"
        access_log.keep("role_ended", viewer, about=person.id, table="roles", row=role_id, place=held.role)
        return write.one(grant, edit, via=via, words=words, form_key=form_key, mails=mails)


def _hold_others_back() -> None:
    """One change of roles at a time: two coordinators must not end each other's at the same moment."""
    if is_postgres():
        with unguarded("the first account stands for all of them as a lock"):
            list(Account.select(Account.id).order_by(Account.id).limit(1).for_update())


def _told(viewer: Viewer, of: str, role_id: str, what: str) -> list[Mailing]:
    """Mails to the person themself and both co-chairs; to the coordinators while there is no co-chair."""
    keepers = holders(viewer, "cochair") or holders(viewer, "coordinator")
    return [
        Mailing("role_changed", reader, (("roles", role_id),), dedupe=f"role {what} {role_id} {reader}")
        for reader in sorted({of, *keepers})
    ]
