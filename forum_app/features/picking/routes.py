"""The records of a table that hold some letters: as a list under a box, or as a page to choose from."""

from urllib.parse import urlencode, urlsplit

from flask import Blueprint, request

from ...fields.clean import clean
from ...records import registry
from ...records.offering import with_letters
from ...web.access import access
from ...web.pages import current_viewer, is_htmx, page, part
from ...web.security import own_path
from ..grid.views import home_of

blueprint = Blueprint("picking", __name__)
LONGEST = 100
FEWEST = 3  # letters before the list under a box is asked for


@blueprint.get("/tables/<name>/pick")
@access("member")
def pick(name: str):
    viewer, table = current_viewer(), registry.table(name)
    text = clean(_asked())[:LONGEST]
    if is_htmx():
        found, _ = with_letters(viewer, table, text) if len(text) >= FEWEST else ([], False)
        return part("picking/_options.html", found=found)
    found, more = with_letters(viewer, table, text)
    back = own_path(request.args.get("back"))
    return page(
        "picking/pick.html",
        page_title=f"Find one of {table.label}",
        table=table,
        text=text,
        found=[(_chosen(name, row_id, back), words) for row_id, words in found],
        more=more,
        back=back,
    )


def _asked() -> str:
    """What was typed: in the page's own box, or in whichever box it was that the list stands under."""
    if "q" in request.args or not is_htmx():
        return request.args.get("q", "")
    return next(iter(request.args.values()), "")


def _chosen(name: str, row_id: str, back: str) -> str:
    """Where choosing a record leads: to the form that asked for it, filled in, else to the record."""
    if not back:
        return home_of(name, row_id)
    parts = urlsplit(back)
    return f"{parts.path}?{urlencode({'text': row_id})}"
