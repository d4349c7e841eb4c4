"""Where in the search index some words stand: the one thing for which each engine is asked in its own way.

SQLite's full text goes forwards and backwards through the places that hold some words, from wherever it is
told to. PostgreSQL's index brings them all or none. So there the entries next to a day are looked through one
by one, which soon finds what many say; only for what few say, or what lies far off, its index is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import CTE, JOIN, Case, Entity, Expression, Join, Query, Select, Value, ValuesList, fn

from ...db import GuardedTable, is_postgres
from ...models.search import A_DAY, A_KIND, OTHER_MARK, TITLE_MARK, WORDS

IN_TITLE, ELSEWHERE = 0, 1
NO_DAY = A_KIND // A_DAY - 1  # further than any day


@dataclass(frozen=True)
class Held:
    """Places that hold some words, in a title and anywhere, with what has to be said before them.

    Of each kind there are all, or many on some days. `next_to` has the kinds where those are the next days:
    up to those places few entries lie.
    """

    titles: CTE
    any_: CTE
    before: tuple[CTE, ...] = ()
    next_to: Query | None = None

    @property
    def ctes(self) -> tuple[CTE, ...]:
        return *self.before, self.any_, self.titles

    def near(self, kind: Any) -> Any:
        """Whether so few entries lie up to the places of a kind that each of them may be looked at."""
        return Value(0) if self.next_to is None else Case(None, ((kind.in_(self.next_to), 1),), 0)


def so_many(number: Any) -> Select:
    """A number that the engine does not plan by: it would sort what it can walk through."""
    return Select(columns=[Value(number)])


def asked_for(words: Sequence[str], beginnings: bool) -> str:
    """Words, or beginnings of words, that must all be there, as the engine takes them.

    Only letters and figures are in them, so nothing that anybody types is read as a sign of the engine's.
    """
    if is_postgres():
        return _BOTH.join(_marked(words, ":*" if beginnings else "", marks) for marks in _MARKS)
    return " AND ".join(f'"{word}"{"*" if beginnings else ""}' for word in words)


def held(asked: str, ahead: Any, behind: Any) -> Held:
    """The places that hold the words, as far as they are needed from one day on and before another."""
    return _held_near(asked, ahead, behind) if is_postgres() else Held(*_matched(asked))


def read(stretches: str) -> CTE:
    """Stretches that were written down, one a row: first place, last, where to look, whether short."""
    names = ("first", "last", "later", "short")
    if is_postgres():
        each = fn.json_array_elements(Value(stretches).cast("json")).alias("each")
    else:
        each = fn.json_each(Value(stretches)).alias("each")
    value = Entity("each", "value")
    columns = [Expression(value, "->>", Value(at)).cast("bigint") for at in range(len(names))]
    return Select([each], columns).cte("stretches", columns=names, materialized=True)


def inside(listed: CTE, asked: str) -> tuple[tuple[CTE, ...], Query]:
    """Which entries in the stretches listed hold the words, and whether elsewhere than in a title."""
    return (_inside_on_postgres if is_postgres() else _inside_on_sqlite)(listed, asked)


def _entry(place: Any, later: Any) -> list[Any]:
    return [place.bin_and(A_DAY - 1).alias("id"), later.cast("integer").alias("later")]


# SQLite.
_FULL_TEXT = GuardedTable(WORDS, ["rowid", "title_words", "words"])


def _matched(asked: str) -> list[CTE]:
    found = []
    for name, column in (("titles", _FULL_TEXT.title_words), ("any", _FULL_TEXT.words)):
        match = Expression(column, "MATCH", Value(asked))
        query = _FULL_TEXT.select(_FULL_TEXT.rowid).where(match)
        found.append(query.cte(name, columns=("place",), materialized=False))
    return found


def _inside_on_sqlite(listed: CTE, asked: str) -> tuple[tuple[CTE, ...], Query]:
    matched, found = _matched(asked), []
    for later, places in enumerate(matched):
        there = places.c.place.between(listed.c.first, listed.c.last)
        # A cross join, so that the engine goes from the stretches to what lies in them.
        query = Select([Join(listed, places, JOIN.CROSS)], _entry(places.c.place, Value(later)))
        found.append(query.where(listed.c.later == later, listed.c.first <= listed.c.last, there))
    return tuple(matched), found[0].union_all(found[1])


# PostgreSQL. Each step that is to be taken by itself ends with how many rows it may bring, or with none left
# out: the engine makes no other step of it, whatever it thinks of how often words stand where.
_ENTRIES = GuardedTable(WORDS, ["place", "lexemes"])
_PLACE, _LEXEMES = _ENTRIES.place, _ENTRIES.lexemes
_KIND, _BOTH = "~", ";"  # stand for the kind in words that are asked for, and between the two ways to ask
_MARKS = (TITLE_MARK, TITLE_MARK + OTHER_MARK)  # those of a title, and those of all
# What many say shows in the entries that come next after so many days: at least some of these hold it.
DAYS_OFF = (0, 30, 120, 365, 1_000)
SAMPLE, MANY = 100, 6
# Then so many are looked through, either way: as dear as some hundreds that come from the index.
NEXT_TO = 2_000


def _held_near(asked: str, ahead: Any, behind: Any) -> Held:
    kinds = _kinds()
    sought = Select([kinds], [kinds.c.kind, *_sought(kinds.c.kind, asked)])
    sought = sought.where(kinds.c.kind.is_null(False))
    sought = sought.cte("sought", columns=("kind", "title", "words"), materialized=True)
    dense = _dense(sought, ahead, behind)
    near = _next_to(sought.c.kind, ahead, behind, dense.c.days_off, NEXT_TO)
    by_walk = Select([Join(Join(sought, dense, on=dense.c.kind == sought.c.kind), near, JOIN.CROSS)])
    by_walk = by_walk.select(near.c.place, _later(near, sought)).where(_match(near.c.lexemes, sought.c.words))
    far = _indexed(sought.c.words).lateral().alias("indexed")
    by_index = Select([Join(sought, far, JOIN.CROSS)], [far.c.place, _later(far, sought)])
    by_index = by_index.where(sought.c.kind.not_in(Select([dense], [dense.c.kind])))
    any_ = by_walk.union_all(by_index).cte("any", columns=("place", "later"), materialized=True)
    titles = Select([any_], [any_.c.place]).where(any_.c.later == IN_TITLE)
    titles = titles.cte("titles", columns=("place",), materialized=False)
    next_to = Select([dense], [dense.c.kind]).where(dense.c.days_off == 0)
    return Held(titles, any_, (kinds, sought, dense), next_to)


def _dense(sought: CTE, ahead: Any, behind: Any) -> CTE:
    """The kinds of which many entries hold the words, and after how many days there are many first."""
    steps = ValuesList([(days,) for days in DAYS_OFF], columns=("days_off",), alias="steps")
    sample = _next_to(sought.c.kind, ahead, behind, steps.c.days_off, SAMPLE)
    of_one = sought.c.kind, steps.c.days_off, sample.c.forwards
    many = Select([Join(Join(sought, steps, JOIN.CROSS), sample, JOIN.CROSS)], of_one).group_by(*of_one)
    many = many.where(_match(sample.c.lexemes, sought.c.words)).having(fn.COUNT(sample.c.place) >= MANY)
    many = many.alias("many")
    first = Select([many], [many.c.kind, fn.MIN(many.c.days_off)]).group_by(many.c.kind)
    return first.cte("dense", columns=("kind", "days_off"), materialized=True)


def _later(entries: Any, sought: CTE) -> Any:
    return Case(None, ((_match(entries.c.lexemes, sought.c.title), IN_TITLE),), ELSEWHERE)


def _kinds() -> CTE:
    """Every kind of which there is an entry, from one to the next."""

    def first(*where) -> Select:
        return _ENTRIES.select(_PLACE / A_KIND).where(*where).order_by(_PLACE).limit(so_many(1))

    kinds = Select(columns=[first(_PLACE >= 0)]).cte("every", recursive=True, columns=("kind",))
    further = first(_PLACE > kinds.c.kind * A_KIND + (A_KIND - 1))
    return kinds.union_all(Select([kinds], [further]).where(kinds.c.kind.is_null(False)))


def _marked(words: Sequence[str], rest: str, marks: str) -> str:
    each = (" | ".join(f"'{_KIND}{mark}{word}'{rest}" for mark in marks) for word in words)
    return " & ".join(f"({one})" for one in each)


def _sought(kind: Any, asked: str) -> list[Any]:
    """What to look for in titles of this kind, and anywhere in it."""
    ways = (fn.SPLIT_PART(Value(asked), _BOTH, number) for number in (1, 2))
    return [fn.REPLACE(way, _KIND, kind.cast("text")).cast("tsquery") for way in ways]


def _next_to(kind: Any, ahead: Any, behind: Any, days_off: Any, most: int) -> Select:
    """The entries of a kind that come next, so many either way, some days further on or back."""
    of_kind, sides = kind * A_KIND, []
    on, back = fn.LEAST(Value(ahead) + days_off, NO_DAY), Value(behind) - days_off
    for forwards, where, order in (
        (1, (_PLACE >= of_kind + on * A_DAY, _PLACE <= of_kind + (A_KIND - 1)), _PLACE.asc()),
        (0, (_PLACE >= of_kind, _PLACE < of_kind + fn.LEAST(back, NO_DAY) * A_DAY), _PLACE.desc()),
    ):
        some = _ENTRIES.select(_PLACE, _LEXEMES, Value(forwards).alias("forwards")).where(*where)
        sides.append(some.order_by(order).limit(so_many(most)))
    side = sides[0].union_all(sides[1]).alias("side")
    return Select([side], [side.c.place, side.c.lexemes, side.c.forwards]).lateral().alias("beside")


def _indexed(sought: Any) -> Select:
    return _ENTRIES.select(_PLACE, _LEXEMES).where(_match(_LEXEMES, sought)).offset(0)


def _inside_on_postgres(listed: CTE, asked: str) -> tuple[tuple[CTE, ...], Query]:
    title, words = _sought(listed.c.first / A_KIND, asked)
    there = [listed.c.first, listed.c.last, listed.c.later, listed.c.short]
    sought = Select([listed], [*there, Case(None, ((listed.c.later == IN_TITLE, title),), words)])
    sought = sought.where(listed.c.first <= listed.c.last).cte(
        "sought", columns=("first", "last", "later", "short", "words"), materialized=True
    )
    between = _ENTRIES.select(_PLACE, _LEXEMES).where(_PLACE.between(sought.c.first, sought.c.last))
    between = between.offset(0).alias("between")
    one_by_one = Select([between], [between.c.place])
    one_by_one = one_by_one.where(sought.c.short == 1, _match(between.c.lexemes, sought.c.words))
    every = _indexed(sought.c.words).alias("every")
    indexed = Select([every], [every.c.place])
    indexed = indexed.where(sought.c.short == 0, every.c.place.between(sought.c.first, sought.c.last))
    found = one_by_one.union_all(indexed).alias("either")
    found = Select([found], [found.c.place]).lateral().alias("found")
    return (sought,), Select([Join(sought, found, JOIN.CROSS)], _entry(found.c.place, sought.c.later))


def _match(lexemes: Any, sought: Any) -> Expression:
    return Expression(lexemes, "@@", sought)
