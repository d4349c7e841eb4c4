"""An entry's number in the full text says its kind and its day: nothing else is read for them."""

from zlib import crc32

WORDS = "search_words"
A_DAY, A_KIND = 1 << 31, 1 << 53
PLACE = f"{{0}}kind * {A_KIND} + coalesce({{0}}day, 0) * {A_DAY} + {{0}}id"
CHANGED = " OR ".join(f"old.{name} IS NOT new.{name}" for name in ("kind", "day", "title_words", "words"))
BEFORE = "content='search_entries', content_rowid='id'", "3", " "
AFTER = "content=''", "3 4 5 6 7 8 9 10 11 12", f" WHEN {CHANGED}\n "
TRIGGERS = ("come", "go", "change")


def full_text(place, content, beginnings, when):
    """The engine's own full text on SQLite, with an entry's number in it as SQL."""
    forget = f"""INSERT INTO "{WORDS}" ("{WORDS}", rowid, title_words, words)
 VALUES ('delete', {place.format("old.")}, old.title_words, old.words)"""
    learn = f"""INSERT INTO "{WORDS}" (rowid, title_words, words)
 VALUES ({place.format("new.")}, new.title_words, new.words)"""
    change = f"{forget}; {learn}"
    return (
        f"""CREATE VIRTUAL TABLE "{WORDS}" USING fts5(title_words, words, {content}, detail='column',
 tokenize='ascii', prefix='{beginnings}')""",
        f"""INSERT INTO "{WORDS}" ("{WORDS}", rank) VALUES ('secure-delete', 1)""",
        f"""INSERT INTO "{WORDS}" (rowid, title_words, words)
 SELECT {place.format("")}, "title_words", "words" FROM "search_entries" ORDER BY 1""",
        f'CREATE TRIGGER "search_entries_come" AFTER INSERT ON "search_entries" BEGIN {learn}; END',
        f'CREATE TRIGGER "search_entries_go" AFTER DELETE ON "search_entries" BEGIN {forget}; END',
        f'CREATE TRIGGER "search_entries_change" AFTER UPDATE ON "search_entries"{when}BEGIN {change}; END',
    )


def up(db):
    _without_full_text(db)
    db.execute_sql('DROP INDEX "search_entries_table_day"')
    db.execute_sql('ALTER TABLE "search_entries" ADD COLUMN "kind" INTEGER NOT NULL DEFAULT 0')
    for (table,) in db.execute_sql('SELECT DISTINCT "table" FROM "search_entries"').fetchall():
        if table:
            number, place = crc32(table.encode()) % 1023 + 1, db.param
            db.execute_sql(
                f'UPDATE "search_entries" SET "kind" = {place} WHERE "table" = {place}', (number, table)
            )
    _with_full_text(db, PLACE, *AFTER)


def down(db):
    _without_full_text(db)
    db.execute_sql('ALTER TABLE "search_entries" DROP COLUMN "kind"')
    db.execute_sql('CREATE INDEX "search_entries_table_day" ON "search_entries" ("table", "day")')
    _with_full_text(db, "{0}id", *BEFORE)


def _without_full_text(db):
    if db.param == "?":
        for name in TRIGGERS:
            db.execute_sql(f'DROP TRIGGER "search_entries_{name}"')
        db.execute_sql(f'DROP TABLE "{WORDS}"')


def _with_full_text(db, *parts):
    if db.param == "?":
        for statement in full_text(*parts):
            db.execute_sql(statement)
