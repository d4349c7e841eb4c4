"""The page of one's own time."""

from flask import Blueprint, request

from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries

blueprint = Blueprint("time", __name__)


@blueprint.get("/time")
@access("member")
def index():
    found = queries.my_entries(current_viewer(), request.args.get("after"))
    return page("time/index.html", page_title="Your time", found=found)
