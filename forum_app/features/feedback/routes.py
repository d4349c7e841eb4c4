"""News that partners owe: the list, one page of each, chasing it, and the officer's page behind a link."""

from flask import Blueprint, abort, request, url_for

from ... import clock
from ...permissions.errors import NotFound
from ...permissions.roles import Viewer
from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, go, page
from ...web.security import own_path, visitor
from ..accounts.actions import TooManyTries, note_try
from ..meetings.queries import meeting_and_board
from . import actions, queries, rules, views
from .forms import AskForm, ChaseForm, OutcomeForm, ThanksForm
from .thanks import thank, thank_by_link

blueprint = Blueprint("feedback", __name__)


@blueprint.get("/feedback")
@access("member")
def index():
    viewer = current_viewer()
    return page(
        "feedback/index.html", page_title="News owed by partners", owed=queries.owed(viewer), act=Form()
    )


@blueprint.get("/feedback/<id>")
@access("member")
def show(id: str, form: OutcomeForm | None = None):
    viewer = current_viewer()
    found = queries.feedback_page(viewer, id)
    return page("feedback/show.html", fragment="main", **views.show_context(viewer, found, form))


@blueprint.route("/feedback/<id>/chase", methods=["GET", "POST"])
@access("team")
def chase(id: str):
    viewer, form = current_viewer(), ChaseForm()
    found = queries.feedback_page(viewer, id)
    if request.form.get("from") == "line":
        return _from_its_line(viewer, id, form)
    if form.sent():
        with form.rules():
            written = actions.chase(viewer, id, form.values(), form_key=form.key)
            return done("feedback.show", id=id, say=views.asked_words(found, form), undo=written.group_id)
    return page("feedback/chase.html", fragment="main", **views.chase_context(found, form))


def _from_its_line(viewer: Viewer, id: str, form: ChaseForm):
    """One tap on a line reminds the officer who was asked last; the line answers for itself."""
    written = actions.chase(viewer, id, {"contact": form.contact.data}, form_key=form.key)
    said = {"say": "A reminder is on its way", "undo": written.group_id}
    return done("feedback.show", id=id, fragment="line", template="feedback/line.html", **said)


@blueprint.post("/feedback/<id>/stop")
@access("team")
def stop(id: str):
    written = actions.stop_links(current_viewer(), id, form_key=Form().key)
    return done("feedback.show", id=id, say="Every link is stopped", undo=written.group_id)


@blueprint.post("/feedback/<id>/news")
@access("team")
def write_down(id: str):
    viewer, form = current_viewer(), OutcomeForm()
    if form.sent():
        with form.rules():
            written = actions.give_feedback(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("feedback.show", id=id, say="Written down. The reps are told.", undo=written.group_id)
    return show(id, form=form)


@blueprint.route("/meetings/<id>/feedback", methods=["GET", "POST"])
@access("team")
def ask(id: str):
    viewer = current_viewer()
    meeting, board = meeting_and_board(viewer, id)
    form = AskForm().offer(viewer, queries.partners(viewer))
    if not form.is_submitted():
        form.owed_by.data = board.host_id
        form.due_on.data = rules.feedback_due(meeting.day, board.feedback_days, viewer.today)
    if form.sent():
        with form.rules():
            written = actions.add_feedback(viewer, id, form.values(), form_key=form.key)
            return done("feedback.show", id=written.ids[0], say="Noted", undo=written.group_id)
    return page("feedback/ask.html", fragment="main", **views.ask_context(viewer, meeting, board, form))


@blueprint.route("/meetings/<id>/ask-for-thanks", methods=["GET", "POST"])
@access("team")
def ask_for_thanks(id: str):
    viewer, form = current_viewer(), ChaseForm()
    meeting, board = meeting_and_board(viewer, id)
    if form.sent():
        with form.rules():
            written = actions.ask_for_thanks(viewer, id, form.values(), form_key=form.key)
            say = "A link to say thank you is on its way"
            return done("meetings.show", id=id, say=say, undo=written.group_id)
    return page(
        "feedback/chase.html", fragment="main", **views.thanks_link_context(viewer, meeting, board, form)
    )


@blueprint.post("/people/<id>/thanks")
@access("steering")
def thank_someone(id: str):
    form, meeting_id = ThanksForm(), request.form.get("meeting") or None
    thanked = thank(current_viewer(), id, form.text.data or "", meeting_id=meeting_id, form_key=form.key)
    where = own_path(request.form.get("back")) or url_for("people.show", id=id)
    return go(where, f"{thanked.name} will see your thanks", thanked.group_id)


@blueprint.route("/officer/<token>", methods=["GET", "POST"])
@access("anyone", token=True)
def officer(token: str):
    officer = _officer(token)
    found, form = queries.officer_page(officer), OutcomeForm()
    if found.feedback is None:
        return page("feedback/officer.html", **views.officer_context(officer, found, None, token))
    if form.sent():
        with form.rules():
            actions.give_feedback(
                officer,
                found.feedback.id,
                form.values(),
                form_key=form.key,
                version=sent_version(),
                via="link",
            )
            return go(url_for("feedback.officer", token=token))
    return page("feedback/officer.html", **views.officer_context(officer, found, form, token))


@blueprint.post("/officer/<token>/thanks")
@access("anyone", token=True)
def officer_thanks(token: str):
    officer, form = _officer(token), ThanksForm()
    if form.sent():
        with form.rules():
            thank_by_link(officer, form.text.data or "", form_key=form.key)
            return go(url_for("feedback.officer", token=token))
    found = queries.officer_page(officer)
    return page("feedback/officer.html", **views.officer_context(officer, found, None, token, form))


def _officer(token: str) -> Viewer:
    """Whoever holds this link. A wrong one is not there, and tries are slowed down."""
    try:
        return actions.officer_of(token, clock.now())
    except NotFound:
        try:
            note_try("officer link", "", visitor())
        except TooManyTries:
            abort(429)
        raise
