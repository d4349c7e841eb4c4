"""People: the list, and each person's page as far as the viewer may see it."""

from flask import Blueprint, request

from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries, views

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@access("member")
def index():
    after = request.args.get("after")
    listing = queries.index(current_viewer(), after)
    return page(
        "people/index.html",
        page_title="People",
        rows=views.list_rows(listing),
        later=listing.later,
        started=bool(after),
    )


@blueprint.get("/people/<id>")
@access("member")
def show(id: str):
    viewer = current_viewer()
    return page("people/show.html", **views.profile_context(viewer, queries.profile(viewer, id)))
