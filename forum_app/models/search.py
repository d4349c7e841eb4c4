"""The search index: what each record that can be found says in words, kept beside it as it is written."""

from zlib import crc32

from peewee import SQL, AutoField, IntegerField, JSONField, SchemaManager

from ..db import guard, is_postgres
from .base import LEVELS, Internal, MomentField, must, one_of, prose

# On SQLite the words of an entry are in a full-text table of the engine's own, which triggers keep. What it
# finds comes by number, so an entry's number there says its kind and its day: nothing else is read for them.
WORDS = "search_words"
guard(WORDS, *(f"{WORDS}_{part}" for part in ("config", "data", "docsize", "idx")))

# Where an entry has its place: all of a kind together, in it by day (0: none), on a day by id.
A_DAY, A_KIND = 1 << 31, 1 << 53
MOST_KINDS = 1 << 10

_PLACE = f"{{0}}.kind * {A_KIND} + coalesce({{0}}.day, 0) * {A_DAY} + {{0}}.id"
_FORGET = f"""INSERT INTO "{WORDS}" ("{WORDS}", rowid, title_words, words)
 VALUES ('delete', {_PLACE.format("old")}, old.title_words, old.words)"""
_LEARN = f"""INSERT INTO "{WORDS}" (rowid, title_words, words)
 VALUES ({_PLACE.format("new")}, new.title_words, new.words)"""
_IF_CHANGED = " OR ".join(f"old.{name} IS NOT new.{name}" for name in ("kind", "day", "title_words", "words"))
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
# On PostgreSQL an index over the words as they stand does the same. They are cut already: no dictionary.
# A function of its own says what it costs; else the engine would sooner cut every entry than use its index.
ON_POSTGRES = (
    """CREATE OR REPLACE FUNCTION search_lexemes(words text) RETURNS tsvector LANGUAGE plpgsql
 IMMUTABLE STRICT PARALLEL SAFE COST 1000
 AS $$ BEGIN RETURN array_to_tsvector(string_to_array(words, ' ')); END $$""",
    """CREATE INDEX "search_entries_words" ON "search_entries" USING gin (search_lexemes("words"))""",
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
