"""Home: the first page that fits what its reader does for the forum."""

from flask import Blueprint

from ...web.access import access
from ...web.forms import Form
from ...web.pages import current_viewer, page
from ..control.queries import without_agreement
from ..start.queries import card
from ..today import rules as asking
from . import queries, rules

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access("signed_in")
def show():
    viewer = current_viewer()
    if viewer.is_guest:
        return page("home/guest.html", page_title="What you were sent", boards=queries.guest_boards(viewer))
    closed = without_agreement(viewer)
    if viewer.has("coordinator"):
        today = queries.coordinator_home(viewer)
        return page(
            "home/coordinator.html",
            page_title="Today",
            home=today,
            rules=rules,
            asking=asking,
            closed=closed,
            form=Form(formdata=None),
            start=card(viewer),
        )
    if viewer.has("steering"):
        week = queries.steering_home(viewer)
        return page("home/steering.html", page_title="This week", home=week, rules=rules, closed=closed)
    return page(
        "home/rep.html",
        fragment="reply",
        page_title=rules.greeting(viewer.now, viewer.first_name),
        home=queries.rep_home(viewer),
        rules=rules,
        closed=closed,
        form=Form(formdata=None),
    )
