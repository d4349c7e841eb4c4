"""Whether a name is taken already, whichever way it is written."""

from ..models.boards import Board
from ..models.organisations import Organisation
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .errors import RuleBroken


def check_free(viewer: Viewer, model: type[Board] | type[Organisation], name: str, taken: str) -> None:
    """Raises RuleBroken with the words `taken` when another record goes by this name, in any case."""
    said = name.casefold()
    # SQLite folds A to Z alone, so the names are compared here; nothing else of the rows is read.
    names = readable(model, viewer).select(model.name).tuples()
    if any(known.casefold() == said for (known,) in names):
        raise RuleBroken("name", taken)
