"""Which entries of the search index a viewer may find: those of records that they may read, and no others."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any

from peewee import CTE, JOIN, Case, Expression, Join, Query, Select, Value, fn

from ...db import GuardedTable, Scoped, Trusted, is_postgres
from ...models.base import Record
from ...models.search import WORDS, SearchEntry
from ..prepared import PreparedReport
from ..roles import Viewer
from . import condition

MANY = 300
# Where to look for words: given the names of the kinds, and what is asked.
Within = Callable[[list[str], str], Query]

_OF_A_HIT = [SearchEntry.id, SearchEntry.table, SearchEntry.row]
_WORDS = GuardedTable(WORDS, ["rowid", "title_words", "words"])


def asked_for(words: Sequence[str], beginnings: bool) -> str:
    """Words, or beginnings of words, that must all be there, as the engine takes them.

    Only letters and figures are in them, so nothing that anybody types is read as a sign of the engine's.
    """
    if is_postgres():
        return " & ".join(f"'{word}'{':*' if beginnings else ''}" for word in words)
    return " AND ".join(f'"{word}"{"*" if beginnings else ""}' for word in words)


def by_words(kinds: list[str], asked: str) -> Query:
    """From the words to the entries that hold them: right for words that few hold."""
    query = SearchEntry.select(*_OF_A_HIT).where(_holds(SearchEntry.words, asked))
    return _by_title(query.where(SearchEntry.table == kinds[0]) if len(kinds) == 1 else query, asked)


def by_kind(kinds: list[str], asked: str) -> Query:
    """From the entries of these kinds to the words: right where those are few, and many others hold them."""
    return _by_title(_entries_of(kinds).where(_holds(SearchEntry.words, asked, SearchEntry.id + 0)), asked)


def by_day(first: Any, last: Any) -> Within:
    """Those between two days whose title holds the words: none further from their middle comes before one."""

    def there(kinds: list[str], asked: str) -> Query:
        near = SearchEntry.day.between(first, last)
        return _entries_of(kinds).where(near, _holds(SearchEntry.title_words, asked, SearchEntry.id + 0))

    return there


def _entries_of(kinds: list[str]) -> Query:
    # A cross join, since either engine may guess that a list of kinds is as good as all there is.
    one, *rest = (Select(columns=[Value(kind).cast("text").alias("kind")]) for kind in kinds)
    listed = reduce(Select.union_all, rest, one).alias("listed")
    query = Select([Join(listed, SearchEntry, JOIN.CROSS)], _OF_A_HIT)
    return query.where(SearchEntry.table == listed.c.kind)


def _by_title(query: Query, asked: str) -> Query:
    return query.order_by(not_in_title(asked))


def first_entries(
    viewer: Viewer,
    models: Iterable[type[Record]],
    asked: str,
    order: Sequence[Any],
    most: int,
    beyond: Expression | None = None,
    within: Within = by_words,
) -> Scoped:
    """The first `most` entries of each kind, those of records that the viewer may read.

    `order` and `beyond` are about an entry alone: what else is in the index, hidden or not, moves nothing.
    """
    models = list(models)
    hits = _hits(within([model._meta.table_name for model in models], asked), order, beyond)
    kinds = Select([hits], [hits.c.of]).distinct().cte("kinds", columns=("of",), materialized=True)
    first, *rest = (_first_of(hits, kinds, model, viewer, most) for model in models)
    firsts = reduce(Select.union_all, rest, first).alias("firsts")
    there = SearchEntry.id.in_(Select([firsts], [firsts.c.id]).with_cte(hits, kinds))
    return Scoped(SearchEntry, list(SearchEntry._meta.sorted_fields), Trusted(there), viewer)


def _hits(query: Query, order: Sequence[Any], beyond: Expression | None) -> CTE:
    """What the index holds, sorted by what the index knows, and no more of each than is needed.

    There is no bound on how many: whoever may read only the last of them has to find that one.
    """
    query = query.order_by_extend(*order)
    if beyond is not None:
        query = query.where(beyond)
    return query.cte("hits", columns=("id", "of", "record"), materialized=True)


def _first_of(hits: CTE, kinds: CTE, model: type[Record], viewer: Viewer, most: int) -> Select:
    """The hits of one kind, asked for one after the other only until there are enough of them."""
    name = model._meta.table_name
    may_read = fn.EXISTS(model.select(model.id).where(_same(model, hits.c.record), condition(model, viewer)))
    # Kinds of which there is no hit at all need not look through all the others.
    any_there = fn.EXISTS(Select([kinds], [kinds.c.of]).where(_so(kinds.c.of == name)))
    query = Select([hits], [hits.c.id]).where(_so(any_there), hits.c.of == name, _so(may_read))
    enough = query.limit(most).alias("enough")
    return Select([enough], [enough.c.id])


def _so(there: Expression) -> Expression:
    # A bare EXISTS either engine may turn into a join, which neither keeps the order nor stops early.
    return Case(None, ((there, 1),), 0) == 1


def _same(model: type[Record], record: Any) -> Expression:
    # Between an id and itself: an equal sign would have PostgreSQL read the whole table for a few entries.
    # SQLite, told of anything but an equal sign, would sooner go through all that bear no marking.
    return model.id.between(record, record) if is_postgres() else model.id == record


def not_in_title(asked: str) -> Trusted:
    """0 where all the words stand in the title, else 1: for sorting."""
    return Trusted(Case(None, ((_holds(SearchEntry.title_words, asked), 0),), 1))


def held_by_many(asked: str) -> bool:
    """Whether so many entries hold the words that it pays to look at the days round today first.

    All entries count, hidden ones too: it decides how the engine goes about it, never what is found.
    """
    return bool(_MANY(None, asked))


def _many(asked: str) -> Query:
    return _all_that_hold(SearchEntry.words, asked).offset(MANY - 1).limit(1).tuples()


_MANY = PreparedReport(_many, "words")


# From here on the engines differ: how words are looked up.
def _holds(column, asked: str, entry=SearchEntry.id) -> Expression:
    return _matches(column, asked) if is_postgres() else entry.in_(_all_that_hold(column, asked))


def _all_that_hold(column, asked: str) -> Query:
    """The ids of the entries."""
    if is_postgres():
        return SearchEntry.select(SearchEntry.id).where(_matches(column, asked))
    match = Expression(getattr(_WORDS, column.name), "MATCH", Value(asked))
    return _WORDS.select(_WORDS.rowid).where(match)


def _matches(column, asked: str) -> Expression:
    return Expression(fn.search_lexemes(column), "@@", Value(asked).cast("tsquery"))
