"""How somebody looks at a table is kept under a name, for oneself or for others."""

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, JSONField, Model, TextField


def link(model, **options) -> ForeignKeyField:
    return ForeignKeyField(model, backref="+", on_delete="RESTRICT", **options)


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


SHOWN_TO = "shown_to IN ('everybody', 'rep', 'steering', 'cochair', 'treasurer', 'coordinator', 'board')"


class SavedView(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()
    table = TextField(index=True)
    name = TextField()
    params = JSONField()
    person = link(Person, null=True)
    shown_to = TextField()
    board = link(Board, null=True)
    position = IntegerField()
    locked_at = DateTimeField(null=True)
    locked_by = link(Person, null=True)
    locked_because = TextField()

    class Meta:
        legacy_table_names = False
        table_name = "saved_views"
        constraints = [
            Check(SHOWN_TO, "shown_to_known"),
            Check("shown_to <> 'board' OR board_id IS NOT NULL", "board_named"),
        ]


def up(db):
    with db.bind_ctx([SavedView]):
        db.create_tables([SavedView], safe=False)


def down(db):
    with db.bind_ctx([SavedView]):
        db.drop_tables([SavedView], safe=False)
