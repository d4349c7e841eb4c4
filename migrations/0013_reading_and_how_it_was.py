"""Late agenda items, a pulse of three taps, papers read and asked about, and notes for oneself alone."""

from peewee import (
    SQL,
    BooleanField,
    Check,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    Model,
    TextField,
)

LATE = (("late", "{bool} NOT NULL DEFAULT false"), ("chair_agreed", "{bool}"))


def link(model, **options):
    return ForeignKeyField(model, backref="+", on_delete="RESTRICT", **options)


def one_kept(model, *fields):
    columns = [model._meta.fields[name] for name in fields]
    name = "_".join([model._meta.table_name, *fields, "kept"])
    model.add_index(model.index(*columns, unique=True, where=model.binned_at.is_null(), name=name))


class Known(Model):
    """A table that is there already: only its key is needed here."""

    id = TextField(primary_key=True)

    class Meta:
        legacy_table_names = False


class Person(Known):
    class Meta:
        table_name = "people"


class Meeting(Known):
    class Meta:
        table_name = "meetings"


class Paper(Known):
    class Meta:
        table_name = "papers"


class Record(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()

    class Meta:
        legacy_table_names = False


class PaperRead(Record):
    paper = link(Paper)
    person = link(Person)
    minutes = IntegerField(null=True)
    read_on = DateField()

    class Meta:
        table_name = "paper_reads"
        constraints = [Check("minutes >= 0", "minutes_not_negative")]


class PaperQuestion(Record):
    paper = link(Paper)
    person = link(Person)
    kind = TextField()
    text = TextField()
    asked_at = DateTimeField()
    answer = TextField()
    answered_at = DateTimeField(null=True)
    answered_by = link(Person, null=True)

    class Meta:
        table_name = "paper_questions"
        constraints = [Check("kind IN ('explain', 'jargon')", "kind_known")]


class PrivateNote(Record):
    meeting = link(Meeting)
    person = link(Person)
    text = TextField()

    class Meta:
        table_name = "private_notes"


class PulseBefore(Record):
    meeting = link(Meeting)
    person = link(Person)
    answer = TextField()

    class Meta:
        table_name = "pulses"
        constraints = [Check("answer IN ('good', 'mixed', 'hard')", "answer_known")]


class Pulse(PulseBefore):
    heard = TextField(constraints=[SQL("DEFAULT ''")])
    welcomed = TextField(constraints=[SQL("DEFAULT ''")])
    settled_before = BooleanField(constraints=[SQL("DEFAULT false")])

    class Meta:
        table_name = "pulses"
        constraints = [
            Check("answer IN ('', 'good', 'mixed', 'hard')", "answer_known"),
            Check("heard IN ('', 'yes', 'partly', 'no')", "heard_known"),
            Check("welcomed IN ('', 'yes', 'partly', 'no')", "welcomed_known"),
        ]


OWN = (PaperRead, PaperQuestion, PrivateNote)
one_kept(PaperRead, "paper", "person")
one_kept(PrivateNote, "meeting", "person")
one_kept(PulseBefore, "meeting", "person")
one_kept(Pulse, "meeting", "person")


def up(db):
    yes_no = db.get_context_options()["field_types"].get(BooleanField.field_type, BooleanField.field_type)
    for column, kind in LATE:
        db.execute_sql(f'ALTER TABLE "agenda_items" ADD COLUMN "{column}" {kind.format(bool=yes_no)}')
    with db.bind_ctx((*OWN, Pulse), bind_refs=False, bind_backrefs=False):
        for model in OWN:
            model.create_table(safe=False)
        _made_anew(db, Pulse)


def down(db):
    db.execute_sql("""DELETE FROM "pulses" WHERE "answer" = ''""")
    with db.bind_ctx((*OWN, PulseBefore), bind_refs=False, bind_backrefs=False):
        _made_anew(db, PulseBefore)
        for model in reversed(OWN):
            model.drop_table(safe=False)
    for column, _kind in reversed(LATE):
        db.execute_sql(f'ALTER TABLE "agenda_items" DROP COLUMN "{column}"')


def _made_anew(db, model):
    """Make the table of pulses anew and put back what it held before and holds now."""
    columns = ", ".join(f'"{field.column_name}"' for field in PulseBefore._meta.sorted_fields)
    db.execute_sql(f'CREATE TEMPORARY TABLE "before" AS SELECT {columns} FROM "pulses"')
    db.execute_sql('DROP TABLE "pulses"')
    model.create_table(safe=False)
    db.execute_sql(f'INSERT INTO "pulses" ({columns}) SELECT {columns} FROM "before"')
    db.execute_sql('DROP TABLE "before"')
