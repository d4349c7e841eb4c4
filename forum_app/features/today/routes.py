"""What Today does in place: each answers with the part of the page that it changed."""

from flask import Blueprint, request

from ...web.access import access
from ...web.forms import Form
from ...web.pages import current_viewer, done
from . import actions

blueprint = Blueprint("today", __name__)
# Which part of Today holds the lines of each kind.
PARTS = {"log": "unlogged", "reply": "coming", "agreement": "forms", "interests": "forms"}


@blueprint.post("/reminders")
@access("coordinator")
def remind():
    viewer, form, kind = current_viewer(), Form(), request.form.get("kind", "")
    written = actions.remind(
        viewer, kind, request.form.get("person", ""), request.form.get("row", ""), form_key=form.key
    )
    return _again(PARTS[kind], "Asked", written)


@blueprint.post("/meetings/<id>/papers-came")
@access("coordinator")
def papers_came(id: str):
    written = actions.papers_came(current_viewer(), id, form_key=Form().key)
    return _again("coming", "Papers came today", written)


@blueprint.post("/meetings/<id>/nobody-went")
@access("coordinator")
def nobody_went(id: str):
    written = actions.nobody_went(current_viewer(), id, form_key=Form().key)
    return _again("unlogged", "Marked: nobody went", written)


@blueprint.post("/meetings/<id>/reply-for")
@access("coordinator")
def reply_for_rep(id: str):
    written = actions.reply_for_rep(
        current_viewer(),
        id,
        request.form.get("person", ""),
        request.form.get("reply", ""),
        form_key=Form().key,
    )
    return _again("coming", "Noted", written)


def _again(part: str, say: str, written):
    return done("home.show", fragment=part, say=say, undo=written.group_id)
