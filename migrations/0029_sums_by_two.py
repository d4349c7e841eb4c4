"""Time is summed by kind or state and day from an index alone: SQLite looks at `binned_at` there as well."""

KEPT = ' WHERE ("binned_at" IS NULL)'
BEFORE = "time_entries_kind_state_day_hat_minutes_found", '"kind", "state", "day", "hat", "minutes"'
NOW = (
    "time_entries_kind_state_day_hat_minutes_binned_at_found",
    '"kind", "state", "day", "hat", "minutes", "binned_at"',
)


def up(db):
    _exchange(db, BEFORE, NOW)


def down(db):
    _exchange(db, NOW, BEFORE)


def _exchange(db, this, that):
    name, columns = that
    db.execute_sql(f'CREATE INDEX "{name}" ON "time_entries" ({columns}){KEPT}')
    db.execute_sql(f'DROP INDEX "{this[0]}"')
