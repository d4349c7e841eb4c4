"""What somebody did lately to the rows of a table, so that they can find it again and take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import fn

from ..db import unguarded
from ..models.control import Change, ChangeGroup
from ..permissions.abilities import lost
from ..permissions.readable import readable
from ..permissions.roles import Viewer
from . import rows
from .registry import Table

SIZE = 20


@dataclass(frozen=True)
class Act:
    """One act of one's own: `title` of one of its rows, and how many others it touched.

    `undone`: it was taken back since. Rows that the viewer may not read now are in neither.
    """

    group_id: str
    at: datetime
    words: str
    via: str
    title: str
    others: int
    undone: bool


def lately(viewer: Viewer, table: Table) -> list[Act]:
    """One's own acts in a table, newest first, as far as one may still read what they touched."""
    if viewer.person_id is None:
        return []
    model = table.model
    mine = readable(model, viewer).select(model.id)
    count, one = fn.COUNT(Change.row.distinct()), fn.MIN(Change.row)
    query = (
        ChangeGroup.select(
            ChangeGroup.id, ChangeGroup.at, ChangeGroup.words, ChangeGroup.act, ChangeGroup.via, count, one
        )
        .join(Change, on=(Change.group == ChangeGroup.id))
        .where(
            ChangeGroup.person == viewer.person_id,
            Change.table == model._meta.table_name,
            Change.row.in_(mine),
        )
        .group_by(ChangeGroup.id, ChangeGroup.at, ChangeGroup.words, ChangeGroup.act, ChangeGroup.via)
        .order_by(ChangeGroup.at.desc(), ChangeGroup.id.desc())
        .limit(SIZE)
    )
    with unguarded("one's own acts, as far as one may read what they touched"):
        found = list(query.tuples())
        taken_back = _taken_back([row[0] for row in found])
    there = rows.readable_rows([(model, row[-1]) for row in found], viewer)
    return [
        Act(
            group_id=group_id,
            at=at,
            words=words,
            via=via,
            title=table.title(there[model, row_id]),
            others=number - 1,
            undone=group_id in taken_back,
        )
        for group_id, at, words, act, via, number, row_id in found
        if (model, row_id) in there and not lost(viewer, act)
    ]


def _taken_back(groups: Sequence[str]) -> set[str]:
    """Which of these were undone and stayed so: undoing that again puts them back."""
    query = ChangeGroup.select(ChangeGroup.id, ChangeGroup.undoes).where(ChangeGroup.undoes.is_null(False))
    undone = dict(query.where(ChangeGroup.undoes.in_(list(groups))).tuples())
    again = {
        row[0]
        for row in ChangeGroup.select(ChangeGroup.undoes).where(ChangeGroup.undoes.in_(list(undone))).tuples()
    }
    return {below for one, below in undone.items() if one not in again}
