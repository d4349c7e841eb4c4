"""Interests: the register, and declaring one's own."""

from flask import Blueprint

from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, page
from . import actions, queries
from .forms import InterestForm

blueprint = Blueprint("interests", __name__)


@blueprint.get("/interests")
@access("team")
def index():
    viewer = current_viewer()
    return page("interests/index.html", page_title="Register of interests", rows=queries.register(viewer))


@blueprint.post("/people/<id>/nothing-to-declare")
@access("member")
def nothing(id: str):
    written = actions.declare(current_viewer(), id, {"nothing": True}, form_key=Form().key)
    return _back(id, written)


@blueprint.route("/people/<id>/declare", methods=["GET", "POST"])
@access("member")
def declare(id: str):
    viewer = current_viewer()
    queries.person_who_declares(viewer, id)
    before = queries.last_of(viewer, id)
    kept = {"text": before.text, "organisation": before.organisation_id} if before else {}
    form = InterestForm(data=kept)
    form.offer(viewer, queries.organisations(viewer))
    if form.sent():
        with form.rules():
            written = actions.declare(viewer, id, form.values(), version=sent_version(), form_key=form.key)
            return _back(id, written)
    version = before.version if before else None
    return page("interests/declare.html", page_title="Your interests", form=form, id=id, version=version)


def _back(id: str, written):
    return done("people.show", id=id, fragment="main", say="Declared. Thank you", undo=written.group_id)
