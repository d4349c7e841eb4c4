"""On PostgreSQL too the words of an entry have a table of their own, in which a number says kind and day."""

WORDS = "search_words"
A_DAY, A_KIND = 1 << 31, 1 << 53
PLACE = f"{{0}}.kind * {A_KIND} + coalesce({{0}}.day, 0) * {A_DAY} + {{0}}.id"
# Each word with its kind before it, and whether it stands in the title.
LEXEMES = """SELECT array_to_tsvector(array_agg({0}.kind || CASE
 WHEN strpos(' ' || {0}.title_words || ' ', ' ' || word || ' ') > 0
 THEN '=' ELSE ':' END || word))
 FROM unnest(string_to_array({0}.words, ' ')) AS word"""
LEXEMES_NEW = LEXEMES.format("new")
DISTINCT = " OR ".join(
    f"old.{name} IS DISTINCT FROM new.{name}" for name in ("kind", "day", "title_words", "words")
)
TABLE = f"""CREATE TABLE "{WORDS}" ("place" BIGINT NOT NULL PRIMARY KEY, "lexemes" TSVECTOR NOT NULL)
 WITH (toast_tuple_target = 8160)"""
FILL = f"""INSERT INTO "{WORDS}" SELECT {PLACE.format("e")}, ({LEXEMES.format("e")})
 FROM "search_entries" AS e WHERE e.words <> '' ORDER BY 1"""
FOLLOW = (
    f"""CREATE INDEX "{WORDS}_lexemes" ON "{WORDS}" USING gin ("lexemes")
 WITH (gin_pending_list_limit = 1024)""",
    f"""CREATE OR REPLACE FUNCTION {WORDS}_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF TG_OP <> 'INSERT' THEN DELETE FROM "{WORDS}" WHERE "place" = {PLACE.format("old")}; END IF;
 IF TG_OP <> 'DELETE' THEN
  IF new.words <> '' THEN INSERT INTO "{WORDS}" VALUES ({PLACE.format("new")}, ({LEXEMES_NEW})); END IF;
 END IF;
 RETURN NULL; END $$""",
    f"""CREATE TRIGGER "search_entries_come_or_go" AFTER INSERT OR DELETE ON "search_entries"
 FOR EACH ROW EXECUTE FUNCTION {WORDS}_follow()""",
    f"""CREATE TRIGGER "search_entries_change" AFTER UPDATE ON "search_entries" FOR EACH ROW
 WHEN ({DISTINCT}) EXECUTE FUNCTION {WORDS}_follow()""",
)
BEFORE = (
    """CREATE OR REPLACE FUNCTION search_lexemes(words text) RETURNS tsvector LANGUAGE plpgsql
 IMMUTABLE STRICT PARALLEL SAFE COST 1000
 AS $$ BEGIN RETURN array_to_tsvector(string_to_array(words, ' ')); END $$""",
    """CREATE INDEX "search_entries_words" ON "search_entries" USING gin (search_lexemes("words"))""",
)


def up(db):
    if db.param == "?":
        return
    db.execute_sql('DROP INDEX "search_entries_words"')
    db.execute_sql("DROP FUNCTION search_lexemes(text)")
    # A backup of an older forum that was put back leaves this table of the newer one behind.
    db.execute_sql(f'DROP TABLE IF EXISTS "{WORDS}"')
    for statement in (TABLE, FILL, *FOLLOW):
        db.execute_sql(statement)


def down(db):
    if db.param == "?":
        return
    for name in ("come_or_go", "change"):
        db.execute_sql(f'DROP TRIGGER "search_entries_{name}" ON "search_entries"')
    db.execute_sql(f"DROP FUNCTION {WORDS}_follow()")
    db.execute_sql(f'DROP TABLE "{WORDS}"')
    for statement in BEFORE:
        db.execute_sql(statement)
