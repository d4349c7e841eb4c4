"""What the coordinator says at the head of a week's digest, and whether that week's is held."""

from datetime import datetime

from ...models.post import DigestNote
from ...permissions.prepared import prepared
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from . import rules


def note_of(viewer: Viewer, kind: str, week: str):
    """The note on one kind's digests of a week, or None."""
    return next(iter(_notes_of(viewer, kind, week)), None)


@prepared("text", "text")
def _notes_of(viewer: Viewer, kind: str, week: str):
    return readable(DigestNote, viewer).where(DigestNote.kind == kind, DigestNote.week == week).limit(1)


def line_for(viewer: Viewer, kind: str, until: datetime) -> str:
    """The line at the head of the copy that ends then."""
    note = note_of(viewer, kind, rules.week_of(until))
    return note.line if note else ""


def is_held(viewer: Viewer, kind: str, slot: datetime) -> bool:
    """Whether the week's copies of this kind wait until they are released."""
    note = note_of(viewer, kind, rules.week_of(slot))
    return bool(note and note.held)
