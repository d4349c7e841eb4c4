"""What people say about digests: when each wants theirs, and what the coordinator adds or holds."""

from collections.abc import Mapping
from datetime import datetime

from ...models.post import DigestNote, Preference
from ...permissions.abilities import require
from ...permissions.errors import NotAllowed, NotFound
from ...permissions.roles import Viewer, viewer_for
from ...records import write
from ...records.edits import Written
from ...records.errors import RuleBroken
from . import actions, copies, notes, rules
from .editions import EDITIONS, Edition, gets

KEPT = ("day", "hour", "wanted", "every")
GONE = "It has left already. Write a line for next week’s."


def set_wishes(
    viewer: Viewer, values: Mapping, kind: str = "steering", *, form_key: str | None, via: str = "form"
) -> Written:
    """Say when one wants a digest, how often, or that one does not. Raises NotAllowed, RuleBroken."""
    if kind not in {edition.kind for edition in gets(viewer)}:
        raise NotAllowed
    before = copies.wishes(viewer, kind)
    kept = {name: getattr(before, name) for name in KEPT}
    chosen = kept | {name: values[name] for name in kept if name in values}
    grant = require(viewer, "set_preferences")
    if before.id:
        ask: write.Ask = write.Edit(Preference, before.id, chosen, before.version)
    else:
        ask = write.Add(Preference, {"person": viewer.person_id, "kind": kind, **chosen})
    return write.one(grant, ask, via=via, words="Digest wishes", form_key=form_key)


def stop_for(person_id: str, now: datetime, kind: str = "steering") -> None:
    """Take a person off the list, by the link in their mail; a second time changes nothing."""
    viewer = viewer_for(person_id, now)
    if viewer and EDITIONS[kind] in gets(viewer) and copies.wishes(viewer, kind).wanted:
        set_wishes(viewer, {"wanted": False}, kind, form_key=None)


def write_line(viewer: Viewer, kind: str, week: str, line: str, *, form_key: str | None) -> Written:
    """Put a line at the head of a week's digest, or take it away. Raises NotAllowed, RuleBroken."""
    if copies.has_left(viewer, kind, week):
        raise RuleBroken("line", GONE)
    return _note(viewer, kind, week, {"line": line}, "A line for the digest", form_key)


def hold(viewer: Viewer, kind: str, week: str, held: bool, *, form_key: str | None) -> Written:
    """Hold a week's digest, or release it: then what is due leaves, as one mail.

    Raises NotAllowed, NotFound when there is no such week yet.
    """
    if not rules.is_a_week(week) or week > week_to_come(viewer, kind):
        raise NotFound
    said = "Digest held" if held else "Digest released"
    with write.together():
        written = _note(viewer, kind, week, {"held": held}, said, form_key)
        if not held and not written.repeated:
            actions.release(viewer, kind, week, form_key=written.group_id or week)
    return written


def _note(viewer: Viewer, kind: str, week: str, values: dict, words: str, form_key: str | None) -> Written:
    with write.together():
        grant = require(viewer, "send_digest")
        edition: Edition = EDITIONS[kind]
        before = notes.note_of(viewer, edition.kind, week)
        if before is not None:
            ask: write.Ask = write.Edit(DigestNote, before.id, values, before.version)
        else:
            ask = write.Add(DigestNote, {"kind": edition.kind, "week": week, **values})
        return write.one(grant, ask, via="form", words=words, form_key=form_key)


def week_to_come(viewer: Viewer, kind: str) -> str:
    """The week whose digest can still be written to: the one in which the kind's usual hour comes next."""
    return rules.week_of(rules.next_slot(viewer.now, *rules.USUAL[kind]))
