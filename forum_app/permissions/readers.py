"""Who reads one record, told to the team: the rules themselves are asked again, for every account."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from ..models.base import Record
from .errors import NotAllowed
from .prepared import Prepared
from .readable import one, readable
from .readable.rules import RULES
from .roles import TEAM, Viewer, viewers_after, viewers_of

SIZE = 50


@dataclass(frozen=True)
class Readers:
    """Of one page of accounts, those who read the record, each as they are now; and where to go on."""

    viewers: list[Viewer]
    others: int
    after: str | None


def readers(viewer: Viewer, model: type[Record], row_id: str, after: str = "") -> Readers:
    """Who reads a record that the viewer reads. Four statements, whatever the forum holds.

    The coordinator and the co-chairs know everything that decides: seats, agreements, and who stands aside
    from what they read themselves. Raises NotFound, NotAllowed.
    """
    one(model, row_id, viewer)
    if not viewer.has(*TEAM):
        raise NotAllowed
    found = viewers_after(after, viewer.now, SIZE + 1)
    asked = found[:SIZE]
    there = _there(model).for_each([(other, (row_id,)) for other in asked])
    reading = [other for other, rows in zip(asked, there, strict=True) if rows]
    further = asked[-1].person_id if len(found) > SIZE else None
    return Readers(reading, len(asked) - len(reading), further)


def readers_as_known(viewer: Viewer, model: type[Record], row_id: str, people: list[str]) -> set[str]:
    """Which of some people read a record that the viewer reads, as far as that is theirs to know.

    To the team: each as they are now, in five statements; whoever has no account, has left or stands aside is
    not among them, and nothing says which it is. To others everybody: who has not signed or stands aside is
    not their business, so what is for readers alone is looked at again as it leaves. Raises NotFound.
    """
    one(model, row_id, viewer)
    if not viewer.has(*TEAM):
        return set(people)
    asked = viewers_of(people, viewer.now)
    there = _there(model).for_each([(other, (row_id,)) for other in asked])
    return {other.person_id or "" for other, rows in zip(asked, there, strict=True) if rows}


def anybody(now: datetime) -> Viewer:
    """An account with no seat, role or agreement: what it reads is for every member."""
    return Viewer(now=now, roles=frozenset({"member"}))


def is_for_every_member(viewer: Viewer, model: type[Record], row_id: str) -> bool:
    """Whether a record that the viewer reads is open to any account. One statement at most."""
    member = anybody(viewer.now)
    rule = RULES[model](member)
    return rule is True or (rule is not False and bool(_there(model).rows(member, row_id)))


@cache
def _there(model: type[Record]) -> Prepared:
    def build(viewer: Viewer, row_id: str):
        return readable(model, viewer).select(model.id).where(model.id == row_id).tuples()

    return Prepared(build, "text")
