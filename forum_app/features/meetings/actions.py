"""What people do with a meeting: answer whether they come, log it, add what was settled."""

from collections.abc import Mapping
from datetime import timedelta

from ...models.boards import Board, Seat
from ...models.control import Marking, NamedPerson
from ...models.meetings import Attendance, Decision, Meeting, MeetingReport, Pulse, ReservedAnswer
from ...models.money import TimeEntry
from ...models.people import Person, Role
from ...models.reading import PrivateNote
from ...permissions.abilities import require
from ...permissions.errors import NotFound
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing
from .queries import contact_named
from .rules import (
    HATS,
    LOG_KINDS,
    PULSE,
    REPLIES,
    RESERVED_ANSWERS,
    check_still_on,
    words_of_log,
)

REVIEW_AFTER = timedelta(days=182)


class LoggedAlready(RuleBroken):
    """Two people logged one meeting for one rep: what the second wrote is theirs to keep, and not saved."""

    status = 409

    def __init__(self, who: str = ""):
        first = f"{who} logged this meeting already." if who else "This meeting is logged already."
        then = f"Ask {who} to undo that if yours is right." if who else "Undo it first to log it again."
        super().__init__("attended", f"{first} Nothing of yours was saved over it. {then}")


def reply_to_meeting(
    viewer: Viewer,
    meeting_id: str,
    reply: str,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
):
    """Say coming, maybe, not coming, or that one's deputy comes.

    `version`: that of the answer which "keep mine" was decided on. Raises NotFound, NotAllowed, RuleBroken,
    Stale.
    """
    if reply not in REPLIES:
        raise RuleBroken("reply", "Choose yes, maybe or no.")
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "reply_to_meeting", meeting)
        if meeting.state == "cancelled":
            raise RuleBroken("reply", "This meeting is called off. There is nothing to answer.")
        if meeting.starts_at <= viewer.now:
            raise RuleBroken("reply", "This meeting has started. You can log it instead.")
        values = {"reply": reply, "replied_at": viewer.now}
        edit = _attendance_edit(viewer, meeting, viewer.person_id, values, version)
        return write.one(grant, edit, via=via, words="Answered", form_key=form_key)


def log_meeting(
    viewer: Viewer,
    meeting_id: str,
    values: Mapping,
    *,
    rep_id: str | None = None,
    form_key: str | None = None,
    via: str = "form",
):
    """Log a meeting in one act: attendance, time by kind, the report and any action.

    `values`: attended (there, deputy, apologies); minutes of meeting, reading, briefing, travel; hat; text;
    action. The coordinator logs for a rep who rang by giving `rep_id`. Raises NotFound, NotAllowed,
    RuleBroken when it lies ahead or nothing was given, LoggedAlready when somebody was first.
    """
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        rep_id = rep_id or viewer.person_id or ""
        for_other = rep_id != viewer.person_id
        grant = require(viewer, "log_for_rep" if for_other else "log_meeting", meeting)
        logged = _logged(viewer, meeting, rep_id)
        if first := write.already(grant, form_key):
            if logged:
                return first
            # It was undone since, and is logged again from the same page.
            form_key = None
        if for_other and rep_id not in {rep.id for rep in reps_of(viewer, meeting)}:
            raise NotFound
        if meeting.state == "cancelled":
            raise RuleBroken("attended", "This meeting was called off, so there is nothing to log.")
        if meeting.starts_at > viewer.now:
            raise RuleBroken("attended", "This meeting has not started yet. You can log it once it has.")
        if logged:
            raise LoggedAlready(_who_logged(viewer, meeting, rep_id))
        edits = _log_edits(viewer, meeting, rep_id, values)
        return write.many(grant, edits, via=via, words=words_of_log(values["attended"]), form_key=form_key)


def _logged(viewer: Viewer, meeting, rep_id: str) -> bool:
    seen = _attendance(viewer, meeting, rep_id)
    return bool(seen and seen.state)


def _who_logged(viewer: Viewer, meeting, rep_id: str) -> str:
    """Who wrote what stands, when it was somebody else and this viewer may read it."""
    written = readable(MeetingReport, viewer).where(
        MeetingReport.meeting == meeting.id, MeetingReport.person == rep_id
    )
    report = written.first()
    if report is None or report.logged_by_id in {None, viewer.person_id}:
        return ""
    person = readable(Person, viewer).where(Person.id == report.logged_by_id).first()
    return person.name if person else ""


def _log_edits(viewer: Viewer, meeting, rep_id: str, values: Mapping) -> list:
    state = {"there": "present", "deputy": "deputy_present", "apologies": "apologies"}[values["attended"]]
    seen = {"state": state, "hat": values.get("hat") or "representative"}
    edits = [_attendance_edit(viewer, meeting, rep_id, seen)]
    if state == "present":
        edits += _time_edits(meeting, rep_id, values)
    if state == "present" and values.get("own") and rep_id == viewer.person_id:
        own = {"meeting": meeting.id, "person": rep_id, "text": values["own"]}
        edits.append(write.Add(PrivateNote, own))
    if state == "present" or values.get("text"):
        edits += _report_edits(viewer, meeting, rep_id, values.get("text") or "")
    if values.get("action"):
        edits += _decision_edits(viewer, meeting, {"text": values["action"], "owner": rep_id})
    return edits


def _time_edits(meeting, rep_id: str, values: Mapping) -> list:
    return [
        write.Add(
            TimeEntry,
            {
                "person": rep_id,
                "day": meeting.day,
                "kind": kind,
                "minutes": values[kind],
                "meeting": meeting.id,
                "hat": values.get("hat") or "representative",
                "state": "to_confirm",
            },
        )
        for kind in LOG_KINDS
        if values.get(kind)
    ]


def _report_edits(viewer: Viewer, meeting, rep_id: str, text: str) -> list:
    level, marking, edits = closure(viewer, meeting, rep_id) if text else ("members", None, [])
    report = {
        "meeting": meeting.id,
        "person": rep_id,
        "text": text,
        "logged_at": viewer.now,
        "logged_by": viewer.person_id,
        "level": level,
        "marking": marking,
    }
    return [*edits, write.Add(MeetingReport, report)]


def closure(viewer: Viewer, meeting, author_id: str | None) -> tuple[str, str | None, list]:
    """The level and marking that new content of a meeting gets from its board, and edits that make it.

    A board whose usual level is Board only or Restricted lends its standing marking; without one that
    this viewer may see, a new one names the author and the coordinators.
    """
    if meeting.marking_id:
        return "members", meeting.marking_id, []
    board = one(Board, meeting.board_id, viewer)
    if board.default_level in {"public", "members"}:
        return board.default_level, None, []
    if board.default_marking_id in viewer.markings:
        return board.default_level, board.default_marking_id, []
    marking = write.new_id()
    values = {
        "board": board.id,
        "name": f"{board.short_name}: what reps write",
        "level": board.default_level,
        "reason": "the usual level of this board",
        "audience_words": board.short_name
        if board.default_level == "board"
        else "the author, the coordinator",
        "review_on": viewer.today + REVIEW_AFTER,
    }
    names = [] if board.default_level == "board" else _author_and_coordinators(viewer, author_id)
    edits = [write.Add(Marking, values, id=marking)]
    edits += [write.Add(NamedPerson, {"marking": marking, "person": person}) for person in names]
    return board.default_level, marking, edits


def _author_and_coordinators(viewer: Viewer, author_id: str | None) -> list[str]:
    current = Role.ends_at.is_null() | (Role.ends_at > viewer.now)
    roles = readable(Role, viewer).where(Role.role == "coordinator", current)
    return sorted({author_id, *(role.person_id for role in roles)} - {None})


def add_decision(
    viewer: Viewer, meeting_id: str, values: Mapping, *, form_key: str | None, via: str = "form"
):
    """Add an action or a decision in one line, with a forum owner and a partner owner if there are any."""
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "add_decision", meeting)
        check_still_on(meeting)
        if not values.get("text"):
            raise RuleBroken("text", "Write in one line what was agreed.")
        if values.get("owner"):
            one(Person, values["owner"], viewer)
        edits = _decision_edits(viewer, meeting, values)
        return write.many(grant, edits, via=via, words="Added", form_key=form_key)


def _decision_edits(viewer: Viewer, meeting, values: Mapping) -> list:
    level, marking, edits = closure(viewer, meeting, viewer.person_id)
    kind, partner = values.get("kind") or "action", values.get("partner") or ""
    contact = contact_named(viewer, partner) if partner else None
    decision = {
        "kind": kind,
        "board": meeting.board_id,
        "meeting": meeting.id,
        "text": values["text"],
        "owner": values.get("owner") or None,
        "partner_contact": contact,
        "partner_words": "" if contact else partner,
        "due_on": values.get("due_on"),
        "decided_on": meeting.day,
        "state": "open" if kind == "action" else "agreed",
        "level": level,
        "marking": marking,
    }
    return [*edits, write.Add(Decision, decision)]


def close_action(
    viewer: Viewer,
    decision_id: str,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
):
    """Mark an action done today. Raises NotFound, NotAllowed, RuleBroken when it is done already."""
    with write.together():
        decision = one(Decision, decision_id, viewer)
        grant = require(viewer, "close_action", decision)
        if first := write.already(grant, form_key):
            return first
        if decision.kind != "action" or decision.state == "done":
            raise RuleBroken("", "This is done already.")
        values = {"state": "done", "done_on": viewer.today}
        edit = write.Edit(Decision, decision.id, values, version or decision.version)
        return write.one(grant, edit, via=via, words="Done", form_key=form_key)


def answer_decision(
    viewer: Viewer,
    decision_id: str,
    answer: str,
    words: str | None,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
):
    """Answer a reserved decision one was asked; the rep who asked is told the same day.

    Without `words` the line that stands is left. Raises NotFound, NotAllowed, RuleBroken.
    """
    if answer not in RESERVED_ANSWERS:
        raise RuleBroken("answer", "Choose one of the three answers.")
    with write.together():
        decision = one(Decision, decision_id, viewer)
        mine = readable(ReservedAnswer, viewer).where(
            ReservedAnswer.decision == decision.id, ReservedAnswer.person == viewer.person_id
        )
        asked = mine.first()
        if asked is None:
            raise NotFound
        grant = require(viewer, "answer_decision", asked)
        words = asked.words if words is None else words
        values = {"answer": answer, "words": words, "answered_at": viewer.now}
        told = Mailing(
            "decision_answered",
            decision.asked_by_id,
            parts=(("decisions", decision.id),),
            dedupe=f"answer:{write.new_id()}",
        )
        new = (asked.answer, asked.words) != (answer, words)
        return write.one(
            grant,
            write.Edit(ReservedAnswer, asked.id, values, version or asked.version),
            via=via,
            words="Answered",
            form_key=form_key,
            mails=[told] if new and decision.asked_by_id else [],
        )


def give_pulse(
    viewer: Viewer,
    meeting_id: str,
    question: str,
    answer: str,
    *,
    form_key: str | None,
    version: int | None = None,
    via: str = "form",
):
    """Answer one question of the pulse in a tap: was our voice heard, were you made welcome, how was it,
    was it settled before we were asked."""
    if answer not in PULSE.get(question, ()):
        raise RuleBroken("answer", "Choose one of the answers.")
    value = answer == "yes" if question == "settled_before" else answer
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "give_pulse", meeting)
        if meeting.state == "cancelled":
            raise RuleBroken("answer", "This meeting was called off, so there is nothing to say of it.")
        mine = readable(Pulse, viewer).where(Pulse.meeting == meeting.id, Pulse.person == viewer.person_id)
        before = mine.first()
        edit = (
            write.Edit(Pulse, before.id, {question: value}, version or before.version)
            if before
            else write.Add(Pulse, {"meeting": meeting.id, "person": viewer.person_id, question: value})
        )
        return write.one(grant, edit, via=via, words="Saved", form_key=form_key)


def change_hat(viewer: Viewer, meeting_id: str, hat: str, *, form_key: str | None, via: str = "form"):
    """Say under which hat one was at a meeting one has logged; all its time goes with it.

    Raises NotFound, NotAllowed, RuleBroken when it is not logged, or its time is accepted already.
    """
    if hat not in HATS:
        raise RuleBroken("hat", "Choose one of the three.")
    with write.together():
        meeting = one(Meeting, meeting_id, viewer)
        grant = require(viewer, "log_meeting", meeting)
        if done := write.already(grant, form_key):
            return done
        seen = _attendance(viewer, meeting, viewer.person_id)
        if seen is None or seen.state != "present":
            raise RuleBroken("hat", "Log this meeting first.")
        mine = readable(TimeEntry, viewer).where(
            TimeEntry.meeting == meeting.id, TimeEntry.person == viewer.person_id
        )
        worn = [seen, *mine.order_by(TimeEntry.id)]
        if any(row.state not in {"present", "to_confirm"} for row in worn):
            raise RuleBroken("hat", "Your time is accepted already. Ask the coordinator to change it.")
        edits = [write.Edit(type(row), row.id, {"hat": hat}, row.version) for row in worn]
        return write.many(grant, edits, via=via, words="Another hat", form_key=form_key)


def reps_of(viewer: Viewer, meeting) -> list:
    """The people who hold a seat on the meeting's board today, for whom the coordinator may log."""
    seats = readable(Seat, viewer).where(
        Seat.board == meeting.board_id,
        Seat.person.is_null(False),
        Seat.ends_on.is_null() | (Seat.ends_on >= meeting.day),
    )
    ids = sorted({seat.person_id for seat in seats})
    return list(readable(Person, viewer).where(Person.id.in_(ids)).order_by(Person.name)) if ids else []


def _attendance(viewer: Viewer, meeting, person_id: str | None):
    return (
        readable(Attendance, viewer)
        .where(Attendance.meeting == meeting.id, Attendance.person == person_id)
        .first()
    )


def _attendance_edit(
    viewer: Viewer, meeting, person_id: str | None, values: dict, version: int | None = None
):
    before = _attendance(viewer, meeting, person_id)
    if before:
        return write.Edit(Attendance, before.id, values, version or before.version)
    return write.Add(Attendance, {"meeting": meeting.id, "person": person_id, **values})
