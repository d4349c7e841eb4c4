"""A board's starter pack, and the list of those its papers go to."""

from flask import Blueprint

from ...web.access import access
from ...web.pages import current_viewer, forum_name, page
from . import queries, views

blueprint = Blueprint("packs", __name__)


@blueprint.get("/boards/<id>/pack")
@access("member")
def pack(id: str):
    viewer = current_viewer()
    return page("packs/pack.html", **views.pack_context(viewer, queries.pack(viewer, id)))


@blueprint.get("/boards/<id>/list")
@access("coordinator")
def distribution_list(id: str):
    viewer = current_viewer()
    return page("packs/list.html", **views.list_context(viewer, queries.listed(viewer, id), forum_name()))
