"""The one maker of ids in this process."""

from .. import clock
from ..fields.ids import Ids

_ids = Ids(clock.real)


def new_id() -> str:
    """A new record's id, later in order than every one before it."""
    return _ids.next()
