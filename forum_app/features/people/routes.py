"""People: the list, and each person's page as far as the viewer may see it."""

from flask import Blueprint, request

from ...web.access import access
from ...web.forms import Form
from ...web.pages import current_viewer, done, page
from . import actions, queries, views

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@access("member")
def index():
    after = request.args.get("after")
    listing = queries.index(current_viewer(), after)
    return page(
        "people/index.html",
        page_title="People",
        rows=views.list_rows(listing),
        later=listing.later,
        started=bool(after),
    )


@blueprint.get("/people/<id>")
@access("member")
def show(id: str):
    viewer = current_viewer()
    context = views.profile_context(viewer, queries.profile(viewer, id))
    return page("people/show.html", fragment="main", rest_key=Form(formdata=None).form_key.data, **context)


@blueprint.post("/people/<id>/pause")
@access("member")
def pause(id: str):
    viewer, form = current_viewer(), Form()
    written = actions.pause(viewer, id, form_key=form.key)
    return done("people.show", id=id, fragment="main", say="Paused", undo=written.group_id)


@blueprint.post("/people/<id>/back")
@access("member")
def end_pause(id: str):
    viewer, form = current_viewer(), Form()
    written = actions.end_pause(viewer, id, form_key=form.key)
    return done("people.show", id=id, fragment="main", say="Welcome back", undo=written.group_id)
