"""Hand over the mail that waits, each looked at again for who its reader is at this moment.

At least once towards the server, once in the database: a worker that dies between the two sends the mail
again under the same Message-ID.
"""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..features.accounts.actions import make_token
from ..features.digests.rules import is_quiet
from ..mail import delivery, kinds
from ..mail.delivery import Refused
from ..mail.kinds import Finished, Kind, Nothing, Occasion, TryLater
from ..mail.message import UnsafeHeader, build_message
from ..mail.settings import Folder, Server, read
from ..models.people import Person
from ..models.post import Mail
from ..permissions.prepared import prepared
from ..permissions.readable import readable
from ..permissions.roles import Viewer, viewer_for
from ..records import outbox, settings
from ..records.write import together

log = logging.getLogger(__name__)
STOP_LINK_LIVES = timedelta(days=365)


@dataclass
class Round:
    """How one round went."""

    sent: int = 0
    nothing: int = 0
    later: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Way:
    """How mail leaves, and where its links lead."""

    out: Folder | Server
    base_url: str


def run(
    now: Callable[[], datetime], way: Way, most: int = 1000, go_on: Callable[[], bool] = lambda: True
) -> Round:
    """Hand over what may leave now, at most so many. Safe to run twice, and beside others.

    `go_on` is asked before each mail, so that a worker that is told to stop finishes the one in hand.
    """
    done = Round()
    with ExitStack() as stack:
        hand = None
        for _ in range(most):
            if not go_on():
                break
            mail = outbox.claim(only=_may_leave(now()))
            if mail is None:
                break
            try:
                hand = hand or stack.enter_context(delivery.post(way.out))
                _hand_over(mail, now(), way, hand, done)
            except TryLater as problem:
                _try_later(mail, now(), str(problem), done)
                if problem.lost:
                    break
    return done


def _may_leave(now: datetime) -> list[str]:
    """The kinds we know the words of; at night only those that cannot wait."""
    waits = set(kinds.quiet_at_night()) if is_quiet(now) else set()
    return [name for name in kinds.KINDS if name not in waits]


def _kind(mail: Mail) -> Kind:
    return kinds.KINDS[mail.kind]


def _hand_over(mail: Mail, now: datetime, way: Way, hand: delivery.Hand, done: Round) -> None:
    occasion = occasion_of(mail, now, way.base_url)
    try:
        outcome = _words(mail, occasion)
        if isinstance(outcome, Finished) and not occasion.to:
            outcome = Nothing("no address to send it to", outcome.withheld)
        if isinstance(outcome, Nothing):
            _settle(mail, occasion, outcome)
            done.nothing += 1
            return
        message = build_message(
            outcome,
            to=occasion.to,
            sender=way.out.sender,
            mail_id=mail.id,
            base_url=way.base_url,
            stop_url=occasion.stop_url,
        )
        if outbox.renew(mail):
            hand(message, mail.id)
            _settle(mail, occasion, outcome, message.msgId)
            done.sent += 1
    except (Refused, UnsafeHeader) as problem:
        _give_up(mail, now, str(problem))
        done.failed += 1
    except TryLater:
        raise
    except Exception:
        # One mail that cannot be made must not hold up the others.
        log.exception("mail %s of kind %s was not handed over", mail.id, mail.kind)
        _try_later(mail, now, "It could not be made.", done)


def _words(mail: Mail, occasion: Occasion) -> Finished | Nothing:
    return _kind(mail).write(occasion)


def occasion_of(mail: Mail, now: datetime, base_url: str) -> Occasion:
    """What the words are found from: the reader as they are now, and what was queued."""
    viewer = viewer_for(mail.person_id, now) if mail.person_id else None
    occasion = Occasion(
        viewer=viewer,
        now=now,
        base_url=base_url,
        forum_name=settings.get("forum_name", "Your forum"),
        parts=_parts(mail),
        person_id=mail.person_id,
        to=mail.to or _address(viewer),
        secret=mail.secret,
    )
    stop_list = _kind(mail).stop_list
    if viewer and stop_list:
        token = make_token(viewer.account_id, f"unsubscribe:{stop_list}", STOP_LINK_LIVES)
        occasion = replace(occasion, stop_url=f"{base_url}/unsubscribe/{token}")
    return occasion


def _parts(mail: Mail) -> tuple[tuple[str, str], ...]:
    return tuple((table, row) for table, row in mail.parts)


def _address(viewer: Viewer | None) -> str:
    """The person's own address, read with their own eyes."""
    if viewer is None:
        return ""
    return next((own.email for own in _own_row(viewer)), None) or ""


@prepared()
def _own_row(viewer: Viewer):
    return readable(Person, viewer).where(Person.id == viewer.person_id).limit(1)


def _settle(mail: Mail, occasion: Occasion, outcome: Finished | Nothing, message_id: str = "") -> None:
    """Keep how it went, in the outbox and with the feature, or in neither."""
    sent = isinstance(outcome, Finished)
    with together():
        kept = outbox.done(
            mail,
            subject=outcome.subject if isinstance(outcome, Finished) else "",
            message_id=message_id,
            state="sent" if sent else "nothing",
            to=occasion.to if sent else "",
        )
        told = _kind(mail).told
        if kept and told:
            told(occasion, outcome, message_id)


def _try_later(mail: Mail, now: datetime, why: str, done: Round) -> None:
    """Leave it for another time, or give up what has been tried for as long as its kind is worth."""
    if outbox.has_waited(mail, _kind(mail).give_up_after):
        _give_up(mail, now, why)
        done.failed += 1
    else:
        outbox.failed(mail, why, give_up_after=_kind(mail).give_up_after)
        done.later += 1


def _give_up(mail: Mail, now: datetime, why: str) -> None:
    """Say that it failed, in the outbox and with the feature, or in neither."""
    with together():
        told = _kind(mail).told
        if outbox.failed(mail, why, for_good=True) and told:
            told(Occasion(None, now, "", "", _parts(mail)), Nothing(why, state="failed"), "")


def way_of(address: str, base_url: str) -> Way:
    """The way out that the settings name. Raises BadSettings."""
    return Way(read(address, base_url, settings.get("forum_name")), base_url)
