"""The files beside a record, as one viewer may read them."""

from typing import Any

from ...models import BY_TABLE
from ...models.base import Record
from ...models.files import Attachment
from ...permissions.abilities import can
from ...permissions.errors import NotFound
from ...permissions.readable import one
from ...permissions.readable.files import KEEP_FILES
from ...permissions.roles import Viewer
from ...records import files
from ...records.registry import Table


def beside(viewer: Viewer, file: Attachment) -> Record:
    """The record that a file is kept beside. Raises NotFound."""
    return one(BY_TABLE[file.table], file.row, viewer)


def record(viewer: Viewer, table: Table, row_id: str) -> Record:
    """A record beside which files are kept. Raises NotFound."""
    if table.model not in KEEP_FILES:
        raise NotFound
    return one(table.model, row_id, viewer)


def files_beside(viewer: Viewer, table: Table, row: Any) -> tuple[list[Attachment], bool] | None:
    """The files beside a record that the viewer may read, and whether they may add some.

    None where none are kept.
    """
    if table.model not in KEEP_FILES:
        return None
    may_add = row.binned_at is None and can(viewer, "add_file", row)
    return files.files_of(viewer, table.model, row.id), may_add
