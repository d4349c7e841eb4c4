"""Turns barriers and escalations into what their templates print."""

from ...fields.words import day
from ...permissions.roles import Viewer
from ...web.forms import Form
from . import queries, rules
from .forms import AnswerForm, EscalationForm, MitigationForm, OwnersForm

SEEN_BY = (
    "Seen by those with a seat on {board}, the steering group and the coordinator, "
    "as far as what it is about is open to them."
)
NOT_TOLD = {"version", "binned_at"}


def seen_by(board) -> str:
    return SEEN_BY.format(board=board.short_name if board else "this board")


def barrier_context(viewer: Viewer, found: queries.RecordPage, form: MitigationForm | None) -> dict:
    return {
        "page_title": "A barrier",
        "found": found,
        "sign": found.sign,
        "form": form
        or MitigationForm(formdata=None, mitigation=found.row.mitigation, learned=found.row.learned),
        "owners": _owners_form(viewer, found),
        "act": Form(formdata=None),
        "history": history_lines(found),
    }


def escalation_context(
    viewer: Viewer, found: queries.RecordPage, form=None, higher: EscalationForm | None = None
) -> dict:
    higher = higher or EscalationForm(formdata=None)
    higher.offer(viewer)
    if not higher.is_submitted():
        higher.level.data = rules.next_level(found.row.height)
        higher.due_on.data = rules.answer_due(viewer.today)
        above = queries.board_above(viewer, found.row.board_id) if found.may["raise_higher"] else ""
        higher.raised_with.data = above if higher.level.data == "above" else ""
    return {
        "page_title": "Raised with partners",
        "found": found,
        "sign": found.sign,
        "form": form or AnswerForm(formdata=None, answered_on=viewer.today),
        "higher": higher,
        "owners": _owners_form(viewer, found),
        "levels": rules.LEVELS,
        "history": history_lines(found),
    }


def _owners_form(viewer: Viewer, found: queries.RecordPage) -> OwnersForm:
    row = found.row
    form = OwnersForm(formdata=None, owner=row.owner_id, partner_contact=row.partner_contact_id)
    # Raising it higher asks for an officer too, on the same page.
    form.partner_contact.id = "owners-partner"
    if found.may["name_owners"]:
        form.offer(viewer)
    return form


def ask_context(viewer: Viewer, form: EscalationForm, *, barrier=None, meeting=None, board=None) -> dict:
    """Asking for something to be raised: how high is chosen already, so that one tap sends it."""
    form.offer(viewer, meeting.id if meeting else None)
    if not form.is_submitted():
        above = queries.board_above(viewer, board.id if board else None)
        form.level.data = "above" if above else "board"
        form.raised_with.data = above or (board.name if board else "")
        form.due_on.data = rules.answer_due(viewer.today)
        form.text.data = barrier.text if barrier else ""
        form.partner_contact.data = barrier.partner_contact_id if barrier else None
    return {
        "page_title": "Ask for it to be raised higher",
        "form": form,
        "barrier": barrier,
        "meeting": meeting,
        "board": board,
        "levels": rules.LEVELS,
        "seen_by": seen_by(board),
    }


def history_lines(found: queries.RecordPage) -> list[dict]:
    """What became of it, the newest first: when, who, and what changed."""
    return [
        {
            "when": entry.at,
            "who": "the forum" if entry.via == "demo" else entry.who,
            "words": "Came with the demo" if entry.via == "demo" else entry.words,
            "changed": [
                f"{cell.label}: {cell.new}"
                for cell in entry.cells
                if cell.new and cell.field not in NOT_TOLD and entry.kind == "edit"
            ],
        }
        for entry in found.history
    ]


def meeting_words(viewer: Viewer, board, meeting) -> str:
    return f"{board.short_name}, {day(meeting.day, viewer.today)}"
