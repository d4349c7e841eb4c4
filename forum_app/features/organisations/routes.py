"""Partners: the list and each organisation's page."""

from itertools import groupby

from flask import Blueprint

from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries

blueprint = Blueprint("organisations", __name__)


@blueprint.get("/organisations")
@access("member")
def index():
    rows = queries.index(current_viewer())
    sectors = [(sector, list(found)) for sector, found in groupby(rows, key=lambda row: row.sector)]
    return page("organisations/index.html", page_title="Organisations", sectors=sectors)


@blueprint.get("/organisations/<id>")
@access("member")
def show(id: str):
    found = queries.partner(current_viewer(), id)
    return page("organisations/show.html", page_title=found.organisation.name, found=found)
