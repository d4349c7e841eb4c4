"""Which account a browser belongs to: asked for every page, before anybody is known."""

from datetime import datetime

from ..models.control import Account, Session
from ..models.people import Person
from .prepared import PreparedReport
from .roles import of_account, still_here


def _session(token_hash: str, started_after: datetime, seen_after: datetime):
    columns = Session.id, Session.seen_at, Session.sees_as, Session.sees_until, Session.set_up_by
    return (
        Session.select(*columns, Account.person, *of_account())
        .join(Account, on=(Session.account == Account.id))
        .join(Person, on=(Account.person == Person.id))
        .where(
            Session.token_hash == token_hash,
            Session.epoch == Account.epoch,
            Session.ended_at.is_null(),
            Session.started_at > started_after,
            Session.seen_at > seen_after,
            still_here(),
        )
        .tuples()
    )


# session, last seen, sees as, until, must set up by, person, and what is of their account: or nothing
live_session = PreparedReport(_session, "text", "moment", "moment")
