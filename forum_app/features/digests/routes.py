"""The digest's pages: the list, one's own copy, trying it out, and stopping it."""

from flask import Blueprint, request

from ... import clock
from ...permissions.errors import NotFound
from ...web.access import access
from ...web.forms import Form
from ...web.pages import current_viewer, done, page
from ..accounts.queries import person_of_token
from . import actions, copies, pages
from .forms import WishesForm, wishes_form
from .rules import is_quiet

blueprint = Blueprint("digests", __name__)


@blueprint.get("/digests")
@access("steering")
def index(form: WishesForm | None = None):
    viewer = current_viewer()
    found = pages.index_page(viewer)
    form = form or wishes_form(found.wishes)
    return page(
        "digests/index.html", fragment="wishes", page_title="Digests", found=found, form=form, act=Form()
    )


@blueprint.get("/digests/<id>")
@access("steering")
def show(id: str):
    found = pages.digest_page(current_viewer(), id)
    # One key a question: two answers on one page are two forms.
    keys = {question.part[1]: Form(formdata=None).key for question in found.questions}
    return page("digests/show.html", page_title=found.title, found=found, keys=keys, act=Form(formdata=None))


@blueprint.post("/digests/<id>/read")
@access("steering")
def mark_read(id: str):
    written = actions.mark_read(current_viewer(), id, form_key=Form().key)
    return done("digests.show", id=id, fragment="read", say="Marked as read", undo=written.group_id)


@blueprint.post("/digests/wishes")
@access("steering")
def set_wishes():
    viewer, form = current_viewer(), WishesForm()
    if form.sent():
        with form.rules():
            written = actions.set_wishes(viewer, form.chosen(), form_key=form.key)
            return done("digests.index", fragment="wishes", say="Saved", undo=written.group_id)
    return index(form=form)


@blueprint.post("/digests/send")
@access("coordinator")
def send_now():
    actions.send_now(current_viewer(), form_key=Form().key)
    when = "at 07:00" if is_quiet(clock.now()) else "in a minute"
    return done("digests.index", say=f"It will leave {when}, to everyone who has not had it")


@blueprint.post("/digests/test")
@access("coordinator")
def test_send():
    actions.test_digest(current_viewer(), form_key=Form().key)
    return done("digests.index", say="A copy is on its way to you alone")


@blueprint.route("/unsubscribe/<token>", methods=["GET", "POST"])
@access("anyone", csrf=False, token=True)
def unsubscribe(token: str):
    person_id = person_of_token(token, f"unsubscribe:{copies.KIND}")
    if person_id is None:
        raise NotFound
    stopped = request.method == "POST"
    if stopped:
        actions.stop_for(person_id, clock.now())
    title = "It is stopped" if stopped else "Stop the weekly digest?"
    return page("digests/unsubscribe.html", page_title=title, stopped=stopped)
