"""Whether somebody gave time since a day is one look at an index by person and day, not one for each kind."""

OLD = ("person", "kind", "day", "state", "hat")
NEW = ("person", "day", "kind", "state", "hat", "minutes")


def up(db):
    _exchange(db, OLD, NEW)


def down(db):
    _exchange(db, NEW, OLD)


def _exchange(db, old, new):
    columns = ", ".join(f'"{name}"' for name in new).replace('"person"', '"person_id"')
    db.execute_sql(f'DROP INDEX "{_name(old)}"')
    db.execute_sql(f'CREATE INDEX "{_name(new)}" ON "time_entries" ({columns}) WHERE ("binned_at" IS NULL)')


def _name(fields):
    return "_".join(["time_entries", *fields, "found"])
