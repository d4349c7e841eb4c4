"""Time is summed by day, by person and by meeting from an index alone, as it is by kind."""

KEPT = ' WHERE ("binned_at" IS NULL)'
BEFORE = (
    ("time_entries_day", '"day"', ""),
    ("time_entries_meeting_id", '"meeting_id"', ""),
    (
        "time_entries_person_day_kind_state_hat_minutes_found",
        '"person_id", "day", "kind", "state", "hat", "minutes"',
        KEPT,
    ),
)
NOW = (
    ("time_entries_day_minutes_binned_at_found", '"day", "minutes", "binned_at"', KEPT),
    # Of all rows: the database looks here before it lets a meeting go.
    ("time_entries_meeting_minutes_binned_at", '"meeting_id", "minutes", "binned_at"', ""),
    (
        "time_entries_person_day_kind_state_hat_minutes_binned_at_found",
        '"person_id", "day", "kind", "state", "hat", "minutes", "binned_at"',
        KEPT,
    ),
)


def up(db):
    _exchange(db, BEFORE, NOW)


def down(db):
    _exchange(db, NOW, BEFORE)


def _exchange(db, these, those):
    for name, columns, where in those:
        db.execute_sql(f'CREATE INDEX "{name}" ON "time_entries" ({columns}){where}')
    for name, _, _ in these:
        db.execute_sql(f'DROP INDEX "{name}"')
