"""What is said about records, and which of them are locked."""

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, JSONField, Model, TextField


class Person(Model):
    id = TextField(primary_key=True)

    class Meta:
        legacy_table_names = False
        table_name = "people"


class Record(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()

    class Meta:
        legacy_table_names = False


class Comment(Record):
    table = TextField()
    row = TextField(index=True)
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT")
    text = TextField()
    at = DateTimeField()

    class Meta:
        table_name = "record_comments"


class Lock(Record):
    table = TextField()
    row = TextField(index=True)
    person = ForeignKeyField(Person, backref="+", on_delete="RESTRICT", null=True)
    reason = TextField()
    at = DateTimeField()

    class Meta:
        table_name = "locks"


kept = Lock.index(
    Lock.table, Lock.row, unique=True, where=Lock.binned_at.is_null(), name="locks_table_row_kept"
)
Lock.add_index(kept)


def up(db):
    with db.bind_ctx([Person, Comment, Lock]):
        db.create_tables([Comment, Lock], safe=False)


def down(db):
    with db.bind_ctx([Person, Comment, Lock]):
        db.drop_tables([Comment, Lock], safe=False)
