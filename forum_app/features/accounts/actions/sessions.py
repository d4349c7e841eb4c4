"""Signed-in browsers: begun with a fresh random token, ended one by one or all at once."""

import secrets
from datetime import datetime, timedelta

from .... import clock
from ....db import unguarded
from ....models.control import Account, Session
from ....records.ids import new_id
from ..queries import LONGEST, hashed

LOOKS_FOR = timedelta(minutes=30)


def begin_session(account_id: str, *, set_up_by: datetime | None = None) -> str:
    """A new session of an account; returns what the browser's cookie will hold.

    `set_up_by`: the moment from which it may do nothing before its second step is set up.
    """
    text, now = secrets.token_urlsafe(32), clock.real()
    with unguarded("a session is kept as a hash of what its cookie holds"):
        Session.delete().where(Session.account == account_id, Session.started_at < now - LONGEST).execute()
        account = Account.get_by_id(account_id)
        row = {
            "id": new_id(),
            "account": account_id,
            "token_hash": hashed(text),
            "epoch": account.epoch,
            "started_at": now,
            "seen_at": now,
            "set_up_by": set_up_by,
        }
        Session.insert_many([row]).as_rowcount().execute()
    return text


def keep_session(session_id: str) -> None:
    """Note that a session is still in use."""
    with unguarded("a session in use stays alive"):
        Session.update(seen_at=clock.real()).where(Session.id == session_id).execute()


def look_as(text: str, person_id: str) -> None:
    """Let one browser look as somebody else, for half an hour."""
    _look(text, sees_as=person_id, sees_until=clock.real() + LOOKS_FOR)


def look_as_oneself(text: str) -> None:
    """Let one browser look as its own person again."""
    _look(text, sees_as=None, sees_until=None)


def _look(text: str, **how: object) -> None:
    with unguarded("as whom a browser looks is kept with its session"):
        Session.update(**how).where(Session.token_hash == hashed(text)).execute()


def end_session(text: str) -> None:
    """Sign one browser out."""
    with unguarded("signing out ends the session for good"):
        Session.update(ended_at=clock.real()).where(Session.token_hash == hashed(text)).execute()


def end_every_session(account_id: str) -> None:
    """Sign an account out everywhere, at once."""
    with unguarded("every session of an older epoch is over"):
        Account.update(epoch=Account.epoch + 1).where(Account.id == account_id).execute()
