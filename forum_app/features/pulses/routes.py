"""The page of how meetings were."""

from flask import Blueprint

from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries

blueprint = Blueprint("pulses", __name__)


@blueprint.get("/pulse")
@access("steering")
def index():
    found = queries.how_it_was(current_viewer())
    return page("pulses/index.html", page_title="How meetings were", found=found)
