"""Mail that waits to leave: to whom, of what kind, about which records; never a word of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .. import clock
from ..db import unguarded
from ..models.post import Mail
from ..permissions.errors import NotFound
from ..permissions.roles import Viewer
from . import leases
from .ids import new_id

LEASE = timedelta(minutes=2)
GIVE_UP = timedelta(hours=24)


@dataclass(frozen=True)
class Mailing:
    """One mail to one person. `parts` are (table, id); the same `dedupe` is never queued twice.

    `run_at` is by the real clock; `to` is only for somebody who is not a person yet; `secret` is what a
    one-purpose link carries, gone once the mail has left.
    """

    kind: str
    person_id: str | None
    parts: tuple[tuple[str, str], ...] = ()
    dedupe: str = ""
    run_at: datetime | None = None
    to: str | None = None
    secret: str | None = None


@dataclass(frozen=True)
class Letter:
    """A mail as `/mail` lists it. `at` is the forum's moment at which it was queued, or left."""

    id: str
    kind: str
    person_id: str | None
    to: str
    subject: str
    state: str
    tries: int
    at: datetime
    error: str
    parts: tuple[tuple[str, str], ...]


def queue(mailings: Iterable[Mailing]) -> int:
    """Queue mails in the caller's transaction; returns how many were new."""
    now = clock.real()
    # Always in the same order, so that two writers with the same mails never wait for each other.
    rows = [_row(mailing, now) for mailing in sorted(mailings, key=lambda mailing: mailing.dedupe)]
    if not rows:
        return 0
    with unguarded("mail is queued with what it is about"):
        return Mail.insert_many(rows).on_conflict_ignore().as_rowcount().execute()


def _row(mailing: Mailing, now: datetime) -> dict:
    row_id = new_id()
    return {
        "id": row_id,
        "kind": mailing.kind,
        "person": mailing.person_id,
        "to": mailing.to or "",
        "parts": [list(part) for part in mailing.parts],
        "secret": mailing.secret,
        "dedupe": mailing.dedupe or row_id,
        "queued_at": now,
        "forum_at": clock.now(),
        "run_at": mailing.run_at or now,
    }


def claim(only: Iterable[str] | None = None, never: Iterable[str] = ()) -> Mail | None:
    """The next mail to hand over, leased; `only` and `never` name kinds. Quiet hours are the caller's."""
    where = [Mail.kind.not_in(list(never))] if never else []
    if only is not None:
        where.append(Mail.kind.in_(list(only)))
    return leases.claim(Mail, *where, lease=LEASE)


def renew(mail: Mail) -> bool:
    return leases.renew(mail, LEASE)


def done(mail: Mail, subject: str = "", message_id: str = "", state: str = "sent", to: str = "") -> bool:
    """The mail was handed over ("sent"), or there was nothing left to say ("nothing"). False: lease lost."""
    return leases.change(
        mail,
        state=state,
        subject=subject,
        message_id=message_id,
        to=to or mail.to,
        done_at=clock.real(),
        forum_at=clock.now(),
        error="",
        secret=None,
    )


def has_waited(mail: Mail, give_up_after: timedelta = GIVE_UP) -> bool:
    """Whether the mail has been tried for so long that the next refusal is the last."""
    return clock.real() - mail.queued_at >= give_up_after


def failed(mail: Mail, error: str, for_good: bool = False, give_up_after: timedelta = GIVE_UP) -> bool:
    """The mail was not taken: try again later, or give up where people can see it. False: lease lost."""
    if for_good or has_waited(mail, give_up_after):
        gone = {"state": "failed", "done_at": clock.real(), "forum_at": clock.now(), "secret": None}
        return leases.change(mail, error=error, **gone)
    return leases.change(mail, error=error, run_at=leases.next_try(mail.tries), lease_until=None)


def put_off(mail: Mail, run_at: datetime) -> bool:
    """Give the mail back until a later moment, by the real clock; it does not count as a try."""
    return leases.change(mail, run_at=run_at, lease_until=None, tries=mail.tries - 1)


def waiting(kind: str, part: tuple[str, str]) -> set[str]:
    """For whom a mail of this kind about this record still waits, in nobody's hand."""
    free = Mail.lease_until.is_null() | (Mail.lease_until <= clock.real())
    with unguarded("who gets a mail already; no words are kept"):
        rows = Mail.select(Mail.person, Mail.parts).where(Mail.kind == kind, Mail.done_at.is_null(), free)
        return {person for person, parts in rows.tuples() if list(part) in parts and person}


def queue_age() -> int:
    """Seconds that the mail waiting longest has been ready to leave."""
    since = leases.oldest(Mail)
    return max(0, int((clock.real() - since).total_seconds())) if since else 0


def refused_lately() -> int:
    """How many mails were given up in the last week."""
    with unguarded("how many mails were given up, and nothing of them"):
        return (
            Mail.select().where(Mail.state == "failed", Mail.done_at > clock.real() - leases.LATELY).count()
        )


def letters(viewer: Viewer, before: str | None = None, size: int = 50) -> list[Letter]:
    """The mails a viewer may know of, newest first: their own; the coordinator all."""
    query = Mail.select().where(_may_know(viewer)).order_by(Mail.id.desc()).limit(size)
    if before:
        query = query.where(Mail.id < before)
    with unguarded("one's own mail, or the coordinator's list; no words are kept"):
        return [_letter(mail) for mail in query]


def letter(viewer: Viewer, mail_id: str) -> Letter:
    """One mail the viewer may know of. Raises NotFound."""
    with unguarded("one's own mail, or the coordinator's list; no words are kept"):
        mail = Mail.select().where(Mail.id == mail_id, _may_know(viewer)).first()
    if mail is None:
        raise NotFound
    return _letter(mail)


def _may_know(viewer: Viewer):
    if viewer.seeing:
        return Mail.id == ""  # another's post stays theirs
    if viewer.has("coordinator"):
        return Mail.id != ""
    return Mail.person == (viewer.person_id or "")


def _letter(mail: Mail) -> Letter:
    return Letter(
        id=mail.id,
        kind=mail.kind,
        person_id=mail.person_id,
        to=mail.to,
        subject=mail.subject,
        state=mail.state,
        tries=mail.tries,
        at=mail.forum_at or mail.done_at or mail.queued_at,
        error=mail.error,
        parts=tuple((table, row) for table, row in mail.parts),
    )
