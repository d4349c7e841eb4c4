"""Who can see this, and why: one address for each kind of item."""

from functools import partial
from typing import Any

from flask import Blueprint, request, url_for

from ...web.access import access
from ...web.pages import current_viewer, page, wants_fragment
from . import queries

blueprint = Blueprint("why", __name__)
# The page of its own that an item has, by its kind.
HOMES = {
    "meetings": "meetings.show",
    "boards": "boards.show",
    "papers": "agenda.paper",
    "decisions": "meetings.decision",
    "feedback": "feedback.show",
    "barriers": "barriers.show",
    "escalations": "barriers.escalation",
}


def show(kind: str, **ids: Any):
    viewer, [row_id] = current_viewer(), ids.values()
    found = queries.why(viewer, kind, row_id, request.args.get("after", "")[:40])
    onward = url_for(f"why.{kind}", **ids, after=found.after) if found.after else None
    return page(
        "why/show.html",
        fragment="why",
        in_place=wants_fragment(),
        page_title=f"Who can see this {found.kind}",
        found=found,
        onward=onward,
        closed=found.closed,
        home=url_for(HOMES[kind], id=row_id) if kind in HOMES else None,
    )


for kind in queries.KINDS:
    view = partial(show, kind)
    view.__name__ = kind  # type: ignore[attr-defined]
    blueprint.add_url_rule(f"/why/{kind.replace('_', '-')}/<{kind}_id>", kind, access("member")(view))
