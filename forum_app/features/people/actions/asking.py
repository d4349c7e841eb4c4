"""Asking somebody to fill in their own page, since nobody else can say what helps them."""

from ....models.people import Person
from ....permissions.abilities import require
from ....permissions.readable import one
from ....permissions.roles import Viewer
from ....records import write
from ....records.errors import RuleBroken
from ....records.outbox import Mailing
from ....records.write import Written
from ...accounts.queries import account_of_person


def ask_to_fill_in(
    viewer: Viewer, person_id: str, *, form_key: str | None = None, via: str = "form"
) -> Written:
    """Send somebody a mail that leads to their own page, at most once a day.

    Raises NotFound, NotAllowed, RuleBroken when they cannot sign in yet.
    """
    with write.together():
        person = one(Person, person_id, viewer)
        grant = require(viewer, "invite", person)
        if first := write.already(grant, form_key):
            return first
        if account_of_person(person.id) is None:
            raise RuleBroken("", "They cannot sign in yet. Invite them first, under Roles and sign-in.")
        mail = Mailing("own_page", person.id, dedupe=f"own_page {person.id} {viewer.today}")
        return write.many(grant, [], via=via, form_key=form_key, mails=[mail])
