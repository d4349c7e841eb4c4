"""The search index, empty: what is there already is taken in by `forum migrate`, or else by the worker."""

from peewee import AutoField, Check, DateTimeField, IntegerField, JSONField, Model, TextField

WORDS = "search_words"
FORGET = f"""INSERT INTO "{WORDS}" ("{WORDS}", rowid, title_words, words)
 VALUES ('delete', old.id, old.title_words, old.words)"""
LEARN = f"""INSERT INTO "{WORDS}" (rowid, title_words, words)
 VALUES (new.id, new.title_words, new.words)"""
ON_SQLITE = (
    f"""CREATE VIRTUAL TABLE "{WORDS}" USING fts5(title_words, words, content='search_entries',
 content_rowid='id', detail='column', tokenize='ascii', prefix='3')""",
    f"""INSERT INTO "{WORDS}" ("{WORDS}", rank) VALUES ('secure-delete', 1)""",
    f'CREATE TRIGGER "search_entries_come" AFTER INSERT ON "search_entries" BEGIN {LEARN}; END',
    f'CREATE TRIGGER "search_entries_go" AFTER DELETE ON "search_entries" BEGIN {FORGET}; END',
    f'CREATE TRIGGER "search_entries_change" AFTER UPDATE ON "search_entries" BEGIN {FORGET}; {LEARN}; END',
)
ON_POSTGRES = (
    """CREATE OR REPLACE FUNCTION search_lexemes(words text) RETURNS tsvector LANGUAGE plpgsql
 IMMUTABLE STRICT PARALLEL SAFE COST 1000
 AS $$ BEGIN RETURN array_to_tsvector(string_to_array(words, ' ')); END $$""",
    """CREATE INDEX "search_entries_words" ON "search_entries" USING gin (search_lexemes("words"))""",
)
# A row without a table asks for a whole new index.
TO_BE_MADE = """INSERT INTO "search_entries"
 ("table", "row", "near", "level", "opens_at", "title", "parts", "title_words", "words")
 VALUES ('', '', '{}', 'members', '2000-01-01 00:00:00', '', '{}', '', '')"""


class SearchEntry(Model):
    id = AutoField()
    table = TextField()
    row = TextField()
    near = JSONField()
    level = TextField()
    day = IntegerField(null=True)
    opens_at = DateTimeField(null=True, index=True)
    title = TextField()
    parts = JSONField()
    title_words = TextField()
    words = TextField()

    class Meta:
        table_name = "search_entries"
        legacy_table_names = False
        indexes = ((("table", "row"), True),)
        constraints = [
            Check("level IN ('public', 'members', 'board')", "level_open"),
            Check(
                "opens_at IS NULL OR (title = '' AND words = '' AND title_words = '')", "embargo_says_nothing"
            ),
        ]


def up(db):
    with db.bind_ctx([SearchEntry]):
        db.create_tables([SearchEntry], safe=False)
    for statement in ON_SQLITE if _is_sqlite(db) else ON_POSTGRES:
        db.execute_sql(statement)
    db.execute_sql(TO_BE_MADE)


def down(db):
    if _is_sqlite(db):
        db.execute_sql(f'DROP TABLE "{WORDS}"')
    with db.bind_ctx([SearchEntry]):
        db.drop_tables([SearchEntry], safe=False)
    if not _is_sqlite(db):
        db.execute_sql("DROP FUNCTION search_lexemes(text)")


def _is_sqlite(db):
    return db.param == "?"
