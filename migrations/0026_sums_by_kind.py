"""Time is summed by kind from an index alone, which holds that an entry is not in the bin: none is opened."""

BEFORE, NOW = "time_entries_kind_state_minutes_found", "time_entries_kind_state_minutes_binned_at_found"


def up(db):
    _make(db, NOW, '"kind", "state", "minutes", "binned_at"')
    db.execute_sql(f'DROP INDEX "{BEFORE}"')


def down(db):
    _make(db, BEFORE, '"kind", "state", "minutes"')
    db.execute_sql(f'DROP INDEX "{NOW}"')


def _make(db, name, columns):
    db.execute_sql(f'CREATE INDEX "{name}" ON "time_entries" ({columns}) WHERE ("binned_at" IS NULL)')
