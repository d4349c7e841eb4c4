"""The words of the mails about signing in and about who is trusted with what."""

from datetime import timedelta
from functools import partial
from typing import Any

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import finished
from ...models.people import Person, Role
from ...permissions.errors import NotFound
from ...permissions.readable import one
from ...permissions.roles import ROLE_WORDS, Viewer

GONE = "no active account"


def register_kinds() -> None:
    kinds.register(
        "sign_in", "Sign-in link", sign_in, urgent=True, secret=True, give_up_after=timedelta(minutes=10)
    )
    kinds.register("invitation", "Invitation", invitation, urgent=True, secret=True)
    kinds.register("password_changed", "Password changed", password_changed, urgent=True)
    switched = {"second_step_on": True, "second_step_off": False}
    for name, on in switched.items():
        write = partial(second_step_changed, on=on)
        kinds.register(name, f"Second step switched {'on' if on else 'off'}", write, urgent=True)
    kinds.register("second_step_reset", "A second step taken away", second_step_reset, urgent=True)
    kinds.register("role_changed", "A role given or ended", role_changed, urgent=True)


def second_step_changed(occasion: Occasion, on: bool) -> Finished | Nothing:
    """A second step was switched on, or is off."""
    subject = f"Your second step is {'on' if on else 'off'}"
    return _finished(occasion, "second_step", subject, link=f"{occasion.base_url}/account", on=on)


def second_step_reset(occasion: Occasion) -> Finished | Nothing:
    """Somebody's second step was taken away: tell them, and those who watch over it."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing(GONE)
    try:
        person = one(Person, occasion.parts[0][1], viewer)
    except NotFound:
        return Nothing("the person is not there any more")
    own = person.id == viewer.person_id
    if not own and not viewer.has("cochair", "coordinator"):
        return Nothing("no longer a co-chair or coordinator")
    link = f"{occasion.base_url}{'/account/second-step' if own else f'/people/{person.id}/roles'}"
    subject = "A second step was taken away"
    return _finished(occasion, "second_step_reset", subject, link=link, own=own, name=person.name)


def sign_in(occasion: Occasion) -> Finished | Nothing:
    link = f"{occasion.base_url}/sign-in/link/{occasion.secret}"
    return _finished(occasion, "sign_in", f"Your link to {occasion.forum_name}", link=link)


def invitation(occasion: Occasion) -> Finished | Nothing:
    link = f"{occasion.base_url}/invitation/{occasion.secret}"
    return _finished(occasion, "invitation", f"Welcome to {occasion.forum_name}", link=link)


def password_changed(occasion: Occasion) -> Finished | Nothing:
    link = f"{occasion.base_url}/sign-in"
    return _finished(occasion, "password_changed", "Your password was changed", link=link)


def role_changed(occasion: Occasion) -> Finished | Nothing:
    """Tell who is now trusted with what, or is no longer: the person, and those who watch over roles."""
    viewer = occasion.viewer
    if viewer is None:
        return Nothing(GONE)
    try:
        role = one(Role, occasion.parts[0][1], viewer)
        person = one(Person, role.person_id, viewer)
    except NotFound:
        return Nothing("the role is not there any more")
    own = person.id == viewer.person_id
    if not own and not viewer.has("cochair", "coordinator"):
        return Nothing("no longer a co-chair or coordinator")
    link = f"{occasion.base_url}{'/account' if own else f'/people/{person.id}/roles'}"
    said = _role_in_words(role, "" if own else person.name, viewer)
    subject = "A role in the forum has changed"
    return _finished(occasion, "role_changed", subject, said=said, link=link, own=own)


def _role_in_words(role: Role, name: str, viewer: Viewer) -> str:
    """Without a name it speaks to the person themself."""
    over = role.ends_at is not None and role.ends_at <= viewer.now
    be = f"{name} is" if name else "You are"
    return f"{be} {'no longer' if over else 'now'} {ROLE_WORDS.get(role.role, role.role).lower()}."


def _finished(occasion: Occasion, event: str, subject: str, **facts: Any) -> Finished | Nothing:
    if occasion.viewer is None:
        return Nothing(GONE)
    return finished(occasion, event, subject, **facts)
