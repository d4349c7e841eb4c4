"""What people do with boards: leave a seat to others for now, and keep the boards themselves."""

from .aside import come_back, leaving, returning, seats_of, step_aside
from .keeping import (
    PartsChanged,
    add_board,
    add_link,
    add_member,
    add_terms,
    complete,
    edit_board,
    mark_of,
    next_position,
    remove_link,
    remove_member,
    set_quorum,
)

__all__ = [
    "PartsChanged",
    "add_board",
    "add_link",
    "add_member",
    "add_terms",
    "come_back",
    "complete",
    "edit_board",
    "leaving",
    "mark_of",
    "next_position",
    "remove_link",
    "remove_member",
    "returning",
    "seats_of",
    "set_quorum",
    "step_aside",
]
