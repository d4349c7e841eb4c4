"""Find: one page, of which Ctrl+K opens the same answers in a dialog."""

from flask import Blueprint, request

from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries, views

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@access("signed_in")
def show():
    viewer, text, kind = current_viewer(), request.args.get("q", ""), request.args.get("in")
    if kind:
        answer = queries.find_kind(viewer, text, kind, request.args.get("after"))
    else:
        answer = queries.find(viewer, text)
    return page(
        "search/show.html",
        fragment="found",
        page_title="Find",
        started=bool(request.args.get("after")),
        **views.context(viewer, answer, kind),
    )


@blueprint.get("/keys")
@access("signed_in")
def keys():
    return page("search/keys.html", page_title="Keys")
