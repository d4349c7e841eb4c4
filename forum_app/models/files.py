"""Files kept beside records, and what is in them, apart: a list of files never reads their bytes."""

from peewee import BlobField, IntegerField, TextField

from .base import Internal, Record, must, prose


class Attachment(Record):
    """One file beside one record: as closed as that record is, always. `type`: what it was found to be."""

    table = prose()
    row = prose(index=True)
    name = prose()
    type = prose()
    size = IntegerField()
    sha256 = prose()

    class Meta:
        table_name = "attachments"
        constraints = must(size_not_negative="size >= 0")


class FileContent(Internal):
    """The bytes of a file, once however often it is kept; its id is their SHA-256."""

    id = TextField(primary_key=True)
    data = BlobField()

    class Meta:
        table_name = "file_contents"
