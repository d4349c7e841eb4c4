"""Which tables a viewer may open at all."""

from ...permissions.readable.rules import RULES
from ...permissions.roles import Viewer
from ...records import columns, registry
from ...records.registry import Table


def tables_for(viewer: Viewer) -> list[Table]:
    """Tables of which this viewer may read some rows and some columns, by their words."""
    return [
        table
        for table in registry.tables()
        if RULES[table.model](viewer) is not False and columns.visible(viewer, table)
    ]
