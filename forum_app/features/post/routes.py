"""The post room: what went out and what waits."""

from flask import Blueprint, request

from ... import config
from ...records import settings
from ...web.access import access
from ...web.pages import current_viewer, page
from . import queries

blueprint = Blueprint("post", __name__)


@blueprint.get("/mail")
@access("member")
def index():
    found = queries.letters(current_viewer(), request.args.get("before"))
    title = "Mail" if found.all else "Your mail"
    return page("post/index.html", page_title=title, found=found)


@blueprint.get("/mail/<id>")
@access("member")
def show(id: str):
    found = queries.letter(current_viewer(), id, config.base_url(), settings.get("forum_name"))
    return page("post/show.html", page_title=found.subject or found.line.kind, found=found)
