"""One page of a table for one viewer, by key: never by counting rows that came before."""

from dataclasses import dataclass
from typing import Any

from peewee import Case

from ..fields import words
from ..models.base import Record
from ..permissions.readable import readable
from ..permissions.readable.comments import is_locked
from ..permissions.roles import Viewer
from . import access_log
from .cells import may_change, open_columns
from .columns import links_in, value, with_made
from .registry import Column, Table
from .shown import Shown, shown_to
from .sorting import Sort, beyond, ordered, places, with_places
from .titles import titles
from .views import Colour, View

SIZE = 50
FEW = 3  # of several linked records in one cell
FORWARDS, BACKWARDS = "n", "p"
LOOK, LOCKED = "look", "is_locked"


@dataclass(frozen=True)
class Row:
    """One record as a list shows it. `shown` has a text for each column, "" where the viewer may not see.

    `keys`: the values it is grouped by, as the engine has them; `colour` the first one whose condition fits.
    `linked`: of each column that links, the id and the title of the first few records that it leads to.
    `open`: this viewer may change cells of it; `locked`: nobody may.
    """

    id: str
    version: int
    level: str
    title: str
    values: dict[str, Any]
    shown: dict[str, str]
    linked: dict[str, list[tuple[str, str]]]
    keys: tuple[Any, ...] = ()
    colour: Colour | None = None
    open: bool = False
    locked: bool = False


@dataclass(frozen=True)
class Page:
    """One page. `previous` and `next` go into the address as `after`; None where there is no more.

    `follows`: what the row before it is grouped by, None where none is or the page was turned to backwards.
    """

    columns: tuple[Column, ...]
    rows: list[Row]
    previous: str | None
    next: str | None
    follows: tuple[Any, ...] | None = None


def page_of(
    viewer: Viewer,
    table: Table,
    after: str | None = None,
    size: int = SIZE,
    asked: Shown | None = None,
    *where: Any,
) -> Page:
    """The page of a table that follows `after`, as `asked` for and narrowed by `where`; else the first."""
    asked = asked or shown_to(viewer, table, View())
    columns, sorts = asked.columns, asked.sorts
    backwards, start = _place(viewer, table.model, sorts, after)
    query = asked.narrowed(readable(table.model, viewer))
    if where:
        query = query.where(*where)
    if start is not None:
        held = places(start, sorts)
        query = query.where(beyond(sorts, held, table.model.id, start.id, backwards=backwards))
    query = _with_looks(with_made(query, viewer, table, columns), asked)
    query = query.select_extend(is_locked(table.model).alias(LOCKED))
    if asked.groups:
        query = with_places(query, asked.sorts)
    found = _some(query, sorts, table.model, size + 1, backwards)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    access_log.shown(getattr(row, "level", "") for row in found)
    before = more if backwards else start is not None
    following = start is not None if backwards else more
    return Page(
        columns,
        _rows(viewer, table, asked, found),
        BACKWARDS + found[0].id if before and found else None,
        FORWARDS + found[-1].id if following and found else None,
        asked.keys(places(start, sorts)) if asked.groups and start is not None and not backwards else None,
    )


def _place(viewer: Viewer, model: type[Record], sorts: list[Sort], after: str | None) -> tuple[bool, Any]:
    """Which way to go, and the row to go on from. The address holds its id alone, never a value of it."""
    if not after or after[0] not in (FORWARDS, BACKWARDS):
        return False, None
    for binned in (False, True):
        row = with_places(readable(model, viewer, binned=binned), sorts).where(model.id == after[1:]).first()
        if row is not None:
            return after[0] == BACKWARDS, row
    return False, None


def _some(query: Any, sorts: list[Sort], model: type[Record], number: int, backwards: bool) -> list[Any]:
    return list(query.order_by(*ordered(sorts, model.id, backwards=backwards)).limit(number))


def _with_looks(query: Any, asked: Shown) -> Any:
    """The query with the number of the colour that each row wears."""
    fits = [(condition, n) for n, (_, condition) in enumerate(asked.looks)]
    return query.select_extend(Case(None, fits).alias(LOOK)) if fits else query


def _rows(viewer: Viewer, table: Table, asked: Shown, found: list[Any]) -> list[Row]:
    may = bool(open_columns(viewer, table))
    across = [_column(viewer, table, column, found) for column in asked.columns]
    return [
        Row(
            id=row.id,
            version=row.version,
            level=getattr(row, "level", ""),
            title=table.title(row),
            values={column.name: column.values[n] for column in across},
            shown={column.name: column.words[n] for column in across},
            linked={column.name: column.linked[n] for column in across if column.linked is not None},
            keys=asked.keys(places(row, asked.sorts)) if asked.groups else (),
            colour=_colour(asked, row),
            open=may and not getattr(row, LOCKED) and may_change(viewer, table, row),
            locked=bool(getattr(row, LOCKED)),
        )
        for n, row in enumerate(found)
    ]


@dataclass(frozen=True)
class _Column:
    """A column of a page: its value in each row, in words, and what it leads to if it links."""

    name: str
    values: list[Any]
    words: list[str]
    linked: list[list[tuple[str, str]]] | None = None


def _column(viewer: Viewer, table: Table, column: Column, rows: list[Any]) -> _Column:
    """Only dates of this school year go without their year, so words need today."""
    name, today, target = column.name, viewer.today, table.target(column.name)
    held = [value(row, column) for row in rows]
    linked = None
    if target is not None:
        called = titles(target, {one for some in held for one in _first(some)}, viewer)
        linked = [[(one, called[one]) for one in _first(some) if one in called] for some in held]
    if column.show is not None:
        said = list(map(column.show, held, rows))
    elif linked is not None:
        said = [_few(some, leading) for some, leading in zip(held, linked, strict=True)]
    else:
        said = [column.kind.brief(one, today) for one in held]
    return _Column(name, held, said, linked)


def _first(held: Any) -> list[str]:
    """The links of a cell that are shown: its one, or the first few of several."""
    return links_in(held)[:FEW]


def _few(held: Any, leading: list[tuple[str, str]]) -> str:
    called = [title for _, title in leading]
    return words.some_of(called, len(held)) if isinstance(held, list) else "".join(called)


def _colour(asked: Shown, row: Any) -> Colour | None:
    number = getattr(row, LOOK, None)
    return None if number is None else asked.looks[number][0]
