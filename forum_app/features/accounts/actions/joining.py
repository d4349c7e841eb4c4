"""How somebody joins: added as a person, given an account, and invited by mail."""

from datetime import date, timedelta

from ....models.people import Person, Role
from ....permissions.abilities import require
from ....permissions.readable import masked, one, readable
from ....permissions.roles import ROLE_WORDS, Viewer
from ....records import outbox, write
from ....records.errors import RuleBroken
from ....records.outbox import Mailing
from ....records.write import Add, Written
from ..queries import account_by_email, account_of_person, hashed, plain_email
from .accounts import TAKEN, add_account
from .tokens import drop_tokens, make_token

INVITATION_LASTS = timedelta(days=7)


def invite(viewer: Viewer, person_id: str, *, form_key: str | None = None, via: str = "form") -> Written:
    """Send a person a link with which they choose a password. Raises NotFound, NotAllowed, RuleBroken."""
    person = one(Person, person_id, viewer)
    grant = require(viewer, "invite", person)
    if first := write.already(grant, form_key):
        return first
    with write.together():
        mails = [_invitation(person.id, person.email or "")]
        return write.many(grant, [], via=via, form_key=form_key, mails=mails)


def add_person(
    viewer: Viewer,
    email: str,
    name: str = "",
    *,
    coordinator: bool = False,
    form_key: str | None = None,
    via: str = "command",
) -> str:
    """Add a person with an account, or find the one with this address, and invite them; returns their id.

    Raises NotAllowed, RuleBroken.
    """
    grant = require(viewer, "add_person")
    if write.already(grant, form_key):
        return _known(viewer, email) or ""
    if account_by_email(email):
        raise RuleBroken("email", TAKEN)
    with write.together():
        person_id = _known(viewer, email)
        adds: list[Add] = []
        if person_id is None:
            adds, person_id = adds_of(name or email.partition("@")[0], email, coordinator, viewer.today)
        elif coordinator:
            adds = [_coordinator(person_id, viewer.today)]
        write.many(grant, adds, via=via, words="Added", form_key=form_key)
        # The account comes after the person it belongs to, and the mail after the account.
        outbox.queue([_invitation(person_id, email)])
    return person_id


def _known(viewer: Viewer, email: str) -> str | None:
    """The person who is kept with this address."""
    kept = readable(Person, viewer).select(Person.id, masked(Person.email, viewer)).tuples()
    return next((row_id for row_id, text in kept if plain_email(text or "") == plain_email(email)), None)


def adds_of(name: str, email: str, coordinator: bool, today: date) -> tuple[list[Add], str]:
    """What makes a new person, and their id."""
    person_id, words = write.new_id(), name.split()
    values = {
        "name": " ".join(words),
        "first_name": words[0] if words else "",
        "sort_name": ", ".join(part for part in (words[-1], " ".join(words[:-1])) if part) if words else "",
        "email": plain_email(email),
        "kind": "staff" if coordinator else "rep",
        "state_since": today,
        "forum_role": ROLE_WORDS["coordinator"] if coordinator else "",
    }
    adds = [Add(Person, values, id=person_id)]
    if coordinator:
        adds.append(_coordinator(person_id, today))
    return adds, person_id


def _coordinator(person_id: str, today: date) -> Add:
    return Add(Role, {"person": person_id, "role": "coordinator", "starts_on": today})


def _invitation(person_id: str, email: str) -> Mailing:
    account = account_of_person(person_id)
    if account is None and not email:
        raise RuleBroken("email", "We have no email address for them. Add one first.")
    if account is not None and account.password_hash:
        raise RuleBroken("", "They sign in already, so there is nothing to invite them to.")
    account_id = account.id if account else add_account(person_id, email)
    drop_tokens(account_id, "invitation")
    text = make_token(account_id, "invitation", INVITATION_LASTS)
    return Mailing("invitation", person_id, to=plain_email(email), dedupe=hashed(text), secret=text)
