"""What people do with the glossary: ask what a word means, explain it, put it right, take it out."""

from collections.abc import Mapping

from ...models.glossary import GlossaryTerm
from ...permissions.abilities import require
from ...permissions.roles import Viewer
from ...records import write
from ...records.edits import Written
from ...records.errors import RuleBroken
from . import queries


def ask_term(viewer: Viewer, short: str, *, form_key: str | None, via: str = "form") -> Written:
    """Ask what a short word means. Raises RuleBroken when there is no word, or it is there already."""
    with write.together():
        grant = require(viewer, "ask_term")
        if first := write.already(grant, form_key):
            return first
        _must_be_new(viewer, short)
        ask = write.Add(GlossaryTerm, {"short": short, "state": "asked"})
        return write.one(grant, ask, via=via, words=f"Asked what {short} means", form_key=form_key)


def explain_term(
    viewer: Viewer,
    values: Mapping,
    *,
    term_id: str | None = None,
    version: int | None = None,
    form_key: str | None = None,
    via: str = "form",
) -> Written:
    """Add a term, or put one right: it is right at once wherever it stands.

    Raises NotFound, RuleBroken, Stale.
    `values`: short, stands_for, meaning, source. What the coordinator saves is checked today.
    """
    said = {**values, "state": "checked", "checked_on": viewer.today}
    with write.together():
        before = queries.term(viewer, term_id) if term_id else None
        grant = require(viewer, "explain_term", before)
        if first := write.already(grant, form_key):
            return first
        if before is None or before.short != values["short"]:
            _must_be_new(viewer, values["short"])
        if before is None:
            ask: write.Ask = write.Add(GlossaryTerm, said)
        else:
            ask = write.Edit(GlossaryTerm, before.id, said, version or before.version)
        return write.one(grant, ask, via=via, words=f"Explained {values['short']}", form_key=form_key)


def bin_term(viewer: Viewer, term_id: str, *, form_key: str | None, via: str = "form") -> Written:
    """Take a term out of the glossary; undo brings it back. Raises NotFound, NotAllowed."""
    with write.together():
        term = queries.term(viewer, term_id)
        grant = require(viewer, "bin_term", term)
        ask = write.Bin(GlossaryTerm, term.id, term.version)
        return write.one(grant, ask, via=via, words=f"{term.short} taken out", form_key=form_key)


def _must_be_new(viewer: Viewer, short: str) -> None:
    if not short:
        raise RuleBroken("short", "Write the short form, like SEND.")
    there = queries.term_called(viewer, short)
    if there is not None:
        asked = there.state == "asked" and not there.stands_for
        raise RuleBroken(
            "short", f"{short} has been asked already." if asked else f"{short} is there already."
        )
