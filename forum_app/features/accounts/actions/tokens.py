"""Links for one purpose: random, kept as a hash, with an end by the real clock."""

import secrets
from datetime import timedelta

from .... import clock
from ....db import unguarded
from ....models.control import Token
from ....records.ids import new_id
from ..queries import hashed, token_row


def make_token(
    account_id: str | None, purpose: str, lifetime: timedelta, text: str | None = None, about: str = ""
) -> str:
    """A new token of an account, in clear for this once; `text` where people have to type it.

    Without an account it opens one record, `about`, to whoever holds it.
    """
    text = text or secrets.token_urlsafe(32)
    row = {
        "id": new_id(),
        "account": account_id,
        "about": about,
        "purpose": purpose,
        "token_hash": hashed(text),
        "expires_at": clock.real() + lifetime,
    }
    with unguarded("a token is kept as a hash"):
        Token.insert_many([row]).as_rowcount().execute()
    return text


def use_up(text: str, purpose: str) -> bool:
    """Use a token for the one time it has; False when it is unknown, used or past its end."""
    row = token_row(text, purpose)
    if row is None:
        return False
    now = clock.real()
    with unguarded("a token is used once, whoever else tries at this moment"):
        return Token.update(used_at=now).where(Token.id == row.id, Token.used_at.is_null()).execute() == 1


def drop_tokens(account_id: str | None, *purposes: str) -> None:
    """Make every earlier token of these purposes useless: only the newest counts."""
    whose = Token.account.is_null() if account_id is None else Token.account == account_id
    with unguarded("only the newest link counts"):
        Token.delete().where(whose, Token.purpose.in_(purposes), Token.used_at.is_null()).execute()
