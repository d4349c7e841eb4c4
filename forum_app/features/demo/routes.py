"""The kit: every part of the pages once, to look at. Only a demo shows it."""

from flask import Blueprint

from ...permissions.errors import NotFound
from ...records import settings
from ...web.access import access
from ...web.pages import page

blueprint = Blueprint("demo", __name__)


@blueprint.get("/kit")
@access("signed_in")
def kit():
    if not settings.is_demo():
        raise NotFound
    return page("kit.html", page_title="The kit")
