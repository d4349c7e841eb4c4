"""Turns what is owed into what its templates print."""

from ...permissions.abilities import can
from ...permissions.roles import Viewer
from ...web.forms import Form
from . import queries, rules
from .forms import AskForm, ChaseForm, OutcomeForm, ThanksForm

KIND_WORDS = {"asked": "Asked", "reminder": "Reminded", "thanks": "Asked for thanks"}


def show_context(viewer: Viewer, found: queries.FeedbackPage, form: OutcomeForm | None) -> dict:
    """One thing owed: how it stands, the news, and who was asked."""
    if form is None:
        form = _filled(found.news)
    return {
        "page_title": found.line.words,
        "found": found,
        "row": found.line,
        "act": Form(formdata=None),
        "form": form,
        "outcome": rules.PILLS.get(found.news.outcome) if found.news else None,
        "may_write": can(viewer, "give_feedback", found.row),
        "outcomes": rules.OUTCOMES,
        "links_open": any(sent.stopped_on is None for sent in found.sent),
        "kind_words": KIND_WORDS,
    }


def _filled(news) -> OutcomeForm:
    if news is None:
        return OutcomeForm(formdata=None)
    said = {name: getattr(news, name) for name in ("outcome", "text", "reason", "next_step")}
    return OutcomeForm(formdata=None, **said)


def chase_context(found: queries.FeedbackPage, form: ChaseForm) -> dict:
    """Which officer is asked; the last one, or the first of that partner, is chosen already."""
    if not form.is_submitted():
        form.contact.data = found.chosen or "new"
    return {
        "page_title": "Ask what came of it",
        "about": found.line.words,
        "partner": found.line.partner,
        "choices": _officers(found.officers),
        "form": form,
        "back": ("feedback.show", found.row.id, found.line.words),
        "button": "Send the link",
        "told": "They get a link today. It opens this one thing and nothing else, without a password.",
    }


def thanks_link_context(viewer: Viewer, meeting, board, form: ChaseForm) -> dict:
    """Which officer is offered to say thank you for a meeting."""
    officers = queries.officers(viewer, board.host_id)
    if not form.is_submitted():
        form.contact.data = next((row.id for row in officers if row.email), "new")
    about = _meeting_words(viewer, meeting, board)
    return {
        "page_title": "Ask for a word of thanks",
        "about": about,
        "partner": "",
        "choices": _officers(officers),
        "form": form,
        "back": ("meetings.show", meeting.id, about),
        "button": "Send the link",
        "told": "They thank those who were there in one tap, without a password.",
    }


def _officers(officers: list) -> list[tuple]:
    """Each officer with their role and whether we hold an address; somebody new last."""
    found = []
    for row in officers:
        facts = [row.role_title, row.works_for, "" if row.email else "no address yet"]
        found.append((row.id, row.name, ", ".join(fact for fact in facts if fact)))
    return [*found[:12], ("new", "Somebody else")]


def asked_words(found: queries.FeedbackPage, form: ChaseForm) -> str:
    names = {row.id: row.name for row in found.officers}
    return f"A link is on its way to {names.get(form.contact.data) or form.name.data}"


def ask_context(viewer: Viewer, meeting, board, form: AskForm) -> dict:
    """The form that notes what a partner owes for a meeting."""
    return {
        "page_title": "News owed for this meeting",
        "form": form,
        "meeting": meeting,
        "about": _meeting_words(viewer, meeting, board),
        "partners": queries.partners(viewer),
        "offered": f"{board.short_name} gives partners {board.feedback_days} days.",
    }


def _meeting_words(viewer: Viewer, meeting, board) -> str:
    return rules.meeting_words(board.short_name, [meeting.day], viewer.today)


def officer_context(
    officer: Viewer,
    found: queries.OfficerPage,
    form: OutcomeForm | None,
    token: str,
    thanks: ThanksForm | None = None,
) -> dict:
    """The officer's one page: the question, or what they said and a word of thanks."""
    told = found.news is not None
    if form is None or not form.is_submitted():
        form = _filled(found.news)
    return {
        "page_title": _title(found),
        "found": found,
        "officer": officer,
        "token": token,
        "form": form if not (thanks and thanks.errors) else thanks,
        "outcome_form": form,
        "thanks": thanks or ThanksForm(formdata=None),
        "outcomes": rules.OUTCOMES,
        "outcome": rules.PILLS.get(found.news.outcome) if told else None,
        "due": rules.plain_day(found.feedback.due_on, officer.today) if found.feedback else "",
        "asks": found.feedback is not None and not told and not found.answered_by_others,
    }


def _title(found: queries.OfficerPage) -> str:
    if found.feedback is None:
        return "You thanked them" if found.chase.thanked_at else "Would you like to thank them?"
    if found.news:
        return "Thank you. This is what you told the forum"
    return "The forum knows already" if found.answered_by_others else "What came of it?"
