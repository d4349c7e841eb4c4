"""Which columns of a table a viewer may see."""

from ..permissions.audiences import may_ever_see, person_column, sees_of
from ..permissions.roles import Viewer
from .registry import Column, Table


def visible(viewer: Viewer, table: Table) -> tuple[Column, ...]:
    """The columns worth showing to this viewer, in the table's order."""
    return tuple(column for column in table.columns if may_ever_see(table.audience(column.name), viewer))


def sees(viewer: Viewer, table: Table, name: str, row) -> bool:
    """Whether the viewer may see this column of this row, which they may already read."""
    owner = person_column(table.model)
    about = getattr(row, owner.column_name) if owner is not None else ""
    return sees_of(table.audience(name), viewer, about)
