"""Declaring interests, or that there is nothing to declare, for a year."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ...models.people import Declaration
from ...permissions.abilities import require
from ...permissions.roles import Viewer
from ...records import write
from ...records.titles import as_said
from ...records.write import Add, Edit, Written
from . import queries


def declare(
    viewer: Viewer,
    person_id: str,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
    form_key: str | None = None,
    via: str = "form",
) -> Written:
    """Say what one's interests are, or `nothing`; it is asked again in a year.

    `values`: nothing, text, organisation. Raises NotFound, NotAllowed, RuleBroken, Stale.
    """
    with write.together():
        person = queries.person_who_declares(viewer, person_id)
        grant = require(viewer, "declare", person)
        if first := write.already(grant, form_key):
            return first
        nothing = bool(values.get("nothing"))
        said = {
            "nothing": nothing,
            "text": "" if nothing else values.get("text") or "",
            "organisation": None if nothing else values.get("organisation"),
            "renewed_on": viewer.today,
            "due_on": _in_a_year(viewer.today),
        }
        before = queries.last_of(viewer, person_id)
        if before and not nothing:
            said = as_said(viewer, before, said)
        ask: Add | Edit = (
            Edit(Declaration, before.id, said, version or before.version)
            if before
            else Add(Declaration, {"person": person_id, **said})
        )
        return write.one(grant, ask, via=via, words="Interests declared", form_key=form_key)


def _in_a_year(today: date) -> date:
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return date(today.year + 1, today.month, day)
