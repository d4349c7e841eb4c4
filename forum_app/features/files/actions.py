"""Putting files beside a record, and taking one away."""

from collections.abc import Sequence

from ...fields import Problem
from ...fields.files import FileGiven, read
from ...models.files import Attachment
from ...permissions.abilities import require
from ...permissions.readable import one
from ...permissions.roles import Viewer
from ...records import files, settings, write
from ...records.errors import RuleBroken
from ...records.registry import Table, table_of
from . import queries

MOST = 10
NONE = "Choose a file first."
TOO_MANY = f"Choose at most {MOST} files at once."


def add_files(
    viewer: Viewer, table: Table, row_id: str, given: Sequence[tuple[str, bytes]], form_key: str | None
) -> write.Written:
    """Keep files, each a name and its bytes, beside a record: all of them or none.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    record = queries.record(viewer, table, row_id)
    grant = require(viewer, "add_file", record)
    if not given or len(given) > MOST:
        raise RuleBroken("files", NONE if not given else TOO_MANY)
    return files.keep(grant, record, [_read(name, data) for name, data in given], form_key)


def _read(name: str, data: bytes) -> FileGiven:
    found = read(name, data)
    if isinstance(found, Problem):
        raise RuleBroken("files", f"{name or 'A file'}: {found.words}. No file was kept.")
    return found


def make_room(viewer: Viewer, megabytes: int) -> None:
    """Say how much all files together may take up. Raises NotAllowed."""
    settings.put(require(viewer, "change_settings"), files.SETTING, str(megabytes))


def remove_file(viewer: Viewer, file_id: str, form_key: str | None) -> tuple[write.Written, Table, str]:
    """Put a file in the bin, from where undoing brings it back, and say beside what it was.

    Raises NotFound, NotAllowed.
    """
    file = one(Attachment, file_id, viewer)
    record = queries.beside(viewer, file)
    grant = require(viewer, "remove_file", record)
    ask = write.Bin(Attachment, file.id)
    written = write.one(grant, ask, via="form", words=f"{file.name} put in the bin", form_key=form_key)
    return written, table_of(type(record)), record.id
