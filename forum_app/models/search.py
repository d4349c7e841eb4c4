"""The search index: what each record that can be found says in words, kept beside it as it is written."""

from zlib import crc32

from peewee import SQL, AutoField, IntegerField, JSONField, SchemaManager

from ..db import guard, is_postgres
from .base import LEVELS, Internal, MomentField, must, one_of, prose

# The words of an entry are in a table of the engine's own kind, which triggers keep: full text on SQLite,
# a sorted list of words on PostgreSQL. What is found there comes by number, and the number says the kind
# and the day: nothing else is read for them.
WORDS = "search_words"
guard(WORDS, *(f"{WORDS}_{part}" for part in ("config", "data", "docsize", "idx")))

# Where an entry has its place: all of a kind together, in it by day (0: none), on a day by id.
A_DAY, A_KIND = 1 << 31, 1 << 53
MOST_KINDS = 1 << 10

_PLACE = f"{{0}}.kind * {A_KIND} + coalesce({{0}}.day, 0) * {A_DAY} + {{0}}.id"
_CHANGED = ("kind", "day", "title_words", "words")
_FORGET = f"""INSERT INTO "{WORDS}" ("{WORDS}", rowid, title_words, words)
 VALUES ('delete', {_PLACE.format("old")}, old.title_words, old.words)"""
_LEARN = f"""INSERT INTO "{WORDS}" (rowid, title_words, words)
 VALUES ({_PLACE.format("new")}, new.title_words, new.words)"""
_IF_CHANGED = " OR ".join(f"old.{name} IS NOT new.{name}" for name in _CHANGED)
ON_SQLITE = (
    f"""CREATE VIRTUAL TABLE "{WORDS}" USING fts5(title_words, words, content='', detail='column',
 tokenize='ascii', prefix='3 4 5 6 7 8 9 10 11 12')""",
    # Words that leave the index leave the file too, rather than being marked as gone.
    f"""INSERT INTO "{WORDS}" ("{WORDS}", rank) VALUES ('secure-delete', 1)""",
    f'CREATE TRIGGER "search_entries_come" AFTER INSERT ON "search_entries" BEGIN {_LEARN}; END',
    f'CREATE TRIGGER "search_entries_go" AFTER DELETE ON "search_entries" BEGIN {_FORGET}; END',
    f"""CREATE TRIGGER "search_entries_change" AFTER UPDATE ON "search_entries" WHEN {_IF_CHANGED}
 BEGIN {_FORGET}; {_LEARN}; END""",
)
# Each word with its kind before it, and whether it stands in the title: so PostgreSQL's index finds the words
# of one kind, or of its titles alone, without a look at any other.
TITLE_MARK, OTHER_MARK = "=", ":"
_LEXEMES = f"""SELECT array_to_tsvector(array_agg(new.kind || CASE
 WHEN strpos(' ' || new.title_words || ' ', ' ' || word || ' ') > 0
 THEN '{TITLE_MARK}' ELSE '{OTHER_MARK}' END || word))
 FROM unnest(string_to_array(new.words, ' ')) AS word"""
_IF_DISTINCT = " OR ".join(f"old.{name} IS DISTINCT FROM new.{name}" for name in _CHANGED)
ON_POSTGRES = (
    # An entry of many words stays whole in its row: it is read with those on the days beside it.
    f"""CREATE TABLE "{WORDS}" ("place" BIGINT NOT NULL PRIMARY KEY, "lexemes" TSVECTOR NOT NULL)
 WITH (toast_tuple_target = 8160)""",
    # What waits to be taken into the index is gone through at every search: let it be little.
    f"""CREATE INDEX "{WORDS}_lexemes" ON "{WORDS}" USING gin ("lexemes")
 WITH (gin_pending_list_limit = 1024)""",
    f"""CREATE OR REPLACE FUNCTION {WORDS}_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF TG_OP <> 'INSERT' THEN DELETE FROM "{WORDS}" WHERE "place" = {_PLACE.format("old")}; END IF;
 IF TG_OP <> 'DELETE' THEN
  IF new.words <> '' THEN INSERT INTO "{WORDS}" VALUES ({_PLACE.format("new")}, ({_LEXEMES})); END IF;
 END IF;
 RETURN NULL; END $$""",
    f"""CREATE TRIGGER "search_entries_come_or_go" AFTER INSERT OR DELETE ON "search_entries"
 FOR EACH ROW EXECUTE FUNCTION {WORDS}_follow()""",
    f"""CREATE TRIGGER "search_entries_change" AFTER UPDATE ON "search_entries" FOR EACH ROW
 WHEN ({_IF_DISTINCT}) EXECUTE FUNCTION {WORDS}_follow()""",
)


class _WithWords(SchemaManager):
    """Makes the engine's own full text along with the table."""

    def create_indexes(self, safe=True):
        super().create_indexes(safe=safe)
        for statement in ON_POSTGRES if is_postgres() else ON_SQLITE:
            self.database.execute(SQL(statement))


class SearchEntry(Internal):
    """What one record says, for whoever may read the record; never anything Restricted or embargoed.

    `kind` is the number of the table. `words` and `title_words` are folded. `near` holds the ids of the
    records it belongs to. `day` counts from the year 1, so that both engines reckon how far off it is. While
    an embargo lies ahead there are no words at all, only `opens_at`; the row without a table asks for a whole
    new index.
    """

    id = AutoField()
    table = prose()
    row = prose()
    kind = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    near = JSONField(default=dict)
    level = prose("members")
    day = IntegerField(null=True)
    opens_at = MomentField(null=True, index=True)
    title = prose()
    parts = JSONField(default=dict)
    title_words = prose()
    words = prose()

    class Meta:
        table_name = "search_entries"
        indexes = ((("table", "row"), True),)
        constraints = must(
            level_open=one_of("level", *LEVELS[:3]),
            embargo_says_nothing="opens_at IS NULL OR (title = '' AND words = '' AND title_words = '')",
        )
        schema_manager_class = _WithWords


def kind_of(table: str) -> int:
    """A number that stands for a table, ever the same: 1 to MOST_KINDS - 1; 0 for none."""
    return crc32(table.encode()) % (MOST_KINDS - 1) + 1 if table else 0
