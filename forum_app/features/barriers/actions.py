"""What people do about what stands in the way: name it, mitigate it, close it, have it raised higher."""

from collections.abc import Mapping

from ...models.boards import Board
from ...models.meetings import AgendaItem, Barrier, Escalation, Meeting
from ...models.organisations import Contact
from ...models.people import Person
from ...permissions import recipients
from ...permissions.abilities import require
from ...permissions.readable import one
from ...permissions.roles import TEAM, Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing
from ...records.titles import as_said
from ..meetings.actions import closure
from . import rules

OWNED: dict[str, type] = {"barrier": Barrier, "escalation": Escalation}
ONE_LINE = "Write in one line what stands in the way."


def raise_barrier(
    viewer: Viewer, meeting_id: str, values: Mapping, *, form_key: str | None, via: str = "form"
):
    """Name what stood in the way at a meeting, in one line; `values`: text, agenda_item.

    It is as closed as the item it is about, and as what its board's reps usually write. Raises NotFound,
    NotAllowed, RuleBroken.
    """
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "raise_barrier", meeting)
        if not values.get("text"):
            raise RuleBroken("text", ONE_LINE)
        about, edits = _about(viewer, meeting, values.get("agenda_item"))
        row = {
            **about,
            "board": meeting.board_id,
            "meeting": meeting.id,
            "person": viewer.person_id,
            "owner": viewer.person_id,
            "text": values["text"],
            "seen_on": viewer.today,
        }
        edits.append(write.Add(Barrier, row))
        return write.many(grant, edits, via=via, words="Barrier named", form_key=form_key)


def _about(viewer: Viewer, meeting, item_id: str | None) -> tuple[dict, list]:
    """The item that something is about and the marking it takes over, with the edits that make one."""
    item = one(AgendaItem, item_id, viewer) if item_id else None
    if item is not None and item.meeting_id != meeting.id:
        raise RuleBroken("agenda_item", "Choose an item of this meeting.")
    if item is not None and item.marking_id:
        return {"agenda_item": item.id, "marking": item.marking_id}, []
    _level, marking, edits = closure(viewer, meeting, viewer.person_id)
    return {"agenda_item": item_id or None, "marking": marking}, edits


def mitigate_barrier(
    viewer: Viewer,
    barrier_id: str,
    values: Mapping,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
):
    """Say what was done about a barrier, and close it with what was learnt when it is gone.

    `values`: mitigation, learned, closed. Raises NotFound, NotAllowed, RuleBroken, Stale.
    """
    with write.together():
        barrier = one(Barrier, barrier_id, viewer)
        grant = require(viewer, "mitigate_barrier", barrier)
        done, closed = values.get("mitigation") or "", bool(values.get("closed"))
        if not done:
            raise RuleBroken("mitigation", "Write what was done about it.")
        new = {
            "mitigation": done,
            "learned": values.get("learned") or "",
            "state": "closed" if closed else "mitigated",
            "closed_on": viewer.today if closed else None,
        }
        edit = write.Edit(Barrier, barrier.id, new, version or barrier.version)
        words = "Barrier closed" if closed else "Barrier mitigated"
        return write.one(grant, edit, via=via, words=words, form_key=form_key)


def reopen_barrier(
    viewer: Viewer, barrier_id: str, *, form_key: str | None, version: int | None = None, via: str = "form"
):
    """Say that a barrier stands in the way again. Raises NotFound, NotAllowed, Stale."""
    with write.together():
        barrier = one(Barrier, barrier_id, viewer)
        grant = require(viewer, "mitigate_barrier", barrier)
        edit = write.Edit(
            Barrier, barrier.id, {"state": "open", "closed_on": None}, version or barrier.version
        )
        return write.one(grant, edit, via=via, words="Barrier opened again", form_key=form_key)


def name_owners(
    viewer: Viewer,
    kind: str,
    record_id: str,
    values: Mapping,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
):
    """Say who owns a barrier or an escalation, in the forum and at the partner. Raises as `write` does."""
    model = OWNED[kind]
    with write.together():
        record = one(model, record_id, viewer)
        grant = require(viewer, "name_owners", record)
        owners = as_said(viewer, record, _owners(viewer, values))
        edit = write.Edit(model, record.id, owners, version or record.version)
        return write.one(grant, edit, via=via, words="Owners named", form_key=form_key)


def _owners(viewer: Viewer, values: Mapping) -> dict:
    if values.get("owner"):
        one(Person, values["owner"], viewer)
    if values.get("partner_contact"):
        one(Contact, values["partner_contact"], viewer)
    return {"owner": values.get("owner") or None, "partner_contact": values.get("partner_contact") or None}


def ask_for_escalation(
    viewer: Viewer,
    values: Mapping,
    *,
    barrier_id: str | None = None,
    meeting_id: str | None = None,
    form_key: str | None,
    via: str = "form",
):
    """Have a barrier, or something of a meeting, raised to someone who can unblock it.

    `values`: text, level, raised_with, partner_contact, due_on. It is the team's to press for from now on;
    they hear of it the same day. Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        barrier = one(Barrier, barrier_id, viewer) if barrier_id else None
        about = barrier or one(Meeting, meeting_id or "", viewer)
        grant = require(viewer, "ask_for_escalation", about)
        if first := write.already(grant, form_key):
            return first
        row, edits = _escalation(viewer, values, barrier, about)
        row |= {"partner_contact": _owners(viewer, values)["partner_contact"]}
        add = write.Add(Escalation, row, id=write.new_id())
        words, edits = "Asked to be raised higher", [*edits, add]
        return write.many(grant, edits, via=via, words=words, form_key=form_key, mails=_tell(viewer, add.id))


def _escalation(viewer: Viewer, values: Mapping, barrier, about) -> tuple[dict, list]:
    text = values.get("text") or (barrier.text if barrier else "")
    if not text:
        raise RuleBroken("text", ONE_LINE)
    if not values.get("due_on"):
        raise RuleBroken("due_on", "Write the day by which an answer is needed, as 13 1 2027.")
    coordinators = recipients.coordinators(viewer.today, viewer.now)
    board = one(Board, about.board_id, viewer) if about.board_id else None
    edits: list = []
    if barrier:
        kept = {"agenda_item": barrier.agenda_item_id, "marking": barrier.marking_id}
    else:
        kept, edits = _about(viewer, about, values.get("agenda_item"))
    row = {
        **kept,
        "title": rules.title_of(text),
        "text": text,
        "board": about.board_id,
        "meeting": barrier.meeting_id if barrier else about.id,
        "barrier": barrier.id if barrier else None,
        "height": values.get("level") or "board",
        "raised_by": viewer.person_id,
        "raised_with": values.get("raised_with") or (board.name if board else ""),
        "owner": viewer.person_id if viewer.has(*TEAM) else next(iter(coordinators), viewer.person_id),
        "raised_on": viewer.today,
        "due_on": values["due_on"],
    }
    return row, edits


def _tell(viewer: Viewer, escalation_id: str | None) -> list[Mailing]:
    people = set(recipients.coordinators(viewer.today, viewer.now)) - {viewer.person_id}
    parts = (("escalations", escalation_id or ""),)
    return [
        Mailing("escalation_asked", person, parts, dedupe=f"escalation {escalation_id} {person}")
        for person in sorted(people)
    ]


def raise_higher(
    viewer: Viewer,
    escalation_id: str,
    values: Mapping,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
):
    """Take it one level up: to whom, and by when they should answer. History keeps where it was.

    Raises NotFound, NotAllowed, RuleBroken, Stale.
    """
    with write.together():
        found = one(Escalation, escalation_id, viewer)
        grant = require(viewer, "raise_higher", found)
        if found.answered_on:
            raise RuleBroken("", "It is answered already.")
        if not values.get("raised_with"):
            raise RuleBroken("raised_with", "Write with whom it is raised now.")
        if not values.get("due_on"):
            raise RuleBroken("due_on", "Write the day by which an answer is needed, as 13 1 2027.")
        new = {"height": values["level"], **{name: values[name] for name in ("raised_with", "due_on")}}
        new["partner_contact"] = _owners(viewer, values)["partner_contact"]
        edit = write.Edit(Escalation, found.id, new, version or found.version)
        return write.one(grant, edit, via=via, words="Raised higher", form_key=form_key)


def record_answer(
    viewer: Viewer,
    escalation_id: str,
    values: Mapping,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
):
    """Write down what was answered, and when. Raises NotFound, NotAllowed, RuleBroken, Stale."""
    with write.together():
        found = one(Escalation, escalation_id, viewer)
        grant = require(viewer, "answer_escalation", found)
        if not values.get("answer"):
            raise RuleBroken("answer", "Write in a line what they answered.")
        day = values.get("answered_on") or viewer.today
        if day > viewer.today:
            raise RuleBroken("answered_on", "That day lies ahead. Write the day on which they answered.")
        edit = write.Edit(
            Escalation,
            found.id,
            {"answer": values["answer"], "answered_on": day},
            version or found.version,
        )
        return write.one(grant, edit, via=via, words="Answered", form_key=form_key)
