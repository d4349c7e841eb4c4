"""Takes an act back on behalf of whoever pressed the button."""

from ...permissions.roles import Viewer
from ...records import outbox, write
from ...records import undo as records_undo
from ...records.undo import Undone
from ..planning.told import TOLD_OF, mails_of_undoing


def undo(viewer: Viewer, group_id: str) -> Undone:
    """Put back what an act changed, as far as nobody changed it since. Raises NotFound, RuleBroken.

    Whoever was told that a meeting moved or is off is told that it was put back, unless their mail waits.
    """
    with write.together():
        undone = records_undo.undo(viewer, group_id, via="form")
        cells = [cell for cell in undone.put_back if cell.table == "meetings" and cell.field in TOLD_OF]
        outbox.queue(mails_of_undoing(viewer, {cell.id for cell in cells}) if cells else [])
        return undone
