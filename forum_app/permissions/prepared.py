"""A query written out once for each kind of viewer: later only its values change.

Writing a large query out as SQL costs far more than running it, and Home runs a dozen at every visit. The
query is built through `readable` for a stand-in of the viewer, so that what a viewer may read is still
decided in one place; two viewers share its SQL when every rule asks the same of both.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from ..db import db, is_postgres, unguarded

if TYPE_CHECKING:
    from .roles import Viewer

# Values that no record holds: long gone days, and texts that no form lets in.
NOW = datetime(1700, 1, 1, 12, tzinfo=UTC)
_LATEST = date(1800, 1, 1)
MOST_MADE = 20


def _text(what: str) -> str:
    return f"\x1a{what}"


_VIEWER_LISTS = ("boards", "markings", "guest_boards", "guest_meetings", "guest_whole")
_STAND_INS: dict[str, Callable[[int], Any]] = {
    "text": lambda number: _text(f"text {number}"),
    "words": lambda number: f"\x1awords{number}",  # one word, as a search asks for it
    "list": lambda number: [_text(f"list {number}")],
    "json": lambda number: f"[[{1_700_000_000 + number}]]",
    "day": lambda number: NOW.date() + timedelta(days=number),
    "number": lambda number: 1_700_000_000 + number,
    "moment": lambda number: NOW + timedelta(minutes=number),
}


@dataclass
class _Written:
    """SQL cut at its places for values, what belongs there, and the query that reads the rows."""

    pieces: list[str]
    params: list
    query: Any
    place: str
    made: dict[tuple[int, ...], str]  # whole again, by how many values each list holds
    reader: Any = None  # peewee's own of the rows, which has found out once what each column is

    def read(self, cursor: Any) -> list:
        """The rows that a cursor brings, as the query shapes them."""
        if self.reader is None:
            reader = self.query._get_cursor_wrapper(cursor)
            reader.initialize()
            reader.cursor = None
            self.reader = reader  # whole already, for threads beside this one
        return list(map(self.reader.process_row, cursor.fetchall()))

    def filled(self, told: dict) -> tuple[str, list]:
        values: list = []
        lengths = []
        for param in self.params:
            value = told.get(param, param)
            if isinstance(value, list):
                # A list that holds nothing matches nothing: no record has an empty id.
                values += value or [""]
                lengths.append(len(value) or 1)
            else:
                values.append(value)
        return self.made.get(tuple(lengths)) or self._make(told, tuple(lengths)), values

    def _make(self, told: dict, lengths: tuple[int, ...]) -> str:
        sql, left = [self.pieces[0]], iter(lengths)
        for param, piece in zip(self.params, self.pieces[1:], strict=True):
            many = next(left) if isinstance(told.get(param), list) else 1
            sql += [", ".join([self.place] * many), piece]
        if len(self.made) >= MOST_MADE:
            self.made.clear()
        return self.made.setdefault(lengths, "".join(sql))


def prepared(*kinds: str) -> Callable[[Callable], "Prepared"]:
    """Keep a function that builds a query as SQL; call it as before, and it answers the rows."""
    return lambda build: Prepared(build, *kinds)


class Prepared:
    """A select built by `build(viewer, *values)`.

    `kinds` says what each value is: text, words, list, json, day, moment or number. Whatever is reckoned from
    the viewer's day or moment comes in as a value of its own.
    """

    def __init__(self, build: Callable, *kinds: str):
        self._build = build
        self._values = [_STAND_INS[kind](number) for number, kind in enumerate(kinds, 1)]
        self._written: dict[tuple, _Written] = {}

    def __call__(self, viewer: "Viewer | None", *values) -> list:
        return self.rows(viewer, *values)

    def rows(self, viewer: "Viewer | None", *values) -> list:
        """The rows for this viewer and these values, as the query shapes them."""
        written = self._for(viewer)
        return written.read(self._cursor(written, viewer, values))

    def bare(self, viewer: "Viewer | None", *values) -> list[tuple]:
        """The same rows as the engine brings them, for lists so long that reading each value counts."""
        return self._cursor(self._for(viewer), viewer, values).fetchall()

    def for_each(self, asked: "list[tuple[Viewer | None, tuple]]") -> list[list[tuple]]:
        """The bare rows for each of several viewers, with their values, in one statement."""
        sql, params = [], []
        for number, (viewer, values) in enumerate(asked):
            one, some = self._for(viewer).filled(self._told(viewer, values))
            sql.append(f"SELECT {number} AS n, q.* FROM ({one}) AS q")
            params += some
        found: list[list[tuple]] = [[] for _ in asked]
        if asked:
            with unguarded("written by readable for a viewer of this kind"):
                for number, *row in db.obj.execute_sql(" UNION ALL ".join(sql), params).fetchall():
                    found[number].append(tuple(row))
        return found

    def _told(self, viewer: "Viewer | None", values: tuple) -> dict:
        told = dict(zip(map(_key, self._values), map(_plain, values), strict=True))
        return told | viewer.told if viewer is not None else told

    def _cursor(self, written: _Written, viewer: "Viewer | None", values: tuple):
        with unguarded("written by readable for a viewer of this kind"):
            return db.obj.execute_sql(*written.filled(self._told(viewer, values)))

    def _for(self, viewer: "Viewer | None") -> _Written:
        kind = (type(db.obj), () if viewer is None else viewer.alike)
        if kind not in self._written:
            self._written[kind] = self._write(viewer)
        return self._written[kind]

    def _write(self, viewer: "Viewer | None") -> _Written:
        query = self._build(*([] if viewer is None else [_stand_in(viewer)]), *self._values)
        with self._leave():
            list(query.execute(db.obj))  # the guard has to pass it once, as it would any other
        with unguarded("the same query, as SQL"):
            sql, params = db.obj.get_sql_context().sql(query).query()
        known = {*map(_key, self._values), *viewer.told} if viewer else None
        _refuse_reckoned(params, known or set(map(_key, self._values)))
        place = "%s" if is_postgres() else "?"
        return _Written(sql.split(place), list(params), query.clone(), place, {})

    def _leave(self) -> AbstractContextManager:
        return nullcontext()


class PreparedReport(Prepared):
    """As `Prepared`, for selects that do not go through `readable`: fixed reports, and who the viewer is."""

    def _leave(self) -> AbstractContextManager:
        return unguarded("a statement of the permissions themselves")


def _key(value):
    """What a stand-in becomes among a statement's values."""
    return value[0] if isinstance(value, list) else _plain(value)


def _plain(value):
    """A moment as the database keeps it."""
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value


@cache
def _list_text(name: str) -> str:
    return _text(name)


def told_of(viewer: "Viewer", whose: str = "") -> Iterator[tuple[Any, Any]]:
    """Each stand-in of a viewer's facts with the fact itself."""
    yield _list_text(f"{whose}person"), viewer.person_id
    yield _list_text(f"{whose}town"), viewer.town
    yield _plain(NOW), _plain(viewer.now)
    yield NOW.date(), viewer.today
    for name in _VIEWER_LISTS:
        yield _list_text(whose + name), sorted(getattr(viewer, name))
    for table, rows in viewer.asides.items():
        yield _list_text(f"{whose}asides {table}"), sorted(rows)
    for number, one in enumerate(viewer.seeing):
        yield from told_of(one, f"{whose}{number} ")


def alike_of(viewer: "Viewer") -> tuple:
    """What rules ask of a viewer beyond values: viewers alike in this share their SQL."""
    lists = tuple(bool(getattr(viewer, name)) for name in _VIEWER_LISTS)
    who = viewer.roles, viewer.in_steering, viewer.guest_link, viewer.cleared, viewer.person_id is None
    return *who, lists, frozenset(viewer.asides), tuple(map(alike_of, viewer.seeing))


def _stand_in(viewer: "Viewer", whose: str = "") -> "Viewer":
    """Somebody of the viewer's kind whose every fact is a stand-in."""
    lists: dict[str, Any] = {
        name: frozenset({_list_text(whose + name)} if getattr(viewer, name) else ()) for name in _VIEWER_LISTS
    }
    return replace(
        viewer,
        now=NOW,
        person_id=_list_text(f"{whose}person") if viewer.person_id else None,
        account_id=_text("no such account"),
        name=_text("no such name"),
        first_name=_text("no such name"),
        town=_list_text(f"{whose}town"),
        asides={table: frozenset({_list_text(f"{whose}asides {table}")}) for table in viewer.asides},
        seeing=tuple(_stand_in(one, f"{whose}{number} ") for number, one in enumerate(viewer.seeing)),
        **lists,
    )


def _refuse_reckoned(params, known: set) -> None:
    """A day reckoned from a stand-in would be written out once for ever: it has to be a value of its own."""
    for param in params:
        day = param.date() if isinstance(param, datetime) else param
        if isinstance(day, date) and day < _LATEST and param not in known:
            raise AssertionError(f"{param} was reckoned from a stand-in: hand it in as a value")
