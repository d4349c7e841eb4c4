"""Takes an act back on behalf of whoever pressed the button."""

from ...permissions.roles import Viewer
from ...records import undo as records_undo
from ...records.undo import Undone


def undo(viewer: Viewer, group_id: str) -> Undone:
    """Put back what an act changed, as far as nobody changed it since. Raises NotFound, RuleBroken."""
    return records_undo.undo(viewer, group_id, via="form")
