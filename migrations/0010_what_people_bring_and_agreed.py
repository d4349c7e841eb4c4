"""What people bring and wish, when they are free and who helps them; whom a policy binds; courses wanted."""

from peewee import (
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    Model,
    TextField,
    TimeField,
)

TEXT = "TEXT NOT NULL DEFAULT ''"
YES_NO = "{bool} NOT NULL DEFAULT false"
ADDED = (
    ("people", "assets", TEXT),
    ("people", "format_wishes", TEXT),
    ("people", "wishes_taken_down_on", "DATE"),
    ("access_needs", "taken_down_on", "DATE"),
    ("policies", "applies_to", "TEXT NOT NULL DEFAULT 'everyone'"),
    ("policies", "needed_to_sit", YES_NO),
    ("policies", "makes_agreement", YES_NO),
    ("policies", "owner", TEXT),
    ("policies", "review_on", "DATE"),
    ("training", "needed_to_sit", YES_NO),
)


def link(model, **options) -> ForeignKeyField:
    return ForeignKeyField(model, backref="+", on_delete="RESTRICT", **options)


class Person(Model):
    id = TextField(primary_key=True)

    class Meta:
        table_name = "people"


class Organisation(Model):
    id = TextField(primary_key=True)

    class Meta:
        table_name = "organisations"


class Training(Model):
    id = TextField(primary_key=True)

    class Meta:
        table_name = "training"


class Record(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()

    class Meta:
        legacy_table_names = False


class Availability(Record):
    person = link(Person)
    weekday = IntegerField()
    starts_at = TimeField()
    ends_at = TimeField()

    class Meta:
        table_name = "availabilities"
        constraints = [
            Check("weekday BETWEEN 0 AND 6", "weekday_known"),
            Check("ends_at > starts_at", "ends_after_start"),
        ]


class Supporter(Record):
    person = link(Person)
    supporter = link(Person)
    sees_meetings = BooleanField()

    class Meta:
        table_name = "supporters"
        constraints = [Check("supporter_id <> person_id", "somebody_else")]


class DeclarationBefore(Record):
    person = link(Person)
    text = TextField()
    nothing = BooleanField()
    renewed_on = DateField()
    due_on = DateField()

    class Meta:
        table_name = "declarations"
        constraints = [Check("due_on >= renewed_on", "due_after_renewal")]


class Declaration(DeclarationBefore):
    organisation = link(Organisation, null=True)

    class Meta:
        table_name = "declarations"
        constraints = [Check("due_on >= renewed_on", "due_after_renewal")]


class TrainingRecordBefore(Record):
    person = link(Person)
    training = link(Training)
    state = TextField()
    day = DateField(null=True)
    words = TextField()

    class Meta:
        table_name = "training_records"
        constraints = [Check("state IN ('done', 'booked')", "state_known")]


class TrainingRecord(TrainingRecordBefore):
    class Meta:
        table_name = "training_records"
        constraints = [Check("state IN ('done', 'booked', 'wanted')", "state_known")]


OWN = (Availability, Supporter)


def up(db):
    yes_no = db.get_context_options()["field_types"].get(BooleanField.field_type, BooleanField.field_type)
    for table, column, kind in ADDED:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" {kind.format(bool=yes_no)}')
    with db.bind_ctx((*OWN, Declaration, TrainingRecord), bind_refs=False, bind_backrefs=False):
        for model in OWN:
            model.create_table(safe=False)
        _made_anew(db, Declaration, DeclarationBefore)
        _made_anew(db, TrainingRecord, TrainingRecordBefore)
    # The agreement that everybody signed so far is what their signing makes from now on, too.
    db.execute_sql(
        'UPDATE "policies" SET "makes_agreement" = true WHERE "id" IN (SELECT "policy_id" FROM "agreements")'
    )


def down(db):
    db.execute_sql("""DELETE FROM "training_records" WHERE "state" = 'wanted'""")
    with db.bind_ctx((*OWN, DeclarationBefore, TrainingRecordBefore), bind_refs=False, bind_backrefs=False):
        _made_anew(db, TrainingRecordBefore, TrainingRecordBefore)
        _made_anew(db, DeclarationBefore, DeclarationBefore)
        for model in reversed(OWN):
            model.drop_table(safe=False)
    for table, column, _kind in reversed(ADDED):
        db.execute_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')


def _made_anew(db, model, shared):
    """Make a table as it is now and put its rows back, in the columns that it had before and has now."""
    table = model._meta.table_name
    columns = ", ".join(f'"{field.column_name}"' for field in shared._meta.sorted_fields)
    db.execute_sql(f'CREATE TEMPORARY TABLE "before" AS SELECT {columns} FROM "{table}"')
    db.execute_sql(f'DROP TABLE "{table}"')
    model.create_table(safe=False)
    db.execute_sql(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "before"')
    db.execute_sql('DROP TABLE "before"')
