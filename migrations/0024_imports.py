"""What somebody gives to be put into a table is kept until it was, with how far that is."""

from peewee import (
    BooleanField,
    Check,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    Model,
    TextField,
)


class Old(Model):
    id = TextField(primary_key=True)

    class Meta:
        legacy_table_names = False


class Person(Old):
    class Meta:
        table_name = "people"


class ImportRun(Old):
    person = ForeignKeyField(Person, null=True, backref="+", on_delete="RESTRICT")
    table = TextField()
    name = TextField()
    heads = JSONField()
    same_heads = TextField(index=True)
    has_heads = BooleanField()
    mapping = JSONField()
    keys = JSONField()
    strategy = TextField()
    also = JSONField()
    state = TextField()
    size = IntegerField()
    done = IntegerField()
    told = JSONField()
    group = TextField(null=True)
    trouble = TextField()
    given_at = DateTimeField()
    kept_until = DateTimeField()

    class Meta:
        table_name = "import_runs"
        constraints = [
            Check("strategy IN ('replace', 'fill', 'add')", "strategy_known"),
            Check("state IN ('given', 'planned', 'applying', 'done', 'stopped')", "state_known"),
        ]


class ImportPart(Old):
    run = ForeignKeyField(ImportRun, backref="+", on_delete="RESTRICT", index=True)
    position = IntegerField()
    cells = JSONField()
    outcomes = JSONField()

    class Meta:
        table_name = "import_parts"


TABLES = [ImportRun, ImportPart]


def up(db):
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)


def down(db):
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
