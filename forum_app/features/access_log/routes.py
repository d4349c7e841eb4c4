"""Who looked: the coordinator's list, and one's own numbers."""

from flask import Blueprint, request

from ... import clock
from ...fields import Date, Problem
from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries

blueprint = Blueprint("access_log", __name__)
ASKED = ("person", "kind", "day")


@blueprint.get("/access-log")
@access("coordinator", alone=True)
def index():
    asked = {name: request.args.get(name, "")[:40] for name in ASKED}
    day = Date().parse(asked["day"], clock.today())
    wrong = day.words if isinstance(day, Problem) else ""
    found = queries.log(
        current_viewer(),
        asked["person"],
        asked["kind"],
        None if isinstance(day, Problem) else day,
        request.args.get("before", "")[:40],
    )
    return page(
        "access_log/index.html",
        page_title="Who looked",
        found=found,
        asked=asked,
        kinds=[(name, words) for name, (words, _) in queries.KINDS.items()],
        day_field={
            "id": "day",
            "name": "day",
            "label": "Day",
            "help": "For example 24 November",
            "errors": [wrong] if wrong else [],
            "value": asked["day"],
        },
        has_errors=bool(wrong),
    )


@blueprint.get("/account/looks")
@access("signed_in", alone=True)
def mine():
    return page(
        "access_log/mine.html",
        page_title="Who looked at what is about you",
        looks=queries.looks_at(current_viewer()),
    )
