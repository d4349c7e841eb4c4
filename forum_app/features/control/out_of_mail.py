"""What no mail may tell in words: what hangs, however far down, from something that is closed."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from peewee import Expression

from ...models.base import Record
from ...models.boards import Board
from ...models.control import Marking
from ...models.meetings import Barrier, Escalation
from ...permissions.prepared import prepared
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from .rules import CLOSED

# These have no level of their own: they are as closed as what their board's reps usually write.
WITHOUT_LEVEL = (Barrier, Escalation)
# The links from a record to what it is about, which may be closed when the record itself is not.
ABOUT = ("meeting", "second_meeting", "agenda_item", "barrier", "feedback")


def closed_markings(viewer: Viewer) -> dict[str, str]:
    """Markings this reader may look behind whose content stays out of mail: id and level, or "embargoed"."""
    if not viewer.markings:
        return {}
    found = {
        row: "embargoed" if until and until > viewer.now else level
        for row, level, until in _open_markings(viewer)
    }
    return {row: level for row, level in found.items() if level not in {"public", "members"}}


@prepared()
def _open_markings(viewer: Viewer):
    rows = readable(Marking, viewer).select(Marking.id, Marking.level, Marking.embargoed_until)
    return rows.order_by(Marking.id).tuples()


def behind(model: type[Record], viewer: Viewer, ids: Iterable[str], closed: dict[str, str]) -> set[str]:
    """Which of these records hang from a closed marking: their own, or that of what they are about.

    One statement at most.
    """
    ids, hangs = sorted(set(ids)), list(_hangs(model, viewer, sorted(closed)))
    if not ids or not hangs:
        return set()
    rows = readable(model, viewer).select(model.id).where(model.id.in_(ids), reduce(or_, hangs))
    return {row[0] for row in rows.tuples()}


def is_out_of_mail(model: type[Record], viewer: Viewer, row_id: str) -> bool:
    """Whether mail to this viewer may say no more of a record than that it is there."""
    return bool(behind(model, viewer, [row_id], closed_markings(viewer)))


def _hangs(model: type[Record], viewer: Viewer, markings: list[str]) -> Iterator[Expression]:
    fields = model._meta.fields
    if markings and "marking" in fields:
        yield fields["marking"].in_(markings)
    if model in WITHOUT_LEVEL:
        yield fields["board"].in_(
            readable(Board, viewer).select(Board.id).where(Board.default_level.in_(CLOSED))
        )
    for name in ABOUT:
        if name in fields:
            about = fields[name].rel_model
            above = list(_hangs(about, viewer, markings))
            if above:
                yield fields[name].in_(readable(about, viewer).select(about.id).where(reduce(or_, above)))
