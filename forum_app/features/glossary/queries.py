"""What the glossary holds: all of it for its page, and ready to be looked up in every text."""

from dataclasses import dataclass, field
from typing import Any

from peewee import fn

from ...db import db
from ...models.glossary import GlossaryTerm
from ...models.organisations import Organisation
from ...permissions.prepared import prepared
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records.history import Entry as Change
from ...records.history import history_of
from .rules import Entry, Known, anchor_of, is_like_send

NOBODY_KNOWS = Known(())
TABLES = frozenset({"glossary_terms", "organisations"})

_kept: tuple[object, tuple, Known] = (None, (), NOBODY_KNOWS)


def words_known_to(viewer: Viewer | None) -> Known | None:
    """The terms to look up in texts; None for those who have no glossary. One statement while it stands."""
    global _kept
    if viewer is None or not viewer.has("member"):
        return None
    if not TABLES.isdisjoint(viewer.asides):
        return _read(viewer)
    stamp = _stamp(viewer)[0]
    if _kept[0] is not db.obj or _kept[1] != stamp:
        _kept = (db.obj, stamp, _read(viewer))
    return _kept[2]


@prepared()
def _stamp(viewer: Viewer):
    """Another number after every change: versions only grow, and nothing but the bin takes a row away."""
    sums = [
        readable(model, viewer, binned=binned).select(fn.COALESCE(fn.SUM(model.version), 0))
        for model, binned in ((GlossaryTerm, True), (Organisation, False), (Organisation, True))
    ]
    return readable(GlossaryTerm, viewer).select(fn.COALESCE(fn.SUM(GlossaryTerm.version), 0), *sums).tuples()


def _read(viewer: Viewer) -> Known:
    terms = {row.short: row for row in readable(GlossaryTerm, viewer)}
    bodies = {row.short_name: row for row in _bodies(viewer) if is_like_send(row.short_name)}
    entries = [_entry(row, bodies.get(short)) for short, row in terms.items()]
    entries += [_of_body(row) for short, row in bodies.items() if short not in terms]
    return Known(entries)


def _bodies(viewer: Viewer):
    return readable(Organisation, viewer).where(Organisation.short_name != "").order_by(Organisation.name)


def _entry(row, body) -> Entry:
    """A term; where one of our partners goes by it too, that is said as well."""
    here = f"Ours: {body.name}." if body else ""
    said = " ".join(words for words in (row.meaning, here) if words)
    return Entry(row.short, row.stands_for, said, f"/glossary#{anchor_of(row.short)}", row.state == "checked")


def _of_body(row) -> Entry:
    return Entry(row.short_name, row.name, row.note, f"/organisations/{row.id}")


@dataclass
class Listing:
    """The glossary's page: terms by their first letter, those asked for, and partners' short names."""

    asked: list = field(default_factory=list)
    letters: dict[str, list] = field(default_factory=dict)
    partners: list = field(default_factory=list)
    looked_for: str = ""

    @property
    def found(self) -> int:
        return len(self.asked) + sum(map(len, self.letters.values())) + len(self.partners)


def listing(viewer: Viewer, looked_for: str = "") -> Listing:
    """Everything, or what holds these words."""
    found = Listing(looked_for=looked_for)
    wanted = looked_for.casefold()
    rows = [
        row
        for row in readable(GlossaryTerm, viewer)
        if _holds(wanted, row.short, row.stands_for, row.meaning)
    ]
    for row in sorted(rows, key=lambda row: (row.short.casefold(), row.short)):
        if row.stands_for:
            found.letters.setdefault(row.short[0].upper(), []).append(row)
        if row.state == "asked":
            found.asked.append(row)
    found.partners = [row for row in _bodies(viewer) if _holds(wanted, row.short_name, row.name, row.note)]
    return found


def _holds(wanted: str, *texts: str) -> bool:
    return not wanted or any(wanted in text.casefold() for text in texts)


def term(viewer: Viewer, term_id: str) -> Any:
    """One term. Raises NotFound."""
    return one(GlossaryTerm, term_id, viewer)


def term_called(viewer: Viewer, short: str) -> Any:
    """The term with this short form, or None."""
    return readable(GlossaryTerm, viewer).where(GlossaryTerm.short == short).first()


def history(viewer: Viewer, term_id: str) -> list[Change]:
    """What became of a term, for the coordinator."""
    return history_of(viewer, GlossaryTerm, term_id)
