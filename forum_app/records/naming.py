"""What records are called beside others of their kind: a title, and whose or where it is."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..models.base import Record
from ..models.boards import Board
from ..models.meetings import Meeting
from ..models.people import Person
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from .columns import visible
from .registry import Table, table_of
from .titles import titles

Titles = dict[type[Record], dict[str, str]]
# A meeting alone does not say of which board, nor a reply whose it is.
SAID_WITH = (Meeting, Person, Board)


def beside(viewer: Viewer, table: Table, apart: type[Record] | None = None) -> str | None:
    """The link that tells a table's rows apart, where their own title may not; never one to `apart`."""
    seen = {
        table.target(column.name): column.name for column in visible(viewer, table)[::-1] if not column.made
    }
    known = (table.model, apart)
    return next((seen[model] for model in SAID_WITH if model in seen and model not in known), None)


def rows_of(viewer: Viewer, model: type[Record], ids: Iterable[str]) -> list[Any]:
    """The rows of these ids that the viewer may read, in the order of the ids. One statement."""
    ids = list(ids)
    if not ids:
        return []
    found = {row.id: row for row in readable(model, viewer).where(model.id.in_(ids))}
    return [found[one] for one in ids if one in found]


def called(
    viewer: Viewer,
    rows: Mapping[type[Record], list[Any]],
    known: Titles,
    apart: type[Record] | None = None,
) -> dict[str, str]:
    """What each row is called, by id. `known` are titles already read, and keeps those read now."""
    wanted: dict[type[Record], set[str]] = {}
    links = {model: beside(viewer, table_of(model), apart) for model in rows}
    for model, name in links.items():
        target = table_of(model).target(name) if name else None
        if name and target:
            ids = (row.__data__.get(name) for row in rows[model])
            wanted.setdefault(target, set()).update(filter(None, ids))
    learn(viewer, wanted, known)
    return {
        row.id: _called(table_of(model), row, links[model], known)
        for model, some in rows.items()
        for row in some
    }


def learn(viewer: Viewer, wanted: Mapping[type[Record], Iterable[str]], known: Titles) -> None:
    """Read the titles that are not known yet: a statement for each table at most."""
    for model, ids in wanted.items():
        held = known.setdefault(model, {})
        held |= titles(model, set(ids) - held.keys(), viewer)


def _called(table: Table, row: Any, name: str | None, known: Titles) -> str:
    title, target = table.title(row), table.target(name) if name else None
    of = known.get(target, {}).get(row.__data__.get(name), "") if name and target else ""
    return f"{title.rstrip('.')}, {of}" if of and of not in title else title
