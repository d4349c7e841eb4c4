"""What can stand in the way of a change, in words for the person who made it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

AGAIN = "Nothing was changed. Try again in a minute."


class RuleBroken(Exception):
    """A value or a row that cannot be so. `field` is empty when the whole form is meant."""

    def __init__(self, field: str, words: str):
        super().__init__(words)
        self.field = field
        self.words = words


class Stale(Exception):
    """Somebody else changed the record first. Holds both values of each field, to choose from.

    `told`: label, mine and theirs in words, of the fields that the viewer may see. `version`: the one that
    theirs stands at.
    """

    def __init__(
        self,
        record_id: str,
        mine: dict[str, Any],
        theirs: dict[str, Any],
        by: str,
        at: datetime | None,
        *,
        told: Sequence[tuple[str, str, str]] = (),
        version: int = 0,
    ):
        super().__init__(record_id)
        self.record_id = record_id
        self.mine = mine
        self.theirs = theirs
        self.by = by
        self.at = at
        self.told = tuple(told)
        self.version = version


class CouldNotSave(Exception):
    """The database could not take the change: full, read-only, or busy for too long. Nothing was written."""

    words = f"We could not save that. {AGAIN}"

    def __init__(self) -> None:
        super().__init__(self.words)


class BackupRefused(Exception):
    """A backup or restore cannot be done. `words` say why and what to do; nothing was changed."""

    def __init__(self, words: str):
        super().__init__(words)
        self.words = words


class Unregistered(LookupError):
    """A table that no feature has described: it can be neither written nor shown."""
