"""Records that conditions name: those to choose from when they are few, and the one that typed words mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...fields.ids import looks_like_id
from ...models.base import Record
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from ...records import registry
from ...records.errors import Unregistered
from ...records.filters import OWN_WORDS
from ...records.sorting import ordered, sorts_of
from ...records.titles import titles
from ...records.within import called

FEW, LOOKED_THROUGH, LISTED = 40, 500, 5
NOBODY = "Nothing here that you may read is called that."
MY = {"my boards": "my-boards", "one of my boards": "my-boards", "me": "me", "myself": "me"}
Option = tuple[str, str]


@dataclass(frozen=True)
class Meant:
    """What typed words mean: the id, or words for why they mean nothing yet."""

    id: str = ""
    wrong: str = ""


def own(target: type[Record]) -> list[Option]:
    """What can be said of oneself: me, one of my boards."""
    return [(token, words) for token, words in OWN_WORDS.get(target, {}).items()]


def few(viewer: Viewer, target: type[Record]) -> list[Option] | None:
    """Every record of a table to choose from, in its order; None when they are too many."""
    try:
        table = registry.table_of(target)
    except Unregistered:
        return None
    rows = list(_in_order(viewer, target, table).limit(FEW + 1))
    return [(row.id, table.title(row)) for row in rows] if len(rows) <= FEW else None


def _in_order(viewer: Viewer, target: type[Record], table: registry.Table) -> Any:
    return readable(target, viewer).order_by(*ordered(sorts_of(viewer, table), target.id))


def shown(viewer: Viewer, target: type[Record], values: Sequence[str]) -> list[Option]:
    """The chosen ones in words, as far as the viewer may read them."""
    found = titles(target, [one for one in values if looks_like_id(one)], viewer) | OWN_WORDS.get(target, {})
    return [(one, found[one]) for one in values if one in found]


def meant(viewer: Viewer, target: type[Record], typed: str) -> Meant:
    """The record that somebody typed the name of, among those they may read."""
    said = " ".join(typed.casefold().split())
    tokens = OWN_WORDS.get(target, {})
    if looks_like_id(typed) or typed in tokens:
        return Meant(typed)
    if MY.get(said) in tokens:
        return Meant(MY[said])
    alike = _called(viewer, target, said)
    exact = [one for one in alike if one[1].casefold() == said]
    found = exact or alike
    if len(found) == 1:
        return Meant(found[0][0])
    if not found:
        return Meant(wrong=NOBODY)
    names = list(dict.fromkeys(words for _, words in found))
    listed = " or ".join(names[:LISTED]) if len(names) > 1 else f"{names[0]}, and there are {len(found)}"
    return Meant(wrong=f"Which one: {listed}?")


def _called(viewer: Viewer, target: type[Record], said: str) -> list[Option]:
    """Records whose words hold what was typed, by a name that is kept, or else by how they are called."""
    try:
        table = registry.table_of(target)
    except Unregistered:
        return []
    ids = called(viewer, target, said)
    if ids is not None:
        rows = readable(target, viewer).where(target.id.in_(ids)).order_by(target.id).limit(FEW)
        return [(row.id, table.title(row)) for row in rows]
    rows = _in_order(viewer, target, table).limit(LOOKED_THROUGH)
    each = ((row.id, table.title(row)) for row in rows)
    return [(row_id, words) for row_id, words in each if said in words.casefold()]
