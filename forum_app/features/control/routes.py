"""Something closed: why, to whom, what hangs from it, and what is decided on its review day."""

from flask import Blueprint, request

from ...fields import Date
from ...web.access import access
from ...web.forms import Form, KindField, sent_version
from ...web.pages import current_viewer, done, page
from . import actions, queries, views

blueprint = Blueprint("control", __name__)


class KeepForm(Form):
    """Until when something stays closed before it is looked at again."""

    until = KindField("Look at it again on", Date(), needed="Give a day, such as 24 February 2027.")


@blueprint.get("/markings/<id>")
@access("member")
def show(id: str):
    return _page(current_viewer(), id, KeepForm(formdata=None))


@blueprint.post("/markings/<id>/keep")
@access("member")
def keep(id: str):
    viewer, form = current_viewer(), KeepForm()
    if form.sent():
        with form.rules():
            written = actions.keep_marking(
                viewer, id, form.until.data, form_key=form.key, version=sent_version()
            )
            if request.form.get("from") == "home":
                return done("home.show", fragment="reviews", say="Kept closed", undo=written.group_id)
            return done("control.show", id=id, fragment="main", say="Kept closed", undo=written.group_id)
    return _page(viewer, id, form)


@blueprint.post("/markings/<id>/open")
@access("member")
def open_to_members(id: str):
    viewer, form = current_viewer(), Form()
    written = actions.open_marking(viewer, id, form_key=form.key, version=sent_version())
    return done("control.show", id=id, fragment="main", say="Open to every member", undo=written.group_id)


def _page(viewer, id: str, form):
    found = queries.marking_page(viewer, id)
    return page("control/show.html", fragment="main", form=form, **views.marking_context(viewer, found))
