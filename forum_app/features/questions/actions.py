"""Taking a decision home: the steering group is asked the same day, and reminded before its day."""

from collections.abc import Mapping
from datetime import timedelta

from ...models.boards import Board
from ...models.control import Marking, NamedPerson
from ...models.meetings import Decision, Meeting, ReservedAnswer
from ...permissions import recipients
from ...permissions.abilities import require
from ...permissions.readable import one
from ...permissions.roles import Viewer, worker
from ...records import outbox, write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing
from . import rules
from .queries import asked_of

REVIEW_AFTER = timedelta(days=182)
NOBODY = "Nobody on the steering group may read this meeting. Speak with the coordinator."
QUESTION = "Write the question in one line, as you would say it."


def ask_forum_view(
    viewer: Viewer,
    values: Mapping,
    *,
    meeting_id: str | None = None,
    decision_id: str | None = None,
    form_key: str | None,
    via: str = "form",
):
    """Ask the steering group for the forum's view before agreeing to something; they hear of it today.

    `values`: text, answer_by. Raises NotFound, NotAllowed, RuleBroken.
    """
    with write.together():
        decision = one(Decision, decision_id, viewer) if decision_id else None
        about = decision or one(Meeting, meeting_id or "", viewer)
        grant = require(viewer, "ask_forum_view", about)
        if first := write.already(grant, form_key):
            return first
        _check(viewer, values)
        meeting = _meeting_of(viewer, decision) if decision else about
        people = asked_of(viewer, meeting)
        if not people:
            raise RuleBroken("", NOBODY)
        question, edits = _question(viewer, values, about, meeting, [person.id for person in people])
        edits += [write.Add(ReservedAnswer, {"decision": question, "person": person.id}) for person in people]
        mails = [
            Mailing("question_asked", person.id, (("decisions", question),), f"asked {question} {person.id}")
            for person in people
            if person.id != viewer.person_id
        ]
        return write.many(grant, edits, via=via, words="Forum view asked", form_key=form_key, mails=mails)


def _check(viewer: Viewer, values: Mapping) -> None:
    if not values.get("text"):
        raise RuleBroken("text", QUESTION)
    if not values.get("answer_by"):
        raise RuleBroken("answer_by", "Write the day by which you need it, as 26 11 2026.")
    if values["answer_by"] < viewer.today:
        raise RuleBroken("answer_by", "That day has passed. Write one that lies ahead.")


def _meeting_of(viewer: Viewer, decision):
    return one(Meeting, decision.meeting_id, viewer) if decision.meeting_id else None


def _question(viewer: Viewer, values: Mapping, about, meeting, people: list[str]) -> tuple[str, list]:
    """The question's id, and the edits that make it: closed at a closed board, to those who are asked."""
    level, marking, edits = _closure(viewer, about, meeting, people)
    question = write.new_id()
    row = {
        "kind": "reserved",
        "state": "waiting",
        "board": about.board_id,
        "meeting": meeting.id if meeting else None,
        "text": values["text"],
        "owner": viewer.person_id,
        "asked_by": viewer.person_id,
        "asked_on": viewer.today,
        "answer_by": values["answer_by"],
        "due_on": values["answer_by"],
        "level": level,
        "marking": marking,
    }
    return question, [*edits, write.Add(Decision, row, id=question)]


def _closure(viewer: Viewer, about, meeting, people: list[str]) -> tuple[str, str | None, list]:
    """At a closed board it is for those who are asked; what hangs from a marked thing is as closed."""
    board = one(Board, about.board_id, viewer)
    if getattr(about, "marking_id", None) and about is not meeting:
        return about.level, about.marking_id, []
    if meeting is not None and meeting.marking_id:
        return "members", meeting.marking_id, []
    if board.default_level in {"public", "members"}:
        return "members", None, []
    marking = write.new_id()
    readers = {*people, viewer.person_id or "", *recipients.coordinators(viewer.today, viewer.now)} - {""}
    values = {
        "board": board.id,
        "name": f"{board.short_name}: a question to the steering group",
        "level": "restricted",
        "reason": "the usual level of this board",
        "audience_words": "who asked, the steering group, the coordinator",
        "review_on": viewer.today + REVIEW_AFTER,
    }
    edits: list = [write.Add(Marking, values, id=marking)]
    edits += [write.Add(NamedPerson, {"marking": marking, "person": person}) for person in sorted(readers)]
    return "restricted", marking, edits


def withdraw_question(
    viewer: Viewer, decision_id: str, *, form_key: str | None, version: int | None = None, via: str = "form"
):
    """Take a question back: nobody has to answer any more, what was said stays. Raises as `write` does."""
    with write.together():
        decision = one(Decision, decision_id, viewer)
        grant = require(viewer, "withdraw_question", decision)
        if decision.kind != "reserved" or decision.state != "waiting":
            raise RuleBroken("", "This question waits for nobody any more.")
        edit = write.Edit(Decision, decision.id, {"state": "noted"}, version or decision.version)
        return write.one(grant, edit, via=via, words="Question withdrawn", form_key=form_key)


def remind(now) -> int:
    """Remind those who have not answered, the day before and on the day; how many. Safe to run twice."""
    today = worker(now).today
    mails = []
    for asked in recipients.not_answered(today, today + rules.DAY):
        which = rules.reminder_of(asked.asked_on, asked.answer_by, today)
        if which:
            parts = (("decisions", asked.decision),)
            dedupe = f"reminder {which} {asked.answer}"
            mails.append(Mailing("question_reminder", asked.person, parts, dedupe=dedupe))
    with write.together():
        return outbox.queue(mails)
