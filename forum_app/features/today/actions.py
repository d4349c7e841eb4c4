"""What the coordinator does from Today: one tap each, and each can be undone."""

from ...models.meetings import Attendance, Meeting
from ...models.people import Person
from ...models.post import Reminder
from ...permissions.abilities import require
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing
from ...records.write import Add, Edit, Written
from ..meetings.rules import check_still_on
from . import queries, rules

REPLIES = ("coming", "maybe", "not_coming", "deputy")


def remind(
    viewer: Viewer, kind: str, person_id: str, row: str, *, form_key: str | None = None, via: str = "form"
) -> Written:
    """Ask somebody once more for one thing, by mail; at most twice, and never twice on a day.

    `row`: the meeting it is about, or the person. Raises NotFound, NotAllowed, RuleBroken.
    """
    if kind not in rules.ABOUT:
        raise NotFound
    with write.together():
        person = one(Person, person_id, viewer)
        grant = require(viewer, "remind", person)
        if first := write.already(grant, form_key):
            return first
        _still_wanted(viewer, kind, person, row)
        if not rules.may_ask(queries.asked_for(viewer, kind, person.id, row), viewer.today):
            raise RuleBroken("", f"{person.first_name} was asked already. A call may do more.")
        reminder = write.new_id()
        values = {
            "person": person.id,
            "kind": kind,
            "table": rules.ABOUT[kind],
            "row": row,
            "asked_on": viewer.today,
            "asked_by": viewer.person_id,
        }
        mail = Mailing("reminder", person.id, (("reminders", reminder),), dedupe=f"reminder {reminder}")
        edit = Add(Reminder, values, id=reminder)
        return write.one(grant, edit, via=via, words="Asked", form_key=form_key, mails=[mail])


def _still_wanted(viewer: Viewer, kind: str, person: Person, row: str) -> None:
    """Raises NotFound when it is about nothing here, RuleBroken when it is settled."""
    if rules.ABOUT[kind] == "meetings":
        meeting = one(Meeting, row, viewer)
        waiting = queries.awaited(viewer, [meeting.id]).get(meeting.id, [])
        settled = person.id not in {who.person_id for who in waiting}
    elif row != person.id:
        raise NotFound
    else:
        found = queries.asks(viewer)
        lines = found.agreements if kind == "agreement" else found.interests
        settled = person.id not in {line.id for line in lines}
    if settled:
        raise RuleBroken("", "That is settled already.")


def papers_came(
    viewer: Viewer, meeting_id: str, *, form_key: str | None = None, via: str = "form"
) -> Written:
    """The papers of a meeting came today. Raises NotFound, NotAllowed, RuleBroken when they had come."""
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "papers_came", meeting)
        if first := write.already(grant, form_key):
            return first
        check_still_on(meeting)
        if meeting.papers_on and meeting.papers_on <= viewer.today:
            raise RuleBroken("", "These papers are here already.")
        edit = Edit(Meeting, meeting.id, {"papers_on": viewer.today}, meeting.version)
        return write.one(grant, edit, via=via, words="Papers came", form_key=form_key)


def nobody_went(
    viewer: Viewer, meeting_id: str, *, form_key: str | None = None, via: str = "form"
) -> Written:
    """Nobody of the forum was at a meeting: everybody whose word is awaited is marked as not there.

    Raises NotFound, NotAllowed, RuleBroken when somebody was, or it lies ahead.
    """
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "nobody_went", meeting)
        if first := write.already(grant, form_key):
            return first
        check_still_on(meeting)
        if meeting.starts_at > viewer.now:
            raise RuleBroken("", "This meeting has not started yet.")
        waiting = queries.awaited(viewer, [meeting.id]).get(meeting.id, [])
        if not waiting:
            raise RuleBroken("", "This meeting is logged already.")
        edits = [_said(viewer, meeting, who.person_id, {"state": "absent"}) for who in waiting]
        return write.many(grant, edits, via=via, words="Nobody went", form_key=form_key)


def reply_for_rep(
    viewer: Viewer,
    meeting_id: str,
    person_id: str,
    reply: str,
    *,
    form_key: str | None = None,
    via: str = "form",
) -> Written:
    """Note what a rep who rang answered. Raises NotFound, NotAllowed, RuleBroken once it has started."""
    if reply not in REPLIES:
        raise RuleBroken("reply", "Choose yes, maybe or no.")
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "reply_for_rep", meeting)
        if first := write.already(grant, form_key):
            return first
        check_still_on(meeting)
        if meeting.starts_at <= viewer.now:
            raise RuleBroken("reply", "This meeting has started. You can log it instead.")
        waiting = queries.awaited(viewer, [meeting.id]).get(meeting.id, [])
        if person_id not in {who.person_id for who in waiting}:
            raise NotFound
        edit = _said(viewer, meeting, person_id, {"reply": reply, "replied_at": viewer.now})
        return write.one(grant, edit, via=via, words="Answered for a rep", form_key=form_key)


def _said(viewer: Viewer, meeting: Meeting, person_id: str, values: dict) -> Add | Edit:
    found = readable(Attendance, viewer).where(
        Attendance.meeting == meeting.id, Attendance.person == person_id
    )
    before = found.first()
    if before:
        return Edit(Attendance, before.id, values, before.version)
    return Add(Attendance, {"meeting": meeting.id, "person": person_id, **values})
