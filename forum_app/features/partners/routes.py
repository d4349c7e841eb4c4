"""What partners kept to, and the meetings behind each figure."""

from flask import Blueprint, request

from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries, views

blueprint = Blueprint("partners", __name__)


@blueprint.get("/partners")
@access("member")
def index():
    viewer, called_by = current_viewer(), request.args.get("by")
    found = queries.behind(viewer, called_by, request.args.get("after"))
    return page(
        "partners/index.html",
        page_title="Notice and papers",
        found=found,
        called_by=called_by if found.meetings else None,
        lines=views.lines(found),
        paged=bool(request.args.get("after")),
    )
