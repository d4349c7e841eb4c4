"""Looking as somebody else, and stopping."""

from flask import Blueprint, url_for

from ...web.access import access
from ...web.pages import current_viewer, go
from ...web.sign_in import token_of_this_browser
from . import actions

blueprint = Blueprint("see_as", __name__)


@blueprint.post("/people/<id>/see-as")
@access("team")
def begin(id: str):
    name = actions.see_as(current_viewer(), token_of_this_browser(), id)
    return go("/", f"You are looking as {name}, for up to 30 minutes.")


@blueprint.post("/see-as/stop")
@access("signed_in", leaving=True)
def stop():
    person = actions.stop(current_viewer(), token_of_this_browser())
    return go(url_for("people.show", id=person) if person else "/", "You are looking as yourself again.")
