"""The bytes of files: put in with the record that names them, read only for whoever may read that record."""

import hashlib
from collections.abc import Sequence

from peewee import fn

from ..db import unguarded
from ..fields.files import FileGiven
from ..models import BY_TABLE
from ..models.base import Record
from ..models.files import Attachment, FileContent
from ..permissions.abilities import Grant
from ..permissions.errors import NotFound
from ..permissions.readable import one, readable
from ..permissions.roles import Viewer
from . import access_log, settings, write
from .errors import RuleBroken

MEGABYTE = 1024 * 1024
SETTING = "files_megabytes"
FULL = "Take some away first, or have the coordinator give them more room."
ROOM = 200  # megabytes of files in one forum, unless its setting says otherwise


def files_of(viewer: Viewer, model: type[Record], row_id: str) -> list[Attachment]:
    """The files beside a record, without their bytes, in the order they came."""
    mine = (Attachment.table == model._meta.table_name) & (Attachment.row == row_id)
    return list(readable(Attachment, viewer).where(mine).order_by(Attachment.id))


def content(viewer: Viewer, file_id: str) -> tuple[Attachment, bytes]:
    """A file that the viewer may read, with its bytes. Raises NotFound."""
    file = one(Attachment, file_id, viewer)
    with unguarded("the viewer may read the file; its bytes stand apart"):
        row = FileContent.select(FileContent.data).where(FileContent.id == file.sha256).tuples().first()
    if row is None:
        raise NotFound
    beside = one(BY_TABLE[file.table], file.row, viewer)
    access_log.shown([getattr(beside, "level", "")])
    return file, bytes(row[0])


def keep(grant: Grant, record: Record, given: Sequence[FileGiven], form_key: str | None) -> write.Written:
    """Put files beside a record, in one act. Raises RuleBroken when there is no room for them."""
    with write.together():
        _make_sure_of_room(sum(len(file.data) for file in given))
        hashes = [_put(file.data) for file in given]
        asks = [
            write.Add(
                Attachment,
                {
                    "table": record._meta.table_name,
                    "row": record.id,
                    "name": file.name,
                    "type": file.type,
                    "size": len(file.data),
                    "sha256": sha256,
                },
            )
            for file, sha256 in zip(given, hashes, strict=True)
        ]
        words = "A file added" if len(asks) == 1 else f"{len(asks)} files added"
        return write.many(grant, asks, via="form", words=words, form_key=form_key)


def room() -> int:
    """Megabytes that all files together may have."""
    return int(settings.get(SETTING, str(ROOM)))


def _put(data: bytes) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    with unguarded("the bytes of a file are put in with what names them"):
        FileContent.insert(id=sha256, data=data).on_conflict_ignore().execute()
    return sha256


def _make_sure_of_room(more: int) -> None:
    most = room()
    with unguarded("how much room all files take, whoever may read them"):
        taken = FileContent.select(fn.COALESCE(fn.SUM(fn.LENGTH(FileContent.data)), 0)).tuples().first()[0]
    if taken + more > most * MEGABYTE:
        raise RuleBroken("files", f"The forum’s files take up all of their {most:,} MB. {FULL}")
