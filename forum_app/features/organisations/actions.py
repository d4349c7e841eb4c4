"""Keeping organisations: added by name, put right, merged; their departments and the officers met there."""

from collections.abc import Mapping
from datetime import date

from ...models.base import Record
from ...models.boards import Board, BoardMember, QuorumPart
from ...models.meetings import Meeting, PartnerCount
from ...models.organisations import Contact, Department, Organisation
from ...permissions.abilities import require
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.titles import as_said
from ...records.unique_names import check_free
from ...records.write import Add, Bin, Edit, Written
from .rules import check_stands, short_name_of

KNOWN = "There is an organisation of that name already."


def add_organisation(viewer: Viewer, values: Mapping, *, form_key: str | None, via: str = "form") -> Written:
    """Keep a new organisation; its name is enough. Raises NotAllowed, RuleBroken when the name is taken."""
    grant = require(viewer, "add_record")
    with write.together():
        if first := write.already(grant, form_key):
            return first
        check_free(viewer, Organisation, values["name"], KNOWN)
        add = Add(Organisation, complete(values))
        return write.one(grant, add, via=via, words="Added", form_key=form_key)


def complete(values: Mapping) -> dict:
    """A new organisation's values, called in lists by its name until somebody says better."""
    given = {name: value for name, value in values.items() if value is not None}
    return given | {"short_name": given.get("short_name") or short_name_of(given["name"])}


def edit_organisation(
    viewer: Viewer,
    organisation_id: str,
    values: Mapping,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
) -> Written:
    """Put an organisation right. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        body = one(Organisation, organisation_id, viewer)
        grant = require(viewer, "edit_record", body)
        if values["name"].casefold() != body.name.casefold():
            check_free(viewer, Organisation, values["name"], KNOWN)
        values = {**values, "sector": values["sector"] or ""}
        values["short_name"] = values["short_name"] or short_name_of(values["name"])
        edit = Edit(Organisation, body.id, values, version or body.version)
        return write.one(grant, edit, via=via, words="Saved", form_key=form_key)


def merge_organisation(
    viewer: Viewer,
    organisation_id: str,
    successor_id: str,
    ended_on: date,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
) -> Written:
    """Say what an organisation became: what goes on moves there, what is past keeps the old name.

    Boards, their quorum and members, departments and officers move; meetings and decisions stay as they were
    written. Raises NotFound, NotAllowed, RuleBroken, Stale.
    """
    with write.together():
        body = one(Organisation, organisation_id, viewer)
        grant = require(viewer, "edit_record", body)
        if first := write.already(grant, form_key):
            return first
        after = one(Organisation, successor_id, viewer)
        if _leads_back(viewer, after, body.id):
            raise RuleBroken("successor", "That one came from this one. Choose another.")
        check_stands(after, viewer.today, "successor")
        ends = {"successor": after.id, "ended_on": ended_on}
        edits = [Edit(Organisation, body.id, ends, version or body.version)]
        edits += _moves(viewer, body.id, after.id)
        return write.many(grant, edits, via=via, words=f"Now {after.name}", form_key=form_key)


def _leads_back(viewer: Viewer, body, start: str) -> bool:
    following = {row.id: row.successor_id for row in readable(Organisation, viewer)}
    step, seen = body.id, set()
    while step and step not in seen:
        if step == start:
            return True
        seen.add(step)
        step = following.get(step)
    return False


# What belongs to an organisation now, as against what was written about it then.
LIVING: tuple[tuple[type[Record], str], ...] = (
    (Board, "host"),
    (Board, "second_host"),
    (Board, "pays"),
    (QuorumPart, "organisation"),
    (BoardMember, "organisation"),
    (Department, "organisation"),
    (Contact, "organisation"),
    (PartnerCount, "organisation"),
)


def _ahead(viewer: Viewer):
    """The meetings still to come: what partners answered to those is not past."""
    return readable(Meeting, viewer).select(Meeting.id).where(Meeting.starts_at > viewer.now)


def _moves(viewer: Viewer, old: str, new: str) -> list[Edit]:
    moves = []
    for model, name in LIVING:
        rows = readable(model, viewer).where(model._meta.fields[name] == old)
        if model is Board:
            # A board that ended before keeps the name it ended under.
            rows = rows.where(Board.ends_on.is_null() | (Board.ends_on >= viewer.today))
        if model is PartnerCount:
            rows = rows.where(PartnerCount.meeting.in_(_ahead(viewer)))
        moves += [Edit(model, row.id, {name: new}) for row in rows.order_by(model.id)]
    return moves


def add_department(
    viewer: Viewer, organisation_id: str, name: str, *, form_key: str | None, via: str = "form"
) -> Written:
    """Add a department by its name. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        body = one(Organisation, organisation_id, viewer)
        grant = require(viewer, "add_record")
        check_stands(body, viewer.today, "name")
        add = Add(Department, {"organisation": body.id, "name": name})
        return write.one(grant, add, via=via, words="Added", form_key=form_key)


def edit_department(
    viewer: Viewer,
    department_id: str,
    values: Mapping,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
) -> Written:
    """Rename a department, or move it with its officers and its places on boards.

    Meetings held keep the organisation they counted for then. Raises NotFound, NotAllowed, RuleBroken, Stale.
    """
    with write.together():
        department = one(Department, department_id, viewer)
        grant = require(viewer, "edit_record", department)
        edits = [Edit(Department, department.id, values, version or department.version)]
        if values["organisation"] != department.organisation_id:
            check_stands(one(Organisation, values["organisation"], viewer), viewer.today, "organisation")
            for model in (Contact, BoardMember):
                rows = readable(model, viewer).where(model.department == department.id).order_by(model.id)
                edits += [Edit(model, row.id, {"organisation": values["organisation"]}) for row in rows]
        return write.many(grant, edits, via=via, words="Saved", form_key=form_key)


def remove_department(
    viewer: Viewer, department_id: str, *, form_key: str | None, version: int | None = None, via: str = "form"
) -> Written:
    """Put a department in the bin. Raises NotFound, NotAllowed, Stale."""
    with write.together():
        department = one(Department, department_id, viewer)
        grant = require(viewer, "bin_record", department)
        gone = Bin(Department, department.id, version or department.version)
        return write.one(grant, gone, via=via, words="Removed", form_key=form_key)


def add_contact(
    viewer: Viewer, organisation_id: str, values: Mapping, *, form_key: str | None, via: str = "form"
) -> Written:
    """Add an officer: work details only. Raises NotFound, NotAllowed, RuleBroken."""
    with write.together():
        body = one(Organisation, organisation_id, viewer)
        grant = require(viewer, "add_record")
        check_stands(body, viewer.today, "name")
        add = Add(Contact, {**values, "organisation": body.id})
        return write.one(grant, add, via=via, words="Added", form_key=form_key)


def edit_contact(
    viewer: Viewer,
    contact_id: str,
    values: Mapping,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
) -> Written:
    """Put an officer's work details right. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        contact = one(Contact, contact_id, viewer)
        grant = require(viewer, "edit_record", contact)
        moved_to = values.get("organisation")
        if moved_to and moved_to != contact.organisation_id:
            check_stands(one(Organisation, moved_to, viewer), viewer.today, "organisation")
        edit = Edit(Contact, contact.id, as_said(viewer, contact, values), version or contact.version)
        return write.one(grant, edit, via=via, words="Saved", form_key=form_key)


def leave_contact(
    viewer: Viewer, contact_id: str, *, form_key: str | None, version: int | None = None, via: str = "form"
) -> Written:
    """An officer has left: they leave their boards too, and what was settled with them keeps their name.

    Raises NotFound, NotAllowed, RuleBroken when they had left already, Stale.
    """
    with write.together():
        contact = one(Contact, contact_id, viewer)
        grant = require(viewer, "edit_record", contact)
        if first := write.already(grant, form_key):
            return first
        if contact.left_on:
            raise RuleBroken("", "They have left already.")
        gone = Edit(Contact, contact.id, {"left_on": viewer.today}, version or contact.version)
        places = (
            readable(BoardMember, viewer).where(BoardMember.contact == contact.id).order_by(BoardMember.id)
        )
        edits = [gone, *(_without(row) for row in places)]
        return write.many(grant, edits, via=via, words=f"{contact.name} left", form_key=form_key)


def _without(place) -> Edit | Bin:
    """The organisation keeps its place on the board; a place that was only theirs goes."""
    if place.organisation_id:
        return Edit(BoardMember, place.id, {"contact": None})
    return Bin(BoardMember, place.id)
