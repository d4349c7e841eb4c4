"""What very many records say is looked for on the days round today first."""


def up(db):
    db.execute_sql('CREATE INDEX "search_entries_table_day" ON "search_entries" ("table", "day")')


def down(db):
    db.execute_sql('DROP INDEX "search_entries_table_day"')
