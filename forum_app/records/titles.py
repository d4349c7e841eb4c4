"""The words by which a record is called, for those who may read it."""

from collections.abc import Iterable

from ..models.base import Record
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .errors import Unregistered
from .registry import table_of
from .rows import AT_ONCE, parts


def titles(model: type[Record], ids: Iterable[str | None], viewer: Viewer) -> dict[str, str]:
    """The title of each record that the viewer may read, by id; others are left out."""
    try:
        title = table_of(model).title
    except Unregistered:
        return {}
    found = {}
    for some in parts(sorted({row_id for row_id in ids if row_id}), AT_ONCE):
        for row in readable(model, viewer).where(model.id.in_(some)):
            found[row.id] = title(row)
    return found
