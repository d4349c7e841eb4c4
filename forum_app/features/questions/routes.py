"""Forum view needed: asking the steering group from a meeting or a decision, and taking it back."""

from flask import Blueprint, url_for

from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, page
from . import actions, queries
from .forms import QuestionForm

blueprint = Blueprint("questions", __name__)


@blueprint.route("/meetings/<id>/ask", methods=["GET", "POST"])
@access("member")
def ask(id: str):
    return _ask(url_for("meetings.show", id=id), "The meeting", meeting_id=id)


@blueprint.route("/decisions/<id>/ask", methods=["GET", "POST"])
@access("member")
def ask_about(id: str):
    return _ask(url_for("meetings.decision", id=id), "The decision", decision_id=id)


def _ask(back: str, back_words: str, **about: str):
    viewer, form = current_viewer(), QuestionForm()
    found = queries.ask_page(viewer, **about)
    if not form.is_submitted():
        form.text.data, form.answer_by.data = found.text, found.answer_by
    if form.sent():
        with form.rules():
            written = actions.ask_forum_view(viewer, form.values(), form_key=form.key, **about)
            question = queries.question_among(viewer, written.ids)
            say = "Asked. They hear of it today."
            return done("meetings.decision", id=question, say=say, undo=written.group_id)
    return page(
        "questions/ask.html",
        fragment="main",
        page_title="Forum view needed",
        found=found,
        form=form,
        back=back,
        back_words=back_words,
    )


@blueprint.post("/decisions/<id>/withdraw")
@access("member")
def withdraw(id: str):
    written = actions.withdraw_question(current_viewer(), id, form_key=Form().key, version=sent_version())
    return done("meetings.decision", id=id, say="Withdrawn. Nobody has to answer.", undo=written.group_id)
