"""What can be asked of `write`: add a record, change it, bin it, restore it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..models.base import Record


@dataclass(frozen=True)
class Add:
    """A new record. `values` by field name; a link's value is the other record's id."""

    model: type[Record]
    values: Mapping[str, Any]
    id: str | None = None


@dataclass(frozen=True)
class Edit:
    """New values for some fields. With `version`, only if nobody changed the record since."""

    model: type[Record]
    id: str
    values: Mapping[str, Any]
    version: int | None = None


@dataclass(frozen=True)
class Bin:
    """Put a record in the bin, where its links stay as they were."""

    model: type[Record]
    id: str
    version: int | None = None


@dataclass(frozen=True)
class Restore:
    """Take a record out of the bin."""

    model: type[Record]
    id: str


Ask = Add | Edit | Bin | Restore


@dataclass(frozen=True)
class Written:
    """What was written: the group that undo takes, and each record's id in the order asked.

    `group_id` is empty when nothing had to change; `repeated` says that this form was taken before.
    """

    group_id: str
    ids: tuple[str, ...]
    repeated: bool = False
