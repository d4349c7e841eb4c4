"""The kinds of mail: which feature finds the words of each, and how each may travel."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..permissions.roles import Viewer


class TryLater(Exception):
    """This mail does not leave now. `lost` says that the server itself could not be reached."""

    def __init__(self, words: str, lost: bool = False):
        super().__init__(words)
        self.lost = lost


@dataclass(frozen=True)
class Finished:
    """A mail in words, ready to leave.

    `stop_list` names the list that its reader may leave with one click; service mail has none.
    `withheld` says what was left out at the last look: {"part": [table, id], "rule": words}.
    """

    subject: str
    text: str
    html: str
    stop_list: str = ""
    withheld: tuple[dict, ...] = ()
    # What it asks its reader to do: (what for, the record it is about).
    asks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Nothing:
    """No mail leaves, and `why`; the state is "failed" where the address was refused for good."""

    why: str
    withheld: tuple[dict, ...] = ()
    state: str = "nothing"


@dataclass(frozen=True)
class Occasion:
    """What a feature is told when it finds the words: the addressee as they are now, and what was queued.

    `viewer` is None for somebody without an active account. `stop_url` is empty when it is only looked at.
    """

    viewer: Viewer | None
    now: datetime
    base_url: str
    forum_name: str
    parts: tuple[tuple[str, str], ...] = ()
    person_id: str | None = None
    to: str = ""
    secret: str | None = None
    stop_url: str = ""


# Nobody is reminded of one thing more often than this: a third time would be a nuisance, so ring instead.
MOST_REMINDERS = 2
Writer = Callable[[Occasion], Finished | Nothing]
# Told in the transaction that says the mail has left (or was not worth sending), with what was queued.
Told = Callable[[Occasion, Finished | Nothing, str], None]


@dataclass(frozen=True)
class Kind:
    """One kind of mail. `urgent` mail leaves at night too; `secret` mail is never shown again."""

    name: str
    label: str
    write: Writer
    urgent: bool = False
    secret: bool = False
    stop_list: str = ""
    give_up_after: timedelta = timedelta(hours=24)
    told: Told | None = None


KINDS: dict[str, Kind] = {}


def register(name: str, label: str, write: Writer, **how: Any) -> None:
    """Say who finds the words of a kind of mail."""
    KINDS[name] = Kind(name, label, write, **how)


def kind(name: str) -> Kind | None:
    """A kind by name, or None when no feature knows it any more."""
    return KINDS.get(name)


def quiet_at_night() -> list[str]:
    """The kinds that wait for the morning."""
    return [name for name, known in KINDS.items() if not known.urgent]
