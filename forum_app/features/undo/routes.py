"""Undo: one press takes an act back, and says what was put back and what was left; the next day too."""

from flask import Blueprint

from ...fields import words
from ...records import lately, registry
from ...web.access import access
from ...web.forms import Form
from ...web.pages import current_viewer, go, page
from ...web.security import page_before
from . import actions
from .words import told, way

blueprint = Blueprint("undo", __name__)


@blueprint.post("/undo/<group_id>")
@access("signed_in")
def undo(group_id: str):
    undone = actions.undo(current_viewer(), group_id)
    return go(page_before() or "/", told(undone), undone.group_id)


@blueprint.get("/tables/<name>/undo")
@access("member", alone=True)
def earlier(name: str):
    """What somebody did to a table themselves, each with its undo."""
    viewer, table = current_viewer(), registry.table(name)
    return page(
        "undo/earlier.html",
        page_title=f"What you did in {table.label}",
        table=table,
        act=Form(formdata=None),
        acts=[
            (one, way(one.via), words.number_of(one.others, "other") if one.others else "")
            for one in lately.lately(viewer, table)
        ],
    )
