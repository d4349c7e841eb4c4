"""A mail keeps the forum's own moment beside the real ones, so that a frozen demo shows one date."""

from peewee import DateTimeField


def up(db):
    kind = db.get_context_options()["field_types"].get(DateTimeField.field_type, DateTimeField.field_type)
    db.execute_sql(f'ALTER TABLE "mails" ADD COLUMN "forum_at" {kind}')
    db.execute_sql('UPDATE "mails" SET "forum_at" = COALESCE("done_at", "queued_at")')


def down(db):
    db.execute_sql('ALTER TABLE "mails" DROP COLUMN "forum_at"')
