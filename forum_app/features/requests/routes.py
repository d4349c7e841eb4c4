"""Reps that partners asked for: the list, noting one, and answering it."""

from flask import Blueprint

from ...web.access import access
from ...web.forms import sent_version
from ...web.pages import current_viewer, done, page
from . import actions, queries
from .forms import ReplyForm, RequestForm
from .rules import REPLIES

blueprint = Blueprint("requests", __name__)


@blueprint.get("/requests")
@access("steering")
def index():
    viewer = current_viewer()
    return page(
        "requests/index.html",
        page_title="Reps asked for",
        lines=queries.requests(viewer),
        may_add=queries.may_add(viewer),
    )


@blueprint.route("/requests/new", methods=["GET", "POST"])
@access("team")
def new():
    viewer = current_viewer()
    form = RequestForm().offer(viewer)
    if form.sent():
        with form.rules():
            written = actions.add_request(viewer, form.values(), form_key=form.key)
            return done("requests.show", id=written.ids[0], say="Noted", undo=written.group_id)
    return page("requests/new.html", fragment="main", page_title="Note a request", form=form)


@blueprint.route("/requests/<id>", methods=["GET", "POST"])
@access("steering")
def show(id: str):
    viewer = current_viewer()
    found = queries.request_page(viewer, id)
    form = ReplyForm().offer(viewer)
    if not form.is_submitted():
        form.reply.data, form.answer.data = found.reply or None, found.answer
        form.contact.data = None if found.reply else queries.officer_to_tell(viewer, id)
    if form.sent():
        with form.rules():
            told = form.contact.data
            written = actions.answer_request(
                viewer, id, form.values(), form_key=form.key, version=sent_version()
            )
            say = "Answered. The mail leaves in a moment." if told else "Answered. Nobody was mailed."
            return done("requests.show", id=id, fragment="main", say=say, undo=written.group_id)
    return page(
        "requests/show.html",
        fragment="main",
        page_title="A request for a rep",
        found=found,
        form=form,
        replies=[(value, label, help) for value, label, help, _said in REPLIES],
    )
