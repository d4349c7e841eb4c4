"""Which account a browser belongs to: asked for every page, before anybody is known."""

from datetime import datetime

from peewee import Value

from ..models.control import Account, Session
from .prepared import PreparedReport


def _session(token_hash: str, started_after: datetime, seen_after: datetime):
    columns = Session.id, Session.seen_at, Account.id, Account.person
    return (
        Session.select(*columns, Session.sees_as, Session.sees_until, Session.set_up_by)
        .join(Account, on=(Session.account == Account.id))
        .where(
            Session.token_hash == token_hash,
            Session.epoch == Account.epoch,
            Session.ended_at.is_null(),
            Session.started_at > started_after,
            Session.seen_at > seen_after,
            Account.active == Value(True),
        )
        .tuples()
    )


# session, last seen, account, person, sees as, until, must set up by: of a live session, or nothing
live_session = PreparedReport(_session, "text", "moment", "moment")
