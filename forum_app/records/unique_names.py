"""Whether a name is taken already, whichever way it is written."""

from collections.abc import Mapping
from typing import Any

from ..models.boards import Board
from ..models.organisations import Organisation
from ..models.people import Training
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .errors import RuleBroken
from .registry import Check

Named = type[Board] | type[Organisation] | type[Training]


def check_free(viewer: Viewer, model: Named, name: str, taken: str) -> None:
    """Raises RuleBroken with the words `taken` when another record goes by this name, in any case."""
    said = name.casefold()
    # SQLite folds A to Z alone, so the names are compared here; nothing else of the rows is read.
    names = readable(model, viewer).select(model.name).tuples()
    if any(known.casefold() == said for (known,) in names):
        raise RuleBroken("name", taken)


def named_once(model: Named) -> Check:
    """A table's check: no two of its records go by one name."""

    def check(values: Mapping[str, Any], before: Mapping[str, Any] | None, viewer: Viewer) -> None:
        if before is None or before["name"].casefold() != values["name"].casefold():
            check_free(viewer, model, values["name"], "There is one of that name already.")

    return check
