"""The ledger: one's own, and the forum's for those who answer for it."""

from flask import Blueprint, request

from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries, rules

blueprint = Blueprint("ledger", __name__)


@blueprint.get("/ledger")
@access("member", alone=True)
def show():
    viewer = current_viewer()
    keeps_it = viewer.has("coordinator") and not request.args.get("own")
    rates = queries.volunteer_rates(viewer)
    return page(
        "ledger/show.html",
        page_title="Ledger" if keeps_it else "Your ledger",
        since=queries.since(viewer),
        mine=None if keeps_it else queries.my_ledger(viewer, rates),
        forum=None if request.args.get("own") else queries.forum_ledger(viewer, rates),
        rules=rules,
        everyone=queries.everyones_hours(viewer, request.args.get("after")) if keeps_it else None,
    )
