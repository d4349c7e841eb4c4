"""The table of files, as people meet it."""

from ...fields import Choice, Number, Text
from ...fields.files import TYPES
from ...models.files import Attachment
from ...records.registry import Column, Table, register

register(
    Table(
        "files",
        Attachment,
        "Files",
        (
            Column("name", "Name", Text(200), fixed=True),
            Column("type", "Type", Choice([(kind, words) for kind, (_, words) in TYPES.items()]), fixed=True),
            Column("size", "Bytes", Number(whole=True), fixed=True),
            Column("table", "Beside a record of", Text(60), fixed=True),
            Column("row", "Its id", Text(60), fixed=True),
        ),
        title=lambda row: row.name,
    )
)
