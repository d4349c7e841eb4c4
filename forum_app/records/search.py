"""The search index: kept in the transaction of every write, without what is Restricted or embargoed.

A feature makes its table findable with `findable(...)`; whoever searches goes through `finding`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache

from peewee import Expression

from ..db import db, is_postgres, unguarded
from ..models import BY_TABLE
from ..models.base import Record
from ..models.control import Marking
from ..models.search import SearchEntry, kind_of
from ..permissions.audiences import audience_of
from . import rows
from .rows import AT_ONCE, parts
from .search_entries import Entry, Findable, Parents, entry_of
from .steps import Step

FINDABLE: dict[type[Record], Findable] = {}
# What decides about entries of other records than the one that was changed.
_CLOSES = frozenset({"marking", "level", "embargoed_until", "binned_at"})
_CHANGED = [field.column_name for field in SearchEntry._meta.sorted_fields if not field.primary_key][2:]
_OR_CHANGE = ' ON CONFLICT ("table", "row") DO UPDATE SET ' + ", ".join(
    f'"{name}" = excluded."{name}"' for name in _CHANGED
)
_KEPT = [getattr(SearchEntry, name) for name in ("row", "level", "day", "opens_at", "title", "words")]
# The entry of no record: it asks for a whole new index.
ALL = ("", "")
Keys = dict[type[Record], set[str]]


def findable(table: Findable) -> None:
    """Let the records of a table be found. Raises ValueError for a column that is not for every member."""
    for name in table.columns:
        *link, column = name.split(".")
        model = table.model._meta.fields[link[0]].rel_model if link else table.model
        if audience_of(model._meta.fields[column]) != "members":
            raise ValueError(f"{model.__name__}.{column} is not for every member, so it is not searched")
    name = table.model._meta.table_name
    if any(kind_of(name) == kind_of(other) for other in _tables() if other != name):
        raise ValueError(f"{name} has the number of another table: kind_of has to tell them apart")
    FINDABLE[table.model] = table


def follow(steps: Iterable[Step], now: datetime) -> None:
    """Bring the index up to what was just written, in the same transaction."""
    changed: Keys = defaultdict(set)
    leading: Keys = defaultdict(set)
    leads: dict[type[Record], frozenset[str]] = {}
    for step in steps:
        model = step.table.model
        if model in FINDABLE:
            changed[model].add(step.id)
        if step.kind == "add":
            continue
        if model not in leads:
            leads[model] = _leads(model)
        if not leads[model].isdisjoint(step.changed):
            leading[model].add(step.id)
    if changed or leading:
        with unguarded("the index follows what was written"):
            _refresh(_with_what_hangs_from(changed, leading), now)


def take_in_due(now: datetime) -> int:
    """Take in what an embargo has let go, or everything where that was asked for; how many records."""
    due = SearchEntry.opens_at <= now
    with unguarded("the index takes in what has become due"):
        if not FINDABLE or not SearchEntry.select(SearchEntry.id).where(due).tuples().first():
            return 0
        with db.atomic():
            found = list(SearchEntry.select(SearchEntry.table, SearchEntry.row).where(due).tuples())
            if ALL not in found:
                keys: Keys = defaultdict(set)
                for table, row in found:
                    keys[BY_TABLE[table]].add(row)
                _refresh(keys, now)
                return len(found)
        return _make_anew(now)


def mend(now: datetime) -> int:
    """Compare the index with what it is about, and make it anew if it differs; how many entries did."""
    with unguarded("the index is compared with what it is about"):
        wrong = SearchEntry.select().where(SearchEntry.table.not_in(_tables())).count()
        wrong += _by_batches(_differing, now)
        if wrong:
            _make_anew(now)
        return wrong


def _differing(model: type[Record], found: list[dict], mine: Expression, now: datetime) -> int:
    """How many entries of a batch are missing, too much or not right."""
    kept = set(SearchEntry.select(*_KEPT).where(mine).tuples())
    right = {entry.short for entry in _entries(FINDABLE[model], found, now)}
    return len({key for key, *_ in kept ^ right})


def make_anew(now: datetime) -> int:
    """Take in every record again; how many are in it.

    It goes batch by batch, each a short transaction of its own, so that others write in between. What is not
    right yet is put right by its batch; what is found is asked of `readable` all the while. If it is cut off,
    the row that asks for it is still there: `forum check` counts it, and the worker begins again.
    """
    with unguarded("a whole new index"):
        return _make_anew(now)


def _make_anew(now: datetime) -> int:
    with db.atomic():
        _put([Entry(*ALL, opens_at=now)])
    _by_batches(_take_in, now)
    with db.atomic():
        SearchEntry.delete().where(SearchEntry.table.not_in(_tables())).execute()
        return SearchEntry.select().count()


def _take_in(model: type[Record], found: list[dict], mine: Expression, now: datetime) -> int:
    """Put one batch right: what belongs there, and nothing else."""
    ids = [row["id"] for row in found]
    gone = SearchEntry.select(SearchEntry.row).where(mine, SearchEntry.row.not_in(ids)).tuples()
    if without := [row for (row,) in gone]:
        of_it = SearchEntry.table == model._meta.table_name
        SearchEntry.delete().where(of_it, SearchEntry.row.in_(without)).execute()
    _refresh({model: set(ids)}, now)
    return len(ids)


def _tables() -> list[str]:
    return sorted(model._meta.table_name for model in FINDABLE)


def _by_batches(work: Callable[..., int], now: datetime) -> int:
    """Do something with every record, some at once, each time in a short transaction of its own."""
    number = 0
    for model in FINDABLE:
        after: str | None = ""
        while after is not None:
            with db.atomic():
                found, mine, further = _batch(model, after)
                number += work(model, found, mine, now)
            after = further
    return number


def _batch(model: type[Record], after: str) -> tuple[list[dict], Expression, str | None]:
    """Records by key, which entries belong to them (to the last all that is left), and where to go on."""
    found = _rows(model, model.id > after, limit=AT_ONCE)
    mine = (SearchEntry.table == model._meta.table_name) & (SearchEntry.row > after)
    if len(found) < AT_ONCE:
        return found, mine, None
    last = found[-1]["id"]
    return found, mine & (SearchEntry.row <= last), last


@cache
def _leads(model: type[Record]) -> frozenset[str]:
    """The fields of a record that decide about entries of others."""
    names = {
        name.split(".")[1]
        for table in FINDABLE.values()
        for name in (*table.columns, *table.day)
        if "." in name and table.model._meta.fields[name.split(".")[0]].rel_model is model
    }
    return frozenset(names | (_CLOSES & model._meta.fields.keys()))


def _with_what_hangs_from(changed: Keys, leading: Keys) -> Keys:
    """These records, and all that hang from those that lead, however far down."""
    found: Keys = defaultdict(set, {model: set(ids) for model, ids in changed.items()})
    waiting = [(model, row) for model, ids in leading.items() for row in ids]
    seen = set(waiting)
    while waiting:
        below: Keys = defaultdict(set)
        for model, row in waiting:
            below[model].add(row)
        waiting = []
        for model, ids in below.items():
            for child, row in _children(model, ids):
                found[child].add(row)
                if (child, row) not in seen:
                    seen.add((child, row))
                    waiting.append((child, row))
    return found


def _children(model: type[Record], ids: set[str]) -> Iterator[tuple[type[Record], str]]:
    for child, table in FINDABLE.items():
        for name in table.links:
            link = child._meta.fields[name]
            if link.rel_model is model:
                for some in parts(sorted(ids), AT_ONCE):
                    for (row,) in child.select(child.id).where(link.in_(some)).tuples():
                        yield child, row


def _refresh(keys: Mapping[type[Record], set[str]], now: datetime) -> None:
    # Always in the same order, so that two writers never wait for each other.
    for model in sorted(keys, key=lambda model: model._meta.table_name):
        for some in parts(sorted(keys[model]), AT_ONCE):
            entries = _entries(FINDABLE[model], _rows(model, model.id.in_(some)), now, held=True)
            gone = set(some) - {entry.row for entry in entries}
            if gone:
                name = model._meta.table_name
                SearchEntry.delete().where(
                    SearchEntry.table == name, SearchEntry.row.in_(sorted(gone))
                ).execute()
            _put(entries)


def _entries(table: Findable, found: list[dict], now: datetime, held: bool = False) -> list[Entry]:
    above = _parents(table, found, held)
    return [entry for row in found if (entry := entry_of(table, row, above, now, FINDABLE))]


def _parents(table: Findable, found: list[dict], held: bool) -> Parents:
    """Every record that some rows hang from, and the markings on the way, however far up.

    `held` keeps others from closing one of them before this transaction ends.
    """
    above: Parents = {}
    waiting = [(table.model, row) for row in found]
    while waiting:
        wanted: Keys = defaultdict(set)
        for model, row in waiting:
            for name in _links(model):
                target = model._meta.fields[name].rel_model
                if row[name] and (target, row[name]) not in above:
                    wanted[target].add(row[name])
        waiting = []
        for target in sorted(wanted, key=lambda model: model._meta.table_name):
            for some in parts(sorted(wanted[target]), AT_ONCE):
                for row in _rows(target, target.id.in_(some), held=held):
                    above[target, row["id"]] = row
                    waiting.append((target, row))
    return above


def _links(model: type[Record]) -> tuple[str, ...]:
    if model is Marking:
        return ()
    table = FINDABLE.get(model)
    own = table.links if table else ()
    return own if "marking" in own or "marking" not in model._meta.fields else (*own, "marking")


def _rows(model: type[Record], where, limit: int | None = None, held: bool = False) -> list[dict]:
    names = [field.name for field in model._meta.sorted_fields]
    query = model.select().where(where).order_by(model.id).limit(limit)
    if held and is_postgres():
        query = query.for_update("FOR SHARE")
    return [dict(zip(names, row, strict=True)) for row in query.tuples()]


def _put(entries: list[Entry]) -> None:
    found = [vars(entry) | {"kind": kind_of(entry.table)} for entry in entries]
    rows.insert(SearchEntry, found, or_else=_OR_CHANGE)
