"""The digest's pages: the list, one's own copy, trying it out, holding it, and when one wants which."""

from flask import Blueprint, request

from ... import clock
from ...permissions.errors import NotFound
from ...web.access import access
from ...web.forms import Form
from ...web.pages import current_viewer, done, page
from ..accounts.queries import person_of_token
from . import actions, copies, pages, wishes
from .editions import EDITIONS, gets
from .forms import LineForm, WishesForm, line_form, wishes_form
from .mail import PREVIEW
from .rules import is_quiet

blueprint = Blueprint("digests", __name__)


@blueprint.get("/digests")
@access("member")
def index(broken: LineForm | None = None, whose: str = ""):
    viewer, kind = current_viewer(), request.args.get("kind", "")
    found = pages.index_page(viewer, kind if kind in EDITIONS else "")
    lines = {part.edition.kind: line_form(part.edition.kind, part.line) for part in found.parts}
    if broken is not None:
        lines[whose] = broken
    act = Form(formdata=None)
    return page("digests/index.html", page_title="Digests", found=found, form=broken, lines=lines, act=act)


@blueprint.get("/digests/<id>")
@access("member")
def show(id: str):
    found = pages.digest_page(current_viewer(), id, request.args.get("kind", "steering"))
    # One key a question: two answers on one page are two forms.
    keys = {question.part[1]: Form(formdata=None).key for question in found.questions}
    return page(
        "digests/show.html",
        page_title=found.title,
        found=found,
        keys=keys,
        act=Form(formdata=None),
        may_send=id == PREVIEW and current_viewer().has("coordinator"),
    )


@blueprint.post("/digests/<id>/read")
@access("member")
def mark_read(id: str):
    written = actions.mark_read(current_viewer(), id, form_key=Form().key)
    return done("digests.show", id=id, fragment="read", say="Marked as read", undo=written.group_id)


@blueprint.post("/digests/send")
@access("coordinator")
def send_now():
    actions.send_now(current_viewer(), _kind(), form_key=Form().key)
    when = "at 07:00" if is_quiet(clock.now()) else "in a minute"
    return done("digests.index", say=f"It will leave {when}, to everyone who has not had it")


@blueprint.post("/digests/test")
@access("member")
def test_send():
    actions.test_digest(current_viewer(), _kind(), form_key=Form().key)
    return done("digests.index", say="A copy is on its way to you alone")


@blueprint.post("/digests/line")
@access("coordinator")
def write_line():
    viewer, kind = current_viewer(), _kind()
    form = line_form(kind, sent=True)
    if form.sent():
        with form.rules():
            week = wishes.week_to_come(viewer, kind)
            said = wishes.write_line(viewer, kind, week, form.line.data or "", form_key=form.key)
            return done("digests.index", say="Saved", undo=said.group_id)
    return index(form, kind)


@blueprint.post("/digests/hold")
@access("coordinator")
def hold():
    viewer, held = current_viewer(), request.form.get("held") == "yes"
    week = wishes.week_to_come(viewer, _kind())
    written = wishes.hold(viewer, _kind(), request.form.get("week", week), held, form_key=Form().key)
    return done("digests.index", say="Held" if held else "Released", undo=written.group_id)


@blueprint.get("/preferences")
@access("member")
def preferences(form: WishesForm | None = None, kind: str = ""):
    """Which digest comes when, each with a form of its own."""
    viewer = current_viewer()
    parts = []
    for edition in gets(viewer):
        wanted = copies.wishes(viewer, edition.kind)
        shown = form if form is not None and kind == edition.kind else wishes_form(edition.kind, wanted)
        parts.append((edition, pages.comes(wanted), shown))
    anyway = pages.comes_anyway()
    return page("digests/preferences.html", page_title="Your mail", parts=parts, urgent=anyway, form=form)


@blueprint.post("/preferences")
@access("member")
def set_wishes():
    viewer, kind = current_viewer(), _kind()
    form = wishes_form(kind, copies.wishes(viewer, kind), sent=True)
    if form.sent():
        with form.rules():
            written = wishes.set_wishes(viewer, form.chosen(), kind, form_key=form.key)
            return done("digests.preferences", say="Saved", undo=written.group_id)
    return preferences(form=form, kind=kind)


@blueprint.route("/unsubscribe/<token>", methods=["GET", "POST"])
@access("anyone", csrf=False, token=True)
def unsubscribe(token: str):
    found = ((kind, person_of_token(token, f"unsubscribe:{kind}")) for kind in EDITIONS)
    kind, person_id = next(((kind, person) for kind, person in found if person), ("", None))
    if person_id is None:
        raise NotFound
    stopped = request.method == "POST"
    if stopped:
        wishes.stop_for(person_id, clock.now(), kind)
    title = "It is stopped" if stopped else "Stop the weekly digest?"
    return page("digests/unsubscribe.html", page_title=title, stopped=stopped, whom=EDITIONS[kind].whom)


def _kind() -> str:
    """The digest that a form speaks of. Raises NotFound."""
    kind = request.form.get("kind", "steering")
    if kind not in EDITIONS:
        raise NotFound
    return kind
