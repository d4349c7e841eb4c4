"""The register of decisions across boards, since a day that the reader chooses."""

from flask import Blueprint, request

from ...clock import today
from ...fields import Date, Problem
from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries, views

blueprint = Blueprint("decisions", __name__)


@blueprint.get("/decisions")
@access("member")
def index():
    viewer = current_viewer()
    typed, what = request.args.get("since", ""), request.args.get("what", "")
    read = Date().parse(typed, today()) if typed else None
    wrong = read.words if isinstance(read, Problem) else ""
    since = read if read and not wrong else queries.last_steering_meeting(viewer)
    found = queries.register(viewer, since, what, request.args.get("after"))
    return page(
        "decisions/index.html",
        page_title="Decisions",
        lines=views.lines(viewer, found),
        since=since,
        typed=typed,
        wrong=wrong,
        has_errors=bool(wrong),
        what=what if what in queries.KINDS else "",
        kinds=views.KINDS,
        later=found.later,
        asked_after=bool(request.args.get("after")),
    )
