"""Which column of a table each column of a file is, guessed by what its first row says."""

from collections.abc import Sequence
from hashlib import sha256

from ...fields import Problem
from ...fields.ids import looks_like_id
from ...permissions.abilities import can
from ...permissions.roles import Viewer
from ..columns import sees_all, visible
from ..letters import plain
from ..registry import Column, Table

LEFT_OUT = ""
WHY = "Why this row was left out"  # heads the last column of a file of rejects
NO_IMPORT = frozenset({"file", "files"})
# What else people call a column, by its name here.
CALLED = {
    "name": ("full name", "title", "rep", "representative", "parent carer", "member", "called"),
    "first_name": ("first", "forename", "given name", "known as"),
    "email": ("email address", "e mail", "e mail address", "mail", "mail address", "contact email"),
    "phone": (
        "phone number",
        "mobile",
        "mobile number",
        "telephone",
        "telephone number",
        "tel",
        "contact number",
    ),
    "town": ("place", "location", "lives in", "area lived in", "city"),
    "hours_a_month": ("hours", "max hours", "monthly hours", "hours per month"),
    "areas": ("interests", "areas of interest", "topics"),
    "about": ("notes", "note", "bio"),
    "person": ("rep", "representative", "who", "name", "member"),
    "board": ("group", "committee", "meeting of"),
    "organisation": ("organization", "partner", "body", "agency"),
    "host": ("organisation", "organization", "partner", "run by", "hosted by"),
    "day": ("date", "when", "on"),
    "minutes": ("time", "length", "duration", "hours", "time spent"),
    "words": ("notes", "note", "what for", "description"),
    "pence": ("amount", "cost", "sum", "total", "value"),
    "starts_on": ("from", "start", "start date", "starts"),
    "ends_on": ("until", "to", "end", "end date", "ends", "expires"),
}


def may_import(viewer: Viewer, table: Table) -> bool:
    """Whether this viewer may put rows of a file into this table, new ones or changes."""
    acts = [act for act in (table.change, table.add) if act]
    return any(can(viewer, act, None) for act in acts) and bool(importable(viewer, table))


def importable(viewer: Viewer, table: Table) -> tuple[Column, ...]:
    """The columns that a file may fill: kept, not changed by an act of their own, and everybody's to this
    viewer, since a row of a file may be anybody's."""
    return tuple(
        column
        for column in visible(viewer, table)
        if column.by_hand and column.kind.name not in NO_IMPORT and sees_all(viewer, table, column.name)
    )


def heads_hash(heads: Sequence[str]) -> str:
    """What files with the same columns share, those of what was left out of one too."""
    said = [plain(head) for head in heads if head != WHY]
    return sha256("\n".join(said).encode()).hexdigest()[:32]


def are_heads(first: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether a row names columns: half of it is known, or nothing in it looks like a value."""
    said = [cell for cell in first if cell]
    known = sum(bool(_named(cell, columns)) for cell in said)
    if known * 2 >= len(said):
        return True
    return (
        not known and len(said) == len(first) and not any(_looks_like_a_value(cell, columns) for cell in said)
    )


def _looks_like_a_value(cell: str, columns: Sequence[Column]) -> bool:
    if "@" in cell or any(sign.isdigit() for sign in cell) or looks_like_id(cell):
        return True
    chosen = [column.kind for column in columns if getattr(column.kind, "options", ())]
    return any(not isinstance(kind.find(cell), Problem) for kind in chosen)


def guess(heads: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """For each column of the file the name of ours, each of ours once; labels go before other names."""
    found = [LEFT_OUT] * len(heads)
    for way in (_by_label, _named):
        for place, head in enumerate(heads):
            name = way(head, [column for column in columns if column.name not in found])
            if name and not found[place]:
                found[place] = name
    return found


def _by_label(head: str, columns: Sequence[Column]) -> str:
    said = plain(head)
    names = (column.name for column in columns if said in (plain(column.label), plain(column.name)))
    return next(names, LEFT_OUT)


def _named(head: str, columns: Sequence[Column]) -> str:
    said = plain(head)
    if found := _by_label(head, columns):
        return found
    return next((one.name for one in columns if said in CALLED.get(one.name, ())), LEFT_OUT)


def usual_keys(table: Table, mapping: Sequence[str]) -> list[str]:
    """By what rows are recognised unless somebody says otherwise; nothing: by all that the file says."""
    for name in (table.natural_key, "name", "short"):
        if name and name in mapping and name in table.by_name:
            return [name]
    return []
