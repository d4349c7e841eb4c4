"""Files beside records, and what is in them."""

from peewee import BlobField, Check, DateTimeField, IntegerField, JSONField, Model, TextField


class Attachment(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()
    table = TextField()
    row = TextField(index=True)
    name = TextField()
    type = TextField()
    size = IntegerField()
    sha256 = TextField()

    class Meta:
        legacy_table_names = False
        table_name = "attachments"
        constraints = [Check("size >= 0", "size_not_negative")]


class FileContent(Model):
    id = TextField(primary_key=True)
    data = BlobField()

    class Meta:
        legacy_table_names = False
        table_name = "file_contents"


def up(db):
    with db.bind_ctx([Attachment, FileContent]):
        db.create_tables([Attachment, FileContent], safe=False)


def down(db):
    with db.bind_ctx([Attachment, FileContent]):
        db.drop_tables([Attachment, FileContent], safe=False)
