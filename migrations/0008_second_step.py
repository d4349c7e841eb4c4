"""A second step when signing in, and what a session must know: whom it looks as, what it still has to do."""

from peewee import DateTimeField, ForeignKeyField, IntegerField, Model, TextField

COLUMNS = (("sees_as", TextField), ("sees_until", DateTimeField), ("set_up_by", DateTimeField))


class Account(Model):
    id = TextField(primary_key=True)

    class Meta:
        table_name = "accounts"
        legacy_table_names = False


class SecondFactor(Model):
    id = TextField(primary_key=True)
    account = ForeignKeyField(Account, backref="+", on_delete="RESTRICT", unique=True)
    secret = TextField()
    last_step = IntegerField()
    began_at = DateTimeField()
    confirmed_at = DateTimeField(null=True)

    class Meta:
        table_name = "second_factors"
        legacy_table_names = False


class RecoveryCode(Model):
    id = TextField(primary_key=True)
    account = ForeignKeyField(Account, backref="+", on_delete="RESTRICT")
    code_hash = TextField(unique=True)
    used_at = DateTimeField(null=True)

    class Meta:
        table_name = "recovery_codes"
        legacy_table_names = False


TABLES = [SecondFactor, RecoveryCode]


def up(db):
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=False)
    kinds = db.get_context_options()["field_types"]
    for name, kind in COLUMNS:
        words = kinds.get(kind.field_type, kind.field_type)
        db.execute_sql(f'ALTER TABLE "sessions" ADD COLUMN "{name}" {words}')


def down(db):
    for name, _kind in COLUMNS:
        db.execute_sql(f'ALTER TABLE "sessions" DROP COLUMN "{name}"')
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES, safe=False)
