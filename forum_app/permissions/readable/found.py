"""Which entries of the search index a viewer may find: those of records that they may read, and no others.

An entry's place says its kind and its day, and is all that is read of what holds some words. So it is soon
known how far from a day enough of them lie, and only what lies there is read, filtered and sorted.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import reduce
from typing import Any

from peewee import CTE, JOIN, Case, Expression, Join, Query, Select, Value, fn

from ...db import Scoped, Trusted, is_postgres
from ...models.base import Record
from ...models.search import A_DAY, A_KIND, SearchEntry
from ..prepared import PreparedReport
from ..roles import Viewer
from . import condition
from .places import ELSEWHERE, IN_TITLE, NO_DAY, held, inside, read, so_many


@dataclass(frozen=True)
class Start:
    """Where to begin: with words in the title or `later`, and how many days from today."""

    later: int = IN_TITLE
    far: int = 0


@dataclass(frozen=True)
class Stretch:
    """Places of one kind, first and last, to look at for the words: in a title, or `later` anywhere.

    `short`: so few entries lie there that each may be looked at, where the engine has no better way.
    """

    first: int
    last: int
    later: int
    short: int = 0


@dataclass(frozen=True)
class Stretches:
    """Where the next entries of one kind lie; `whole` when there are no others."""

    some: tuple[Stretch, ...]
    whole: bool


def stretches(asked: str, today: int, enough: int | None, start: Start = Start()) -> dict[int, Stretches]:
    """Where to look, by number of the kind: as far from today as `enough` entries hold the words.

    All entries count, hidden ones too: it decides how the engine goes about it, never what is found.
    Kinds are left out that hold the words nowhere.
    """
    in_title, any_ = (start.far if start.later == IN_TITLE else NO_DAY), start.far * start.later
    days = [day for far in (start.far, in_title, any_) for day in (today + far, max(today - far, -1) + 1)]
    return {
        kind: _stretches(kind, today, start, _how_far(today, far[:2]), _how_far(today, far[2:]), near)
        for kind, near, *far in _FAR(None, asked, *days, (enough or A_DAY) - 1)
    }


def _how_far(today: int, ends: Sequence[int | None]) -> int | None:
    """How many days off enough entries lie, on the side where they lie nearer; None: there are fewer."""
    return min((abs(end % A_KIND // A_DAY - today) for end in ends if end is not None), default=None)


def _stretches(
    kind: int, today: int, start: Start, in_title: int | None, any_: int | None, near: int
) -> Stretches:
    if start.later == IN_TITLE and in_title is not None:
        return Stretches(tuple(_between(kind, today, start.far, in_title, IN_TITLE, near)), whole=False)
    some = [] if start.later else list(_between(kind, today, start.far, None, IN_TITLE))
    from_start = start.far * start.later
    # What stands in a title is to be known as such wherever it lies.
    for later in (ELSEWHERE,) if start == Start() else (IN_TITLE, ELSEWHERE):
        some += _between(kind, today, from_start, any_, later, near if from_start == start.far else 0)
    return Stretches(tuple(some), whole=any_ is None)


def _between(
    kind: int, today: int, near: int, far: int | None, later: int, short: int = 0
) -> Iterator[Stretch]:
    """From so many days off to so many, either way; with no end, what has no day is there too."""
    before, after, short = (0, NO_DAY, 0) if far is None else (max(today - far, 1), today + far, short)
    if not near:
        yield Stretch(_place(kind, before), _place(kind, after + 1) - 1, later, short)
        return
    yield Stretch(_place(kind, before), _place(kind, max(today - near, 0) + 1) - 1, later, short)
    if today + near <= after:
        yield Stretch(_place(kind, today + near), _place(kind, after + 1) - 1, later, short)


def _place(kind: int, day: int) -> int:
    return kind * A_KIND + day * A_DAY


def _far(asked: str, *values: Any) -> Query:
    """Each kind that holds the words, and where enough entries are reached: forwards, backwards, twice.

    From kind to kind the engine leaps: whatever lies between is not read.
    """
    *days, others = values
    places = held(asked, *days[:2])
    titles, any_ = places.titles, places.any_
    kind = any_.c.place / A_KIND
    first = Select(columns=[_one(any_, kind)]).cte("kinds", recursive=True, columns=("kind",))
    further = _one(any_, kind, any_.c.place >= (first.c.kind + 1) * A_KIND)
    kinds = first.union_all(Select([first], [further]).where(first.c.kind.is_null(False)))
    of_kind, ends = kinds.c.kind * A_KIND, []
    for some, ahead, behind in ((titles, *days[2:4]), (any_, *days[4:])):
        place = some.c.place
        from_there = (place >= of_kind + Value(ahead) * A_DAY) & (place < of_kind + A_KIND)
        up_to_there = (place < of_kind + Value(behind) * A_DAY) & (place >= of_kind + A_DAY)
        ends.append(_one(some, place, from_there, others))
        ends.append(_one(some, place, up_to_there, others, backwards=True))
    query = Select([kinds], [kinds.c.kind, places.near(kinds.c.kind), *ends])
    return query.where(kinds.c.kind.is_null(False)).with_cte(*places.ctes, kinds).tuples()


def _one(places: CTE, what: Any, where: Any = None, others: Any = 0, backwards: bool = False) -> Select:
    """The first of some places, after so many others."""
    query = Select([places], [what]).limit(so_many(1)).offset(so_many(others))
    query = query.order_by(places.c.place.desc() if backwards else places.c.place.asc())
    return query if where is None else query.where(where)


_FAR = PreparedReport(_far, *["words"], *["number"] * 7)


def first_entries(
    viewer: Viewer,
    models: Iterable[type[Record]],
    asked: str,
    where: str,
    order: Sequence[Any],
    most: int,
    beyond: Any = None,
) -> Scoped:
    """The first `most` entries of each kind, those of records that the viewer may read.

    `where` has the stretches, as `listed` writes them.
    `order` and `beyond` are about an entry alone: what else is in the index, hidden or not, moves nothing.
    `beyond` is told what says whether the words are not in the title.
    """
    stretches = read(where)
    with_words, there = inside(stretches, asked)
    near = _near(there)
    hits = _hits(near, order, beyond)
    kinds = Select([hits], [hits.c.of]).distinct().cte("kinds", columns=("of",), materialized=True)
    first, *rest = (_first_of(hits, kinds, model, viewer, most) for model in models)
    firsts = reduce(Select.union_all, rest, first).alias("firsts")
    chosen = Select([firsts], [firsts.c.id]).with_cte(stretches, *with_words, near, hits, kinds)
    those = SearchEntry.id.in_(chosen)
    return Scoped(SearchEntry, list(SearchEntry._meta.sorted_fields), Trusted(those), viewer)


def listed(where: Iterable[Stretch]) -> str:
    """Stretches as one value, so that the statement is the same however many there are."""
    return json.dumps([astuple(stretch) for stretch in where])


def _near(there: Query) -> CTE:
    """The entries that hold the words in the stretches listed, each once."""
    each = there.alias("each")
    once = Select([each], [each.c.id, fn.MIN(each.c.later)]).group_by(each.c.id)
    return once.cte("near", columns=("id", "later"), materialized=True)


def _hits(near: CTE, order: Sequence[Any], beyond: Any) -> CTE:
    """What was found, sorted by what the index knows. Whoever may read only the last of it finds that one."""
    entries = Select(
        [Join(near, SearchEntry, JOIN.CROSS)], [SearchEntry.id, SearchEntry.table, SearchEntry.row]
    )
    query = entries.where(SearchEntry.id == near.c.id).order_by(near.c.later, *order)
    if beyond is not None:
        query = query.where(beyond(near.c.later))
    return query.cte("hits", columns=("id", "of", "record"), materialized=True)


def _first_of(hits: CTE, kinds: CTE, model: type[Record], viewer: Viewer, most: int) -> Select:
    """The hits of one kind, asked for one after the other only until there are enough of them."""
    name = model._meta.table_name
    may_read = _may_read(model, hits.c.record, viewer)
    # Kinds of which there is no hit at all need not look through all the others.
    any_there = fn.EXISTS(Select([kinds], [kinds.c.of]).where(_so(kinds.c.of == name)))
    query = Select([hits], [hits.c.id]).where(_so(any_there), hits.c.of == name, _so(may_read))
    enough = query.limit(most).alias("enough")
    return Select([enough], [enough.c.id])


def entry_of(viewer: Viewer, model: type[Record], record: str) -> Scoped:
    """The entry of one record, if the viewer may read it."""
    here = (SearchEntry.table == model._meta.table_name) & (SearchEntry.row == record)
    there = here & _may_read(model, SearchEntry.row, viewer)
    return Scoped(SearchEntry, list(SearchEntry._meta.sorted_fields), Trusted(there), viewer)


def _may_read(model: type[Record], record: Any, viewer: Viewer) -> Expression:
    return fn.EXISTS(model.select(model.id).where(_same(model, record), condition(model, viewer)))


def _so(there: Expression) -> Expression:
    # A bare EXISTS either engine may turn into a join, which neither keeps the order nor stops early.
    return Case(None, ((there, 1),), 0) == 1


def _same(model: type[Record], record: Any) -> Expression:
    # Between an id and itself: an equal sign would have PostgreSQL read the whole table for a few entries.
    # SQLite, told of anything but an equal sign, would sooner go through all that bear no marking.
    return model.id.between(record, record) if is_postgres() else model.id == record
