"""Slows guessing down: every try is noted before it is made, under hashes, alike for known and unknown."""

import hashlib
from datetime import timedelta

from .... import clock
from ....db import unguarded
from ....models.control import Attempt
from ....records.errors import RuleBroken
from ....records.ids import new_id

FEW = 5
FEW_WITHIN = timedelta(minutes=15)
MANY = 20
MANY_WITHIN = timedelta(hours=1)
KEPT_FOR = timedelta(days=1)
REST = "Wait 15 minutes, or have a link sent to you by email."


class TooManyTries(RuleBroken):
    """Somebody has tried too often from one place; says nothing of whether there is such an account."""

    status = 429

    def __init__(self, words: str = f"There were many tries, so we wait a little. {REST}"):
        super().__init__("", words)


def note_try(act: str, whom: str, visitor: str) -> list[str]:
    """Note a try at `act` for `whom` from a hashed address; returns what `forget_try` takes.

    Raises TooManyTries after 5 in 15 minutes for one and the same, or 20 in an hour from one address.
    """
    now = clock.real()
    limits = (
        (_key(act, visitor, whom), FEW, FEW_WITHIN),
        (_key(act, visitor), MANY, MANY_WITHIN),
    )
    ids = [new_id() for _ in limits]
    rows = [{"id": row_id, "key": limit[0], "at": now} for row_id, limit in zip(ids, limits, strict=True)]
    with unguarded("tries at signing in are counted in the database, for every process alike"):
        Attempt.delete().where(Attempt.at < now - KEPT_FOR).execute()
        Attempt.insert_many(rows).as_rowcount().execute()
        # Counted after it is kept: of two at the same moment, both see both.
        for key, most, within in limits:
            tries = Attempt.select().where(Attempt.key == key, Attempt.at > now - within).count()
            if tries > most:
                forget_try(ids)
                raise TooManyTries
    return ids


def forget_try(ids: list[str]) -> None:
    """A try that was right, or was not let happen, does not count."""
    with unguarded("a try that was right does not count"):
        Attempt.delete().where(Attempt.id.in_(ids)).execute()


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
