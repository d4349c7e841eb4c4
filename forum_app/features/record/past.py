"""What became of a record, in words for its page: by whom, by which way in, and what can be put back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...fields.words import join
from ...permissions.roles import Viewer
from ...records import history
from ...records.history import Entry, Was
from ...records.locks import lock_of
from ...records.putting_back import PutBack
from ...records.registry import Table
from . import allowed

KINDS = {
    "add": "Added",
    "edit": "Changed",
    "bin": "Put in the bin",
    "restore": "Taken out of the bin",
    "lock": "Locked",
    "unlock": "Unlocked",
}
WAYS = {
    "form": "",
    "cell": "in the table",
    "paste": "pasted",
    "import": "from a file",
    "api": "by another program",
    "job": "by the forum itself",
    "command": "on the command line",
    "demo": "with the demo",
    "link": "by a link",
}
LONGEST = 240


@dataclass(frozen=True)
class Line:
    """One field of one change. `back`: it can be put back by this viewer now."""

    field: str
    label: str
    old: str | None
    new: str | None
    now: str | None
    back: bool


@dataclass(frozen=True)
class Change:
    """One change. `whole`: several of its fields can be put back at once."""

    id: str
    what: str
    who: str
    way: str
    at: datetime
    lines: list[Line]
    whole: bool


@dataclass(frozen=True)
class Past:
    """A page of a record's history. `people`: who changed it; `final`: locked, so none is put back."""

    changes: list[Change]
    people: list[str]
    earlier: str | None
    final: bool


def past(viewer: Viewer, table: Table, row: Any, who: str, before: str) -> Past:
    """A page of the history of a row that the viewer may read, of one person's changes if asked."""
    found = history.past_of(viewer, table.model, row.id, by=who[:200], before=before[:40])
    mine, final = allowed.may_change(viewer, table, row), lock_of(viewer, table, row.id) is not None
    open_ = {column.name for column in allowed.to_change(viewer, table, row)} if mine and not final else set()
    changes = [_change(entry, open_) for entry in found.entries]
    return Past(changes, found.people, found.earlier, mine and final)


def _change(entry: Entry, open_: set[str]) -> Change:
    lines = [_line(was, open_) for was in entry.cells if entry.kind == "edit" or was.new]
    still = [line for line in lines if line.back and line.now is None]
    what = "Taken back" if entry.undoes and entry.kind == "edit" else KINDS[entry.kind]
    return Change(entry.id, what, entry.who, WAYS[entry.via], entry.at, lines, len(still) > 1)


def _line(was: Was, open_: set[str]) -> Line:
    old, new, now = (_short(words) for words in (was.old, was.new, was.now))
    return Line(was.field, was.label, old, new, now, was.back and was.field in open_)


def _short(words: str | None) -> str | None:
    return words if words is None or len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def told(written: PutBack) -> str:
    """What was put back, and what was left as it is."""
    if not written.labels:
        return "Put back"
    said = f"Put back: {join([label.lower() for label in written.labels])}."
    if written.left:
        said += f" Left, because it was changed since: {join([label.lower() for label in written.left])}."
    return said
