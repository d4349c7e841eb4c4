"""Time of one kind in one state, the longest first, is found without looking at every entry of that kind."""

NAME = "time_entries_kind_state_minutes_found"


def up(db):
    columns = '"kind", "state", "minutes"'
    db.execute_sql(f'CREATE INDEX "{NAME}" ON "time_entries" ({columns}) WHERE ("binned_at" IS NULL)')


def down(db):
    db.execute_sql(f'DROP INDEX "{NAME}"')
