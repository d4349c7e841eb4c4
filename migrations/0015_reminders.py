"""Who was asked once more, for what and on which day."""

from peewee import (
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    Model,
    TextField,
)


def link(model, **options) -> ForeignKeyField:
    return ForeignKeyField(model, backref="+", on_delete="RESTRICT", **options)


class Person(Model):
    id = TextField(primary_key=True)

    class Meta:
        table_name = "people"


class Reminder(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()
    person = link(Person)
    kind = TextField()
    table = TextField()
    row = TextField(index=True)
    asked_on = DateField()
    asked_by = link(Person, null=True)

    class Meta:
        table_name = "reminders"
        legacy_table_names = False
        constraints = [Check("kind IN ('log', 'reply', 'agreement', 'interests')", "kind_known")]


def up(db):
    with db.bind_ctx((Reminder,), bind_refs=False, bind_backrefs=False):
        Reminder.create_table(safe=False)


def down(db):
    with db.bind_ctx((Reminder,), bind_refs=False, bind_backrefs=False):
        Reminder.drop_table(safe=False)
