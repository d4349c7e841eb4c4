"""What stands in the way is as closed as what it is about; how high it was raised is no level."""

from peewee import Check, DateField, DateTimeField, ForeignKeyField, IntegerField, JSONField, Model, TextField


def link(model, **options) -> ForeignKeyField:
    return ForeignKeyField(model, backref="+", on_delete="RESTRICT", **options)


def one_of(column: str, *values: str) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class Old(Model):
    """Only what others point to: its name and its key."""

    id = TextField(primary_key=True)

    class Meta:
        legacy_table_names = False


class Board(Old):
    class Meta:
        table_name = "boards"


class Person(Old):
    class Meta:
        table_name = "people"


class Contact(Old):
    class Meta:
        table_name = "contacts"


class Meeting(Old):
    class Meta:
        table_name = "meetings"


class AgendaItem(Old):
    class Meta:
        table_name = "agenda_items"


class Marking(Old):
    class Meta:
        table_name = "markings"


class Record(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()

    class Meta:
        legacy_table_names = False


class BarrierBefore(Record):
    board = link(Board, null=True)
    meeting = link(Meeting, null=True)
    person = link(Person, null=True)
    text = TextField()
    seen_on = DateField()
    owner = link(Person, null=True)
    partner_contact = link(Contact, null=True)
    mitigation = TextField()
    learned = TextField()
    state = TextField()
    closed_on = DateField(null=True)

    class Meta:
        table_name = "barriers"


class EscalationBefore(Record):
    title = TextField()
    text = TextField()
    board = link(Board, null=True)
    meeting = link(Meeting, null=True)
    barrier = link(BarrierBefore, null=True)
    level = TextField()
    raised_by = link(Person, null=True)
    raised_with = TextField()
    owner = link(Person, null=True)
    partner_contact = link(Contact, null=True)
    raised_on = DateField()
    due_on = DateField(null=True)
    answered_on = DateField(null=True)
    answer = TextField()

    class Meta:
        table_name = "escalations"
        constraints = [Check(one_of("level", "board", "above", "top"), "level_of_escalation")]


class Barrier(Record):
    board = link(Board, null=True)
    meeting = link(Meeting, null=True)
    agenda_item = link(AgendaItem, null=True)
    person = link(Person, null=True)
    text = TextField()
    seen_on = DateField()
    owner = link(Person, null=True)
    partner_contact = link(Contact, null=True)
    mitigation = TextField()
    learned = TextField()
    state = TextField()
    closed_on = DateField(null=True)
    marking = link(Marking, null=True)

    class Meta:
        table_name = "barriers"


class Escalation(Record):
    title = TextField()
    text = TextField()
    board = link(Board, null=True)
    meeting = link(Meeting, null=True)
    agenda_item = link(AgendaItem, null=True)
    barrier = link(Barrier, null=True)
    height = TextField()
    raised_by = link(Person, null=True)
    raised_with = TextField()
    owner = link(Person, null=True)
    partner_contact = link(Contact, null=True)
    raised_on = DateField()
    due_on = DateField(null=True)
    answered_on = DateField(null=True)
    answer = TextField()
    marking = link(Marking, null=True)

    class Meta:
        table_name = "escalations"
        constraints = [Check(one_of("height", "board", "above", "top"), "height_known")]


NEW = {"barriers": Barrier, "escalations": Escalation}
BEFORE = {"barriers": BarrierBefore, "escalations": EscalationBefore}
RENAMED = {"height": "level", "level": "height"}
# What was written on a board whose usual level is closed takes over the marking that the board lends.
CLOSED_AS_USUAL = """
UPDATE "{table}" SET "marking_id" =
(SELECT "default_marking_id" FROM "boards" WHERE "boards"."id" = "board_id")
WHERE "board_id" IN (SELECT "id" FROM "boards" WHERE "default_level" IN ('board', 'restricted'))
"""
CLOSED_AS_MEETING = """
UPDATE "{table}" SET "marking_id" =
(SELECT "marking_id" FROM "meetings" WHERE "meetings"."id" = "meeting_id")
WHERE "meeting_id" IN (SELECT "id" FROM "meetings" WHERE "marking_id" IS NOT NULL)
"""


def up(db):
    _exchange(db, BEFORE, NEW)
    for table in NEW:
        db.execute_sql(CLOSED_AS_USUAL.format(table=table))
        db.execute_sql(CLOSED_AS_MEETING.format(table=table))
    # How high something was raised had been kept as if it were who may read it.
    db.execute_sql('UPDATE "changes" SET "old_level" = \'members|\' WHERE "table" = \'escalations\'')


def down(db):
    _exchange(db, NEW, BEFORE)


def _exchange(db, here, wanted):
    """Each table made anew with its rows put back; what points to another goes first and comes last."""
    for name in ("escalations", "barriers"):
        db.execute_sql(f'CREATE TABLE "kept_{name}" AS SELECT * FROM "{name}"')
        db.execute_sql(f'DROP TABLE "{name}"')
    for name in ("barriers", "escalations"):
        with db.bind_ctx([wanted[name]]):
            db.create_tables([wanted[name]], safe=False)
        there = {field.column_name for field in here[name]._meta.sorted_fields}
        columns = [field.column_name for field in wanted[name]._meta.sorted_fields]
        from_ = {column: column if column in there else RENAMED.get(column) for column in columns}
        into = ", ".join(f'"{column}"' for column, old in from_.items() if old)
        values = ", ".join(f'"{old}"' for old in from_.values() if old)
        db.execute_sql(f'INSERT INTO "{name}" ({into}) SELECT {values} FROM "kept_{name}"')
        db.execute_sql(f'DROP TABLE "kept_{name}"')
