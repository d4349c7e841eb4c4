"""Who belongs to a board, who asked for a version of its terms, and when a partner's officer left."""

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, JSONField, Model, TextField


class Known(Model):
    """A table of before, as far as a link needs it."""

    id = TextField(primary_key=True)

    class Meta:
        legacy_table_names = False


class Board(Known):
    class Meta:
        table_name = "boards"


class Organisation(Known):
    class Meta:
        table_name = "organisations"


class Department(Known):
    class Meta:
        table_name = "departments"


class Contact(Known):
    class Meta:
        table_name = "contacts"


def link(model, **options) -> ForeignKeyField:
    return ForeignKeyField(model, backref="+", on_delete="RESTRICT", **options)


class BoardMember(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()
    board = link(Board)
    organisation = link(Organisation, null=True)
    department = link(Department, null=True)
    contact = link(Contact, null=True)
    words = TextField()
    position = IntegerField()

    class Meta:
        legacy_table_names = False
        table_name = "board_members"


TABLES = [Board, Organisation, Department, Contact, BoardMember]


def up(db):
    db.execute_sql('ALTER TABLE "terms_of_reference" ADD COLUMN "asked_by" TEXT NOT NULL DEFAULT \'\'')
    db.execute_sql('ALTER TABLE "contacts" ADD COLUMN "left_on" DATE')
    with db.bind_ctx(TABLES):
        db.create_tables([BoardMember], safe=False)


def down(db):
    with db.bind_ctx(TABLES):
        db.drop_tables([BoardMember], safe=False)
    db.execute_sql('ALTER TABLE "contacts" DROP COLUMN "left_on"')
    db.execute_sql('ALTER TABLE "terms_of_reference" DROP COLUMN "asked_by"')
