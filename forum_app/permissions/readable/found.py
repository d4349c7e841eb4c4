"""Which entries of the search index a viewer may find: those of records that they may read, and no others."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from peewee import CTE, Case, Expression, Select, Value, fn

from ...db import GuardedTable, Scoped, Trusted, is_postgres
from ...models.base import Record
from ...models.search import WORDS, SearchEntry
from ..roles import Viewer
from . import condition

_WORDS = GuardedTable(WORDS, ["rowid", "title_words", "words"])


def asked_for(words: Sequence[str], beginnings: bool) -> str:
    """Words, or beginnings of words, that must all be there, as the engine takes them.

    Only letters and figures are in them, so nothing that anybody types is read as a sign of the engine's.
    """
    if is_postgres():
        return " & ".join(f"'{word}'{':*' if beginnings else ''}" for word in words)
    return " AND ".join(f'"{word}"{"*" if beginnings else ""}' for word in words)


def first_entries(
    viewer: Viewer,
    models: Iterable[type[Record]],
    asked: str,
    order: Sequence[Any],
    most: int,
    beyond: Expression | None = None,
) -> Scoped:
    """The first `most` entries of each kind, in this order, of records that the viewer may read.

    `order` and `beyond` are about an entry alone: what else is in the index, hidden or not, moves nothing.
    """
    models = list(models)
    hits = _hits(models, asked, order, beyond)
    kinds = Select([hits], [hits.c.of]).distinct().cte("kinds", columns=("of",), materialized=True)
    first, *rest = (_first_of(hits, kinds, model, viewer, most) for model in models)
    firsts = reduce(Select.union_all, rest, first).alias("firsts")
    there = SearchEntry.id.in_(Select([firsts], [firsts.c.id]).with_cte(hits, kinds))
    return Scoped(SearchEntry, list(SearchEntry._meta.sorted_fields), Trusted(there), viewer)


def _hits(models: list[type[Record]], asked: str, order: Sequence[Any], beyond: Expression | None) -> CTE:
    """All that the index holds of these words, sorted by what the index knows, and no more than is needed.

    There is no bound on how many: whoever may read only the last of them has to find that one.
    """
    query = SearchEntry.select(SearchEntry.id, SearchEntry.table, SearchEntry.row)
    query = query.where(_holds(SearchEntry.words, asked)).order_by(*order)
    if len(models) == 1:
        query = query.where(SearchEntry.table == models[0]._meta.table_name)
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


def _holds(column, asked: str) -> Expression:
    """The one place where the engines differ: how words are looked up."""
    if is_postgres():
        return Expression(fn.search_lexemes(column), "@@", Value(asked).cast("tsquery"))
    match = Expression(getattr(_WORDS, column.name), "MATCH", Value(asked))
    return SearchEntry.id.in_(_WORDS.select(_WORDS.rowid).where(match))
