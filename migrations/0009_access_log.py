"""Who opened something closed, took a table out, looked as somebody else, or was refused."""

from peewee import DateTimeField, ForeignKeyField, Model, TextField


class Person(Model):
    id = TextField(primary_key=True)

    class Meta:
        table_name = "people"
        legacy_table_names = False


class AccessEntry(Model):
    id = TextField(primary_key=True)
    at = DateTimeField(index=True)
    person = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    as_role = TextField()
    kind = TextField(index=True)
    table = TextField()
    row = TextField()
    level = TextField()
    about = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    place = TextField()

    class Meta:
        table_name = "access_log"
        legacy_table_names = False


def up(db):
    with db.bind_ctx([AccessEntry]):
        db.create_tables([AccessEntry], safe=False)


def down(db):
    with db.bind_ctx([AccessEntry]):
        db.drop_tables([AccessEntry], safe=False)
