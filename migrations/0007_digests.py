"""Digests come weekly or monthly; the coordinator puts a line at the head of a week's, or holds it."""

from peewee import BooleanField, Check, DateTimeField, IntegerField, JSONField, Model, TextField


class DigestNote(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()
    kind = TextField()
    week = TextField()
    line = TextField()
    held = BooleanField()

    class Meta:
        legacy_table_names = False
        table_name = "digest_notes"


DigestNote.add_index(
    DigestNote.index(
        DigestNote.kind,
        DigestNote.week,
        unique=True,
        where=DigestNote.binned_at.is_null(),
        name="digest_notes_kind_week_kept",
    )
)


def up(db):
    db.execute_sql('ALTER TABLE "preferences" ADD COLUMN "every" TEXT NOT NULL DEFAULT \'week\'')
    with db.bind_ctx([DigestNote]):
        db.create_tables([DigestNote], safe=False)


def down(db):
    with db.bind_ctx([DigestNote]):
        db.drop_tables([DigestNote], safe=False)
    db.execute_sql('ALTER TABLE "preferences" DROP COLUMN "every"')
