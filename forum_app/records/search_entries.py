"""What the search index keeps of one record: its words, its level, and nothing while it is closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from ..fields.folding import words_to_keep
from ..models.base import LEVELS, Record
from ..models.control import Marking

LONGEST_TEXT = 100_000
Parents = dict[tuple[type[Record], str], dict[str, Any]]


@dataclass(frozen=True)
class Findable:
    """A table whose records can be found.

    `title` and `text` name its columns, or a column of a linked record ("board.name"). A record is never
    more open than those that `under` links to. `near` links to what it belongs to, for its page and its
    context. `day` names the first date that is there. `pages` are (endpoint, link) pairs, the first that the
    reader may open; "id" is the record itself, "?find" a list narrowed to its title. `place` orders the
    kinds in an answer. `for_guests`: whether a partner's guest, who reads some of it, has a page for it.
    """

    model: type[Record]
    title: tuple[str, ...]
    text: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    place: int = 50
    for_guests: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.title, *self.text)

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Every link whose record has a say in an entry."""
        through = (name.split(".")[0] for name in (*self.columns, *self.day) if "." in name)
        marking = ("marking",) if "marking" in self.model._meta.fields else ()
        return tuple(dict.fromkeys((*marking, *self.under, *through)))


@dataclass(frozen=True)
class Entry:
    """One row of the index."""

    table: str
    row: str
    near: dict[str, str] = field(default_factory=dict)
    level: str = "members"
    day: int | None = None
    opens_at: datetime | None = None
    title: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    title_words: str = ""
    words: str = ""

    @property
    def short(self) -> tuple:
        """What tells it from an entry that is no longer right."""
        return self.row, self.level, self.day, self.opens_at, self.title, self.words


@dataclass
class _Closed:
    """How closed a record is: its level at this moment, and until when an embargo holds."""

    level: str
    opens_at: datetime | None = None

    def by(self, level: str, opens_at: datetime | None = None) -> None:
        self.level = max(self.level, level, key=LEVELS.index)
        if opens_at and (self.opens_at is None or opens_at > self.opens_at):
            self.opens_at = opens_at


def entry_of(
    table: Findable, row: dict, above: Parents, now: datetime, known: Mapping[type[Record], Findable]
) -> Entry | None:
    """What is kept of a record; None for what is Restricted or lies in the bin."""
    if row["binned_at"] is not None:
        return None
    # What has no level of its own, such as a person or a meeting's envelope, is for members.
    closed = _Closed("public" if "level" in row else "members")
    _close(closed, table.model, row, above, now, known)
    if closed.level == "restricted":
        return None
    name, near = table.model._meta.table_name, {link: row[link] for link in table.near if row[link]}
    if closed.opens_at:
        return Entry(name, row["id"], opens_at=closed.opens_at)
    title = " ".join(filter(None, (_text(table, row, column, above) for column in table.title)))
    said = {column: _text(table, row, column, above)[:LONGEST_TEXT] for column in table.text}
    said = {column: text for column, text in said.items() if text}
    in_title = words_to_keep(title)
    return Entry(
        name,
        row["id"],
        near,
        closed.level,
        next((day.toordinal() for column in table.day if (day := _value(table, row, column, above))), None),
        None,
        title,
        said,
        " ".join(sorted(in_title)),
        " ".join(sorted(in_title.union(*map(words_to_keep, said.values())))),
    )


def _close(closed: _Closed, model: type[Record], row: dict, above: Parents, now: datetime, known) -> None:
    """As closed as the row's own marking, and as everything that it hangs from."""
    if row.get("marking"):
        _close_by_marking(closed, above.get((Marking, row["marking"])), now)
    elif "level" in row:
        closed.by(row["level"])
    for name in known[model].under if model in known else ():
        if row[name]:
            target = model._meta.fields[name].rel_model
            _close(closed, target, above[target, row[name]], above, now, known)


def _close_by_marking(closed: _Closed, marking: dict | None, now: datetime) -> None:
    if marking is None or marking["binned_at"] is not None:
        closed.by("restricted")
        return
    until = marking["embargoed_until"]
    closed.by(marking["level"], until if until and until > now else None)


def _text(table: Findable, row: dict, name: str, above: Parents) -> str:
    value = _value(table, row, name, above)
    return str(value) if value else ""


def _value(table: Findable, row: dict, name: str, above: Parents):
    link, _, column = name.rpartition(".")
    if not link:
        return row[column]
    target = table.model._meta.fields[link].rel_model
    linked = above.get((target, row[link])) if row[link] else None
    return linked[column] if linked else None
