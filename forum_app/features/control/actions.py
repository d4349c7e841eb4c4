"""What is decided about something closed on its review day: keep it so for a while, or open it."""

from datetime import date, timedelta

from ...models.control import Marking
from ...permissions.abilities import require
from ...permissions.readable import one
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.write import Edit, Written

LONGEST_REVIEW = timedelta(days=366)


def keep_marking(
    viewer: Viewer,
    marking_id: str,
    until: date | None,
    *,
    form_key: str | None = None,
    version: int | None = None,
    via: str = "form",
) -> Written:
    """Keep something closed and look at it again on a day. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        marking = one(Marking, marking_id, viewer)
        grant = require(viewer, "keep_marking", marking)
        if first := write.already(grant, form_key):
            return first
        if until is None or until <= viewer.today:
            raise RuleBroken("until", "Give a day that lies ahead, such as 24 February 2027.")
        if until > viewer.today + LONGEST_REVIEW:
            raise RuleBroken("until", "Give a day within a year, so that somebody looks at it again.")
        edit = Edit(Marking, marking.id, {"review_on": until}, version or marking.version)
        return write.one(grant, edit, via=via, words="Kept closed", form_key=form_key)


def open_marking(
    viewer: Viewer,
    marking_id: str,
    *,
    form_key: str | None = None,
    version: int | None = None,
    via: str = "form",
) -> Written:
    """Open to every member what hangs from a marking. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        marking = one(Marking, marking_id, viewer)
        grant = require(viewer, "lower_marking", marking)
        if first := write.already(grant, form_key):
            return first
        if marking.embargoed_until and marking.embargoed_until > viewer.now:
            raise RuleBroken("", "An embargo ends by itself at its time, and not before.")
        if marking.level in {"public", "members"}:
            raise RuleBroken("", "This is open already.")
        values = {"level": "members"}
        edit = Edit(Marking, marking.id, values, version or marking.version)
        return write.one(grant, edit, via=via, words="Opened to members", form_key=form_key)
