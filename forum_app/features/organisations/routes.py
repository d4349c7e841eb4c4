"""Partners: the list and each organisation's page."""

from flask import Blueprint, request

from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries, views

blueprint = Blueprint("organisations", __name__)


@blueprint.get("/organisations")
@access("member")
def index():
    viewer = current_viewer()
    context = views.index_context(viewer, queries.index(viewer), request.args.get("sector"))
    return page("organisations/index.html", page_title="Organisations", **context)


@blueprint.get("/organisations/<id>")
@access("member")
def show(id: str):
    viewer = current_viewer()
    return page("organisations/show.html", **views.partner_context(viewer, queries.partner(viewer, id)))
