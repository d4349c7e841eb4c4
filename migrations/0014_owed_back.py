"""Who was sent a link for outcome feedback, two owners of what stands in the way, and who thanked whom."""

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


class Organisation(Old):
    class Meta:
        table_name = "organisations"


class Meeting(Old):
    class Meta:
        table_name = "meetings"


class OutcomeFeedback(Old):
    class Meta:
        table_name = "outcome_feedback"


class Record(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()

    class Meta:
        legacy_table_names = False


class Barrier(Record):
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


class Escalation(Record):
    title = TextField()
    text = TextField()
    board = link(Board, null=True)
    meeting = link(Meeting, null=True)
    barrier = link(Barrier, null=True)
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


class FeedbackChase(Record):
    feedback = link(OutcomeFeedback, null=True)
    meeting = link(Meeting, null=True)
    contact = link(Contact)
    kind = TextField()
    asked_on = DateField()
    asked_by = link(Person, null=True)
    answered_at = DateTimeField(null=True)
    thanked_at = DateTimeField(null=True)
    stopped_on = DateField(null=True)

    class Meta:
        table_name = "feedback_chases"
        constraints = [
            Check(one_of("kind", "asked", "reminder", "thanks"), "kind_of_chase"),
            Check("feedback_id IS NOT NULL OR meeting_id IS NOT NULL", "about_something"),
        ]


class Thanks(Record):
    person = link(Person)
    from_words = TextField()
    organisation = link(Organisation, null=True)
    thanked_by = link(Person, null=True)
    contact = link(Contact, null=True)
    meeting = link(Meeting, null=True)
    text = TextField()
    day = DateField()
    state = TextField()

    class Meta:
        table_name = "thanks"


class BarrierBefore(Record):
    board = link(Board, null=True)
    person = link(Person, null=True)
    text = TextField()
    seen_on = DateField()
    mitigation = TextField()
    state = TextField()

    class Meta:
        table_name = "barriers"


class EscalationBefore(Record):
    title = TextField()
    text = TextField()
    board = link(Board, null=True)
    raised_by = link(Person, null=True)
    raised_with = TextField()
    raised_on = DateField()
    due_on = DateField(null=True)
    answered_on = DateField(null=True)

    class Meta:
        table_name = "escalations"


class ThanksBefore(Record):
    person = link(Person)
    from_words = TextField()
    organisation = link(Organisation, null=True)
    text = TextField()
    day = DateField()
    state = TextField()

    class Meta:
        table_name = "thanks"


NEW = {"barriers": Barrier, "escalations": Escalation, "thanks": Thanks}
BEFORE = {"barriers": BarrierBefore, "escalations": EscalationBefore, "thanks": ThanksBefore}
USUAL = {"learned": "''", "level": "'board'", "answer": "''"}
ONE_NEWS = (
    'CREATE UNIQUE INDEX "outcome_news_feedback_kept" ON "outcome_news" ("feedback_id")'
    ' WHERE ("binned_at" IS NULL)'
)


def up(db):
    db.execute_sql('ALTER TABLE "tokens" ADD COLUMN "about" TEXT NOT NULL DEFAULT \'\'')
    db.execute_sql('ALTER TABLE "boards" ADD COLUMN "feedback_days" INTEGER NOT NULL DEFAULT 28')
    _exchange(db, BEFORE, NEW)
    with db.bind_ctx([FeedbackChase]):
        db.create_tables([FeedbackChase], safe=False)
    db.execute_sql('DROP INDEX "outcome_news_feedback_id"')
    db.execute_sql('CREATE INDEX "outcome_news_feedback_id" ON "outcome_news" ("feedback_id")')
    db.execute_sql(ONE_NEWS)


def down(db):
    db.execute_sql('DROP INDEX "outcome_news_feedback_kept"')
    db.execute_sql('DROP INDEX "outcome_news_feedback_id"')
    db.execute_sql('CREATE UNIQUE INDEX "outcome_news_feedback_id" ON "outcome_news" ("feedback_id")')
    with db.bind_ctx([FeedbackChase]):
        db.drop_tables([FeedbackChase], safe=False)
    _exchange(db, NEW, BEFORE)
    db.execute_sql('ALTER TABLE "boards" DROP COLUMN "feedback_days"')
    db.execute_sql('ALTER TABLE "tokens" DROP COLUMN "about"')


def _exchange(db, here, wanted):
    """Each table made anew with its rows put back; what points to another goes first and comes last."""
    for name in ("thanks", "escalations", "barriers"):
        db.execute_sql(f'CREATE TABLE "kept_{name}" AS SELECT * FROM "{name}"')
        db.execute_sql(f'DROP TABLE "{name}"')
    for name in ("barriers", "escalations", "thanks"):
        with db.bind_ctx([wanted[name]]):
            db.create_tables([wanted[name]], safe=False)
        there = {field.column_name for field in here[name]._meta.sorted_fields}
        columns = [field.column_name for field in wanted[name]._meta.sorted_fields]
        columns = [column for column in columns if column in there or column in USUAL]
        into = ", ".join(f'"{column}"' for column in columns)
        values = ", ".join(f'"{column}"' if column in there else USUAL[column] for column in columns)
        db.execute_sql(f'INSERT INTO "{name}" ({into}) SELECT {values} FROM "kept_{name}"')
        db.execute_sql(f'DROP TABLE "kept_{name}"')
