"""Which entries of the search index a viewer may find: those of records that they may read, and no others."""

from collections.abc import Iterable, Sequence

from peewee import Case, Expression, Value, fn

from ...db import GuardedTable, Scoped, Trusted, is_postgres
from ...models.base import Record
from ...models.search import WORDS, SearchEntry
from ..roles import Viewer
from . import condition
from .rules import any_of

_WORDS = GuardedTable(WORDS, ["rowid", "title_words", "words"])


def asked_for(words: Sequence[str], beginnings: bool) -> str:
    """Words, or beginnings of words, that must all be there, as the engine takes them.

    Only letters and figures are in them, so nothing that anybody types is read as a sign of the engine's.
    """
    if is_postgres():
        return " & ".join(f"'{word}'{':*' if beginnings else ''}" for word in words)
    return " AND ".join(f'"{word}"{"*" if beginnings else ""}' for word in words)


def entries(viewer: Viewer, models: Iterable[type[Record]], asked: str) -> Scoped:
    """The entries that hold what was asked for, each of a record of these models that the viewer may read.

    Nothing is counted, ordered or cut off before this: what is hidden must not change an answer.
    """
    there = any_of(
        *((SearchEntry.table == model._meta.table_name) & _is_there(model, viewer) for model in models)
    )
    columns = list(SearchEntry._meta.sorted_fields)
    return Scoped(SearchEntry, columns, Trusted(there & _holds(SearchEntry.words, asked)), viewer)


def _is_there(model: type[Record], viewer: Viewer) -> Expression:
    # Between an id and itself: an equal sign would have PostgreSQL read the whole table for a few entries.
    same = model.id.between(SearchEntry.row, SearchEntry.row)
    return fn.EXISTS(model.select(model.id).where(same, condition(model, viewer)))


def not_in_title(asked: str) -> Trusted:
    """0 where all the words stand in the title, else 1: for sorting."""
    return Trusted(Case(None, ((_holds(SearchEntry.title_words, asked), 0),), 1))


def _holds(column, asked: str) -> Expression:
    """The one place where the engines differ: how words are looked up."""
    if is_postgres():
        return Expression(fn.search_lexemes(column), "@@", Value(asked).cast("tsquery"))
    match = Expression(getattr(_WORDS, column.name), "MATCH", Value(asked))
    return SearchEntry.id.in_(_WORDS.select(_WORDS.rowid).where(match))
