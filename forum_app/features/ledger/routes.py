"""The ledger: one's own, and the forum's for those who answer for it."""

from flask import Blueprint, request

from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries, rules

blueprint = Blueprint("ledger", __name__)


@blueprint.get("/ledger")
@access("member")
def show():
    viewer = current_viewer()
    return page(
        "ledger/show.html",
        page_title="Ledger" if viewer.has("coordinator") else "Your ledger",
        mine=queries.my_ledger(viewer),
        forum=queries.forum_ledger(viewer),
        rules=rules,
        everyone=queries.everyones_hours(viewer, request.args.get("after")),
    )
