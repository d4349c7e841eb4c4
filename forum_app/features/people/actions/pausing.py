"""A pause from everything, and its end. Nobody is asked why, and no reason is kept."""

from ....models.people import Person
from ....permissions.abilities import require
from ....permissions.readable import one
from ....permissions.roles import Viewer, is_aside
from ....records import write
from ....records.errors import RuleBroken
from ....records.write import Edit, Written
from ...boards.actions import leaving, returning, seats_of

DONE = "That is done already."


def pause(viewer: Viewer, person_id: str, *, form_key: str | None = None, via: str = "form") -> Written:
    """Leave every seat to others for now; all of them are kept. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        person = one(Person, person_id, viewer)
        grant = require(viewer, "pause", person)
        if first := write.already(grant, form_key):
            return first
        if person.state not in {"active", "induction"}:
            raise RuleBroken("", DONE if person.state == "paused" else f"{person.name} has left the forum.")
        held = [seat for seat in seats_of(viewer, person_id) if not is_aside(seat, viewer.today)]
        edits, mails = leaving(viewer, person_id, held)
        edits.append(Edit(Person, person_id, {"state": "paused", "state_since": viewer.today}))
        return write.many(grant, edits, via=via, words="Paused", form_key=form_key, mails=mails)


def end_pause(viewer: Viewer, person_id: str, *, form_key: str | None = None, via: str = "form") -> Written:
    """Take up again the seats that the pause left to others; those left before it stay so.

    Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        person = one(Person, person_id, viewer)
        grant = require(viewer, "end_pause", person)
        if first := write.already(grant, form_key):
            return first
        if person.state != "paused":
            raise RuleBroken("", DONE)
        seats = seats_of(viewer, person_id)
        left = [seat for seat in seats if is_aside(seat, viewer.today) and _since(seat, person)]
        # Whoever has only ever sat beside others is still learning.
        learning = bool(seats) and all(seat.role == "shadow" for seat in seats)
        state = {"state": "induction" if learning else "active", "state_since": viewer.today}
        edits = [*returning(viewer, left), Edit(Person, person_id, state)]
        return write.many(grant, edits, via=via, words="Back from a pause", form_key=form_key)


def _since(seat, person) -> bool:
    return person.state_since is None or seat.aside_from >= person.state_since
