"""A request for a rep is answered yes, no or let us talk, to an officer, on a day."""

from peewee import Check, DateField, DateTimeField, ForeignKeyField, IntegerField, JSONField, Model, TextField


def link(model, **options) -> ForeignKeyField:
    return ForeignKeyField(model, backref="+", on_delete="RESTRICT", **options)


class Old(Model):
    """Only what others point to: its name and its key."""

    id = TextField(primary_key=True)

    class Meta:
        legacy_table_names = False


class Organisation(Old):
    class Meta:
        table_name = "organisations"


class Contact(Old):
    class Meta:
        table_name = "contacts"


class Record(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()

    class Meta:
        legacy_table_names = False


class Before(Record):
    organisation = link(Organisation, null=True)
    text = TextField()
    asked_on = DateField()
    answer = TextField()
    state = TextField()

    class Meta:
        table_name = "rep_requests"


class RepRequest(Record):
    organisation = link(Organisation, null=True)
    contact = link(Contact, null=True)
    text = TextField()
    asked_on = DateField()
    reply = TextField()
    answer = TextField()
    answered_on = DateField(null=True)

    class Meta:
        table_name = "rep_requests"
        constraints = [Check("reply IN ('', 'yes', 'no', 'talk')", "reply_known")]


KEPT = '"id", "version", "binned_at", "cells", "cells_wrong", "organisation_id", "text", "asked_on", "answer"'
# Which of the three it was, nobody had said: whoever had an answer was spoken with.
REPLY = "CASE WHEN \"state\" = 'answered' THEN 'talk' ELSE '' END"
STATE = "CASE WHEN \"reply\" = '' THEN 'open' ELSE 'answered' END"


def up(db):
    _exchange(db, RepRequest, "reply", REPLY)


def down(db):
    _exchange(db, Before, "state", STATE)


def _exchange(db, wanted, column, value):
    """The table made anew with its rows put back."""
    db.execute_sql('CREATE TABLE "kept_requests" AS SELECT * FROM "rep_requests"')
    db.execute_sql('DROP TABLE "rep_requests"')
    with db.bind_ctx([wanted]):
        db.create_tables([wanted], safe=False)
    db.execute_sql(
        f'INSERT INTO "rep_requests" ({KEPT}, "{column}") SELECT {KEPT}, {value} FROM "kept_requests"'
    )
    db.execute_sql('DROP TABLE "kept_requests"')
