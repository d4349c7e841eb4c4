"""Accounts: how a person signs in, their password, and how their screen looks."""

from peewee import IntegrityError

from ....db import unguarded
from ....models.control import Account
from ....permissions.abilities import require
from ....permissions.roles import Viewer, start_of
from ....records import write
from ....records.errors import RuleBroken
from ....records.ids import new_id
from ....records.outbox import Mailing
from .. import passwords
from ..queries import account_of, plain_email
from ..second_step import confirmed, must_set_up_by
from .sessions import begin_session, end_every_session
from .tokens import drop_tokens
from .tries import forget_try, note_try

THEMES = frozenset({"", "light", "dark"})
TAKEN = "Someone else signs in with that address already."


def add_account(
    person_id: str, email: str, password: str | None = None, password_hash: str | None = None
) -> str:
    """Let a person sign in with an address; without a password only by link. Raises RuleBroken when taken."""
    kept = password_hash or (passwords.hash_password(password) if password else "")
    row = {"id": new_id(), "person": person_id, "email": plain_email(email), "password_hash": kept}
    with unguarded("an account belongs to a person"):
        if Account.select().where(Account.email == row["email"]).exists():
            raise RuleBroken("email", TAKEN)
        try:
            Account.insert_many([row]).as_rowcount().execute()
        except IntegrityError:
            raise RuleBroken("email", TAKEN) from None
    return row["id"]


def change_password(viewer: Viewer, current: str, new: str, *, forum_name: str, visitor: str) -> str:
    """Keep a new password, end every session, and begin a new one: returns its token. Raises RuleBroken."""
    account = account_of(viewer)
    tries = note_try("change password", account.id, visitor)
    if account.password_hash and not passwords.matches(account.password_hash, current):
        raise RuleBroken("current_password", "That is not your password as it is now.")
    forget_try(tries)
    grant = require(viewer, "edit_own")
    with write.together():
        keep_password(account.id, "new_password", new, (forum_name, viewer.name))
        write.many(grant, [], via="form", mails=[Mailing("password_changed", viewer.person_id)])
        day = None if confirmed(account.id) else must_set_up_by(viewer)
        return begin_session(account.id, set_up_by=start_of(day) if day else None)


def keep_password(account_id: str, field: str, password: str, names: tuple[str, ...]) -> None:
    """Keep a password if it is a good one; every session and link from before is over. Raises RuleBroken."""
    if words := passwords.problem_with(password, names):
        raise RuleBroken(field, words)
    kept = passwords.hash_password(password)
    with write.together():
        with unguarded("a password is kept as a hash"):
            Account.update(password_hash=kept).where(Account.id == account_id).execute()
        drop_tokens(account_id, "sign_in", "invitation", "second_step")
        end_every_session(account_id)


def choose_theme(viewer: Viewer, theme: str) -> None:
    """Light, dark, or as the device says. Raises RuleBroken."""
    if theme not in THEMES:
        raise RuleBroken("theme", "Choose one of the three.")
    with unguarded("how one's own screen looks"):
        Account.update(theme=theme).where(Account.id == viewer.account_id).execute()
