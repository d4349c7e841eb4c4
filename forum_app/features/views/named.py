"""Records that conditions name: those to choose from when they are few, and the one that typed words mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...fields.ids import looks_like_id
from ...fields.words import join
from ...models.base import Record
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from ...records import naming, picking
from ...records.errors import Unregistered
from ...records.filters import OWN_WORDS
from ...records.registry import table_of
from ...records.sorting import ordered, sorts_of

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
        rows = _in_order(viewer, target, FEW + 1)
    except Unregistered:
        return None
    return _called(viewer, target, rows) if len(rows) <= FEW else None


def _in_order(viewer: Viewer, target: type[Record], most: int) -> list[Any]:
    query = readable(target, viewer)
    return list(query.order_by(*ordered(sorts_of(viewer, table_of(target)), target.id)).limit(most))


def _called(viewer: Viewer, target: type[Record], rows: list[Any]) -> list[Option]:
    words = naming.called(viewer, {target: rows}, {})
    return [(row.id, words[row.id]) for row in rows]


def shown(viewer: Viewer, target: type[Record], values: Sequence[str]) -> list[Option]:
    """The chosen ones in words, as far as the viewer may read them."""
    rows = naming.rows_of(viewer, target, [one for one in values if looks_like_id(one)])
    found = dict(_called(viewer, target, rows)) | OWN_WORDS.get(target, {})
    return [(one, found[one]) for one in values if one in found]


def meant(viewer: Viewer, target: type[Record], typed: str) -> Meant:
    """The record that somebody typed the name of, among those they may read."""
    said = " ".join(typed.casefold().split())
    tokens = OWN_WORDS.get(target, {})
    if looks_like_id(typed) or typed in tokens:
        return Meant(typed)
    if MY.get(said) in tokens:
        return Meant(MY[said])
    alike, _ = picking.found(viewer, table_of(target), typed)
    if not alike:
        rows = _called(viewer, target, _in_order(viewer, target, LOOKED_THROUGH))
        alike = [one for one in rows if said in one[1].casefold()]
    exact = [one for one in alike if one[1].casefold() == said]
    return _the_one(exact or alike)


def _the_one(found: list[Option]) -> Meant:
    if len(found) == 1:
        return Meant(found[0][0])
    if not found:
        return Meant(wrong=NOBODY)
    names = list(dict.fromkeys(words for _, words in found))[:LISTED]
    told = join(names, "or") if len(names) > 1 else f"{len(found)} are called {names[0]}"
    return Meant(wrong=f"Which one: {told}?")
