"""Undo: one press takes an act back, and says what was put back and what was left."""

from flask import Blueprint

from ...web.access import access
from ...web.pages import current_viewer, go
from ...web.security import page_before
from . import actions
from .words import told

blueprint = Blueprint("undo", __name__)


@blueprint.post("/undo/<group_id>")
@access("signed_in")
def undo(group_id: str):
    undone = actions.undo(current_viewer(), group_id)
    return go(page_before() or "/", told(undone), undone.group_id)
