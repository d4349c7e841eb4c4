"""Boards say which areas of service they are about; people can be asked to go to one meeting for another."""

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, JSONField, Model, TextField


def link(model, **options) -> ForeignKeyField:
    return ForeignKeyField(model, backref="+", on_delete="RESTRICT", **options)


class Known(Model):
    id = TextField(primary_key=True)


class Person(Known):
    class Meta:
        table_name = "people"


class Meeting(Known):
    class Meta:
        table_name = "meetings"


class Seat(Known):
    class Meta:
        table_name = "seats"


class CoverAsk(Model):
    id = TextField(primary_key=True)
    version = IntegerField(constraints=[Check("version >= 1")])
    binned_at = DateTimeField(null=True)
    cells = JSONField()
    cells_wrong = JSONField()
    meeting = link(Meeting)
    seat = link(Seat)
    person = link(Person)
    asked_by = link(Person, null=True)
    asked_at = DateTimeField()
    answer = TextField()
    answered_at = DateTimeField(null=True)

    class Meta:
        table_name = "cover_asks"
        legacy_table_names = False
        constraints = [Check("answer IN ('', 'yes', 'no', 'gone')", "answer_known")]


CoverAsk.add_index(
    CoverAsk.index(
        CoverAsk.meeting,
        CoverAsk.seat,
        unique=True,
        where=CoverAsk.binned_at.is_null() & (CoverAsk.answer == "yes"),
        name="cover_asks_one_goes",
    )
)


def up(db):
    db.execute_sql("""ALTER TABLE "boards" ADD COLUMN "areas" TEXT NOT NULL DEFAULT ''""")
    with db.bind_ctx([CoverAsk], bind_refs=False, bind_backrefs=False):
        CoverAsk.create_table(safe=False)


def down(db):
    with db.bind_ctx([CoverAsk], bind_refs=False, bind_backrefs=False):
        CoverAsk.drop_table(safe=False)
    db.execute_sql('ALTER TABLE "boards" DROP COLUMN "areas"')
