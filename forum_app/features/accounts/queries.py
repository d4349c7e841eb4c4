"""What is known of accounts, sessions and links; hashes only, and only to those who must know."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import Value

from ... import clock
from ...db import unguarded
from ...models.control import Account, Session, Token
from ...models.people import Person, Role
from ...models.security import SecondFactor
from ...permissions.abilities import can
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable
from ...permissions.roles import GRANTABLE, ROLE_WORDS, Viewer
from ...permissions.sessions import live_session

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=10)
FRESH = timedelta(minutes=10)


@dataclass(frozen=True)
class FoundSession:
    """A live session. `of_account`: who they are. `to_keep`: it was last noted so long ago that it should be.

    `sees_as`: the person as whom it looks just now. `must_set_up`: it may do nothing before its second step.
    """

    id: str
    person_id: str
    of_account: tuple
    to_keep: bool
    sees_as: str | None = None
    must_set_up: bool = False


@dataclass(frozen=True)
class HeldRole:
    """A role that a person holds now."""

    id: str
    role: str
    words: str
    since: datetime


@dataclass(frozen=True)
class RolesPage:
    """What a coordinator or co-chair needs to decide what a person is trusted with."""

    person: Person
    held: list[HeldRole]
    grantable: list[tuple[str, str]]
    own: bool
    may_invite: bool
    signs_in: str
    may_reset: bool = False


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def plain_email(text: str) -> str:
    """An address as it is kept and compared."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def account_for_session(text: str) -> FoundSession | None:
    """Whose browser this is; None when its session is over, of an older epoch, or the account is closed."""
    now = clock.real()
    found = live_session(None, hashed(text), now - LONGEST, now - IDLE)
    if not found:
        return None
    [(session_id, seen_at, sees_as, sees_until, set_up_by, person_id, *of_account)] = found
    return FoundSession(
        session_id,
        person_id,
        tuple(of_account),
        to_keep=seen_at < now - SEEN_EVERY,
        sees_as=sees_as if sees_until and sees_until > now else None,
        must_set_up=set_up_by is not None and set_up_by <= now,
    )


def is_fresh(text: str) -> bool:
    """Whether this browser signed in just now."""
    with unguarded("when one's own session began"):
        return (
            Session.select(Session.id)
            .where(Session.token_hash == hashed(text), Session.started_at > clock.real() - FRESH)
            .exists()
        )


def account_by_email(email: str) -> Account | None:
    with unguarded("an address leads to an account"):
        return (
            Account.select().where(Account.email == plain_email(email), Account.active == Value(True)).first()
        )


def account_of(viewer: Viewer) -> Account:
    """The viewer's own account. Raises NotFound."""
    return account_by_id(viewer.account_id)


def account_by_id(account_id: str | None) -> Account:
    """An account by its id. Raises NotFound."""
    with unguarded("one's own account, or one whose token was shown"):
        account = Account.select().where(Account.id == (account_id or "")).first()
    if account is None:
        raise NotFound
    return account


def account_of_person(person_id: str) -> Account | None:
    with unguarded("whether a person signs in"):
        return Account.select().where(Account.person == person_id).first()


def people_with_accounts() -> set[str]:
    """Everybody who signs in, or was invited to."""
    with unguarded("who signs in already, so that nobody is asked twice"):
        return {row[0] for row in Account.select(Account.person).tuples()}


def is_empty() -> bool:
    """Whether the forum has no account yet, so that its first coordinator may make one."""
    with unguarded("whether there is any account"):
        return not Account.select().exists()


def token_row(text: str, purpose: str) -> Token | None:
    """A token that could still be used; None when it is unknown, used or past its end."""
    with unguarded("a token leads to its account"):
        return (
            Token.select()
            .where(
                Token.token_hash == hashed(text),
                Token.purpose == purpose,
                Token.used_at.is_null(),
                Token.expires_at > clock.real(),
            )
            .first()
        )


def person_of_token(text: str, purpose: str) -> str | None:
    """The person whose token this is, as often as it is asked; None when it is unknown or past its end."""
    row = token_row(text, purpose)
    return account_by_id(row.account_id).person_id if row and row.account_id else None


def about_of_token(text: str, purpose: str) -> str | None:
    """The record that a link opens, as often as it is asked; None when it is unknown or past its end."""
    row = token_row(text, purpose)
    return row.about or None if row else None


def current_roles(viewer: Viewer, person_id: str) -> list[HeldRole]:
    """What a person is trusted with now, in the order of the roles."""
    query = _roles_now(viewer).where(Role.person == person_id)
    held = [HeldRole(row.id, row.role, ROLE_WORDS.get(row.role, row.role), row.starts_on) for row in query]
    order = list(ROLE_WORDS)
    return sorted(held, key=lambda role: (order.index(role.role) if role.role in order else 99, role.id))


def holders(viewer: Viewer, role: str) -> list[str]:
    """The people who hold a role now."""
    query = _roles_now(viewer).where(Role.role == role)
    return sorted({row.person_id for row in query})


def _roles_now(viewer: Viewer):
    return readable(Role, viewer).where(
        Role.starts_on <= viewer.today, Role.ends_at.is_null() | (Role.ends_at > viewer.now)
    )


def person_of_email(email: str) -> str:
    """Who signs in with an address. Raises NotFound."""
    account = account_by_email(email)
    if account is None:
        raise NotFound
    return account.person_id


def first_cochair(viewer: Viewer) -> str:
    """The co-chair of longest standing. Raises NotFound."""
    first = _roles_now(viewer).where(Role.role == "cochair").order_by(Role.starts_on, Role.id).first()
    if first is None:
        raise NotFound
    return first.person_id


def roles_page(viewer: Viewer, person_id: str) -> RolesPage:
    """Raises NotFound."""
    person = one(Person, person_id, viewer)
    held = current_roles(viewer, person_id)
    mine = person.id == viewer.person_id
    free = [role for role in GRANTABLE if role not in {other.role for other in held}]
    account = account_of_person(person_id)
    signs_in = "not invited" if account is None else "signs in" if account.password_hash else "invited"
    return RolesPage(
        person=person,
        held=held,
        grantable=[] if mine else [(role, ROLE_WORDS[role]) for role in free],
        own=mine,
        may_invite=can(viewer, "invite", person) and signs_in != "signs in",
        signs_in=signs_in,
        may_reset=account is not None and can(viewer, "reset_second_step", person) and _has_step(account.id),
    )


def _has_step(account_id: str) -> bool:
    with unguarded("whether an account has a second step"):
        return (
            SecondFactor.select(SecondFactor.id)
            .where(SecondFactor.account == account_id, SecondFactor.confirmed_at.is_null(False))
            .exists()
        )


def own_address(viewer: Viewer) -> str:
    """The address that the viewer signs in with."""
    return account_of(viewer).email


def has_password(viewer: Viewer) -> bool:
    return bool(account_of(viewer).password_hash)


def email_of_token(text: str, purpose: str) -> str:
    """The address that a link was sent to, for whoever holds the link."""
    row = token_row(text, purpose)
    return account_by_id(row.account_id).email if row and row.account_id else ""
