"""The words of the mails about signing in and about who is trusted with what."""

from datetime import timedelta

from ...mail import kinds
from ...mail.kinds import Finished, Nothing, Occasion
from ...mail.render import render
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
    kinds.register("role_changed", "A role given or ended", role_changed, urgent=True)


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
    """Tell a co-chair what somebody is now trusted with, or is no longer."""
    viewer = occasion.viewer
    if viewer is None or not viewer.has("cochair"):
        return Nothing("no longer a co-chair")
    try:
        said, person = _role_in_words(viewer, occasion.parts[0][1])
    except NotFound:
        return Nothing("the role is not there any more")
    link = f"{occasion.base_url}/people/{person.id}/roles"
    return _finished(occasion, "role_changed", "A role in the forum has changed", said=said, link=link)


def _role_in_words(viewer: Viewer, role_id: str) -> tuple[str, Person]:
    role = one(Role, role_id, viewer)
    person = one(Person, role.person_id, viewer)
    over = role.ends_at is not None and role.ends_at <= viewer.now
    words = ROLE_WORDS.get(role.role, role.role).lower()
    return f"{person.name} is {'no longer' if over else 'now'} {words}.", person


def _finished(occasion: Occasion, event: str, subject: str, **facts: object) -> Finished | Nothing:
    if occasion.viewer is None:
        return Nothing(GONE)
    text, html = render(
        event,
        base_url=occasion.base_url,
        forum_name=occasion.forum_name,
        subject=subject,
        first_name=occasion.viewer.first_name or occasion.viewer.name,
        **facts,
    )
    return Finished(subject, text, html)
