"""What a rep does with a paper: reads it, asks what it means; and what the coordinator answers."""

from ...models.meetings import Meeting, Paper
from ...models.money import TimeEntry
from ...models.reading import PaperQuestion, PaperRead
from ...permissions.abilities import require
from ...permissions.readable import one, readable
from ...permissions.roles import Viewer
from ...records import write
from ...records.errors import RuleBroken
from ...records.outbox import Mailing

ANSWERED = "paper_answered"
ASKS = {"explain": "Please explain", "jargon": "Too much jargon"}


def read_paper(viewer: Viewer, paper_id: str, minutes: int | None, *, form_key: str | None):
    """Say that one has read a paper; its minutes wait to be confirmed. Raises NotFound, RuleBroken."""
    with write.together():
        paper = one(Paper, paper_id, viewer)
        grant = require(viewer, "read_paper", paper)
        if first := write.already(grant, form_key):
            return first
        if _mine(viewer, paper):
            raise RuleBroken("", "You have read this one already.")
        meeting = one(Meeting, paper.meeting_id, viewer)
        read = {"paper": paper.id, "person": viewer.person_id, "minutes": minutes, "read_on": viewer.today}
        edits: list = [write.Add(PaperRead, read)]
        if minutes:
            entry = {
                "person": viewer.person_id,
                "day": viewer.today,
                "kind": "reading",
                "minutes": minutes,
                "meeting": meeting.id,
                "hat": "representative",
                "state": "to_confirm",
            }
            edits.append(write.Add(TimeEntry, entry))
        return write.many(grant, edits, via="form", words="Read", form_key=form_key)


def _mine(viewer: Viewer, paper):
    reads = readable(PaperRead, viewer).where(PaperRead.paper == paper.id)
    return reads.where(PaperRead.person == viewer.person_id).first()


def ask_about_paper(viewer: Viewer, paper_id: str, kind: str, text: str, *, form_key: str | None):
    """Ask for an explanation, or flag jargon. Raises NotFound, NotAllowed, RuleBroken."""
    if kind not in ASKS:
        raise RuleBroken("text", "Choose one of the two.")
    with write.together():
        paper = one(Paper, paper_id, viewer)
        grant = require(viewer, "read_paper", paper)
        values = {
            "paper": paper.id,
            "person": viewer.person_id,
            "kind": kind,
            "text": text,
            "asked_at": viewer.now,
        }
        return write.one(
            grant, write.Add(PaperQuestion, values), via="form", words="Asked", form_key=form_key
        )


def answer_question(viewer: Viewer, question_id: str, answer: str, *, form_key: str | None):
    """Answer what a rep asked about a paper; they are told. Raises NotFound, NotAllowed."""
    with write.together():
        question = one(PaperQuestion, question_id, viewer)
        grant = require(viewer, "answer_question", question)
        values = {"answer": answer, "answered_at": viewer.now, "answered_by": viewer.person_id}
        edit = write.Edit(PaperQuestion, question.id, values, question.version)
        told = Mailing(
            ANSWERED,
            question.person_id,
            (("paper_questions", question.id),),
            dedupe=f"{ANSWERED}:{question.id}:{question.version}",
        )
        return write.one(grant, edit, via="form", words="Answered", form_key=form_key, mails=[told])
