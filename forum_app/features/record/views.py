"""Turns a record into what its page prints: fields, chips, groups, and the way back to its table."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import url_for

from ...fields import LongText
from ...models import BY_TABLE
from ...models.comments import Comment, Lock
from ...permissions.abilities import can
from ...permissions.readable.rules import ABOUT_ANY
from ...permissions.roles import Viewer
from ...records import filters, steps
from ...records.filters import Branch, Leaf
from ...records.registry import Column, Table, table_of
from ...records.titles import as_shown
from ..files import views as files
from ..grid.views import PAGES, home_of
from ..why.queries import KINDS
from . import allowed
from .queries import RecordPage

LONGEST_WAY_BACK = 4_000
WHY = {kind.model: name for name, kind in KINDS.items()}


def page_of(viewer: Viewer, found: RecordPage, back: str) -> dict:
    """The page of one record."""
    table, row = found.table, found.row
    return {
        "page_title": found.title,
        "table": table,
        "row": row,
        "level": found.level,
        "fields": [_field(table, field) for field in found.fields],
        "groups": [_group(row, group) for group in found.groups],
        "grid": grid_of(table, back),
        "files": files.part_of(viewer, table, row, open_=found.lock is None),
        "back": back or None,
        "own_page": _own_page(table, row),
        "why": WHY.get(table.model),
        "binned": found.binned,
        "lock": found.lock,
        "comments": found.comments,
        "talked_of": table.model not in ABOUT_ANY,
        "earlier": found.earlier,
        "may": _may(viewer, found),
    }


def _may(viewer: Viewer, found: RecordPage) -> dict[str, bool]:
    """What this viewer may do with the record now."""
    table, row = found.table, found.row
    there = found.binned is None
    here = there and found.lock is None
    return {
        "comment": there and can(viewer, "comment", row),
        "lock": here and allowed.may_lock(viewer, table),
        "unlock": there and found.lock is not None and can(viewer, "unlock_record"),
        "change": here
        and allowed.may_change(viewer, table, row)
        and bool(allowed.to_change(viewer, table, row)),
        "add": there and allowed.may_add(viewer, table),
        "bin": here and allowed.may_bin(viewer, table, row),
    }


def _own_page(table: Table, row: Any) -> str | None:
    """The page that its feature has for a record; of a comment or a lock, that of what it is about."""
    if isinstance(row, Comment | Lock):
        about = table_of(BY_TABLE[row.table]).name
        return url_for("record.show", name=about, id=row.row)
    return url_for(PAGES[table.name], id=row.id) if table.name in PAGES else None


def grid_of(table: Table, back: str) -> str:
    """The table's page, in the view from which somebody came."""
    address = url_for("tables.show", name=table.name)
    asked = parse_qsl(back[:LONGEST_WAY_BACK]) if len(back) <= LONGEST_WAY_BACK else []
    return f"{address}?{urlencode(asked)}" if asked else address


def _field(table: Table, field: Any) -> dict:
    return {
        "label": field.column.label,
        "help": field.column.help,
        "words": field.words,
        "long": isinstance(field.column.kind, LongText),
        "chips": [(home_of(name, one), words) for name, one, words in field.links],
        "who": field.who,
    }


def _group(row: Any, group: Any) -> dict:
    """What links here, and the grid narrowed to all of it."""
    where = filters.written(Branch((Leaf(group.column.name, "is", (row.id,)),)))
    return {
        "label": group.label,
        "count": group.count,
        "href": url_for("tables.show", name=group.table.name, where=where),
        "rows": [(home_of(group.table.name, one), words) for one, words in group.rows],
        "more": group.count - len(group.rows),
    }


def begun(table: Table, columns: Sequence[Column]) -> dict[str, Any]:
    """What a new row begins with: the usual value of each field."""
    usual = steps.usual(table.model)
    return {column.name: usual[column.name] for column in columns}


def copied(viewer: Viewer, table: Table, columns: Sequence[Column], row: Any) -> dict[str, Any]:
    """What a copy of a row begins with: its values, but for what tells it from every other."""
    values = as_shown(viewer, row)
    own = {table.natural_key, "code"}
    return begun(table, columns) | {
        column.name: values.get(column.name) for column in columns if column.name not in own
    }
