"""Training: the courses, asking for one in two taps, and noting who did one."""

from flask import Blueprint, request, url_for

from ...web.access import access
from ...web.forms import Form
from ...web.pages import current_viewer, done, go, page
from . import actions, queries
from .forms import CourseForm, NoteForm

blueprint = Blueprint("training", __name__)


@blueprint.get("/training")
@access("member")
def index():
    return page(
        "training/index.html",
        fragment="courses",
        page_title="Training",
        rows=queries.listing(current_viewer()),
        form_key=Form(formdata=None).form_key.data,
    )


@blueprint.get("/training/<id>")
@access("member")
def show(id: str, form: NoteForm | None = None):
    viewer = current_viewer()
    found = queries.course_page(viewer, id)
    if form is None:
        form = NoteForm(formdata=None)
        form.offer(viewer, queries.people(viewer))
    return page("training/show.html", fragment="main", page_title=found.course.name, found=found, form=form)


@blueprint.post("/training/<id>/want")
@access("member")
def want(id: str):
    written = actions.ask_for_training(current_viewer(), id, form_key=Form().key)
    return _again("Asked for. The coordinator sees it", written)


@blueprint.post("/training/<id>/leave")
@access("member")
def leave(id: str):
    written = actions.leave_training(current_viewer(), id, form_key=Form().key)
    return _again("Taken back", written)


def _again(say: str, written):
    return done("training.index", fragment="courses", say=say, undo=written.group_id)


@blueprint.post("/training/<id>/people")
@access("coordinator")
def note(id: str):
    viewer, form = current_viewer(), NoteForm()
    queries.course_page(viewer, id)
    form.offer(viewer, queries.people(viewer))
    if form.sent():
        with form.rules():
            written = actions.note_training(viewer, id, form.values(), form_key=form.key)
            return done("training.show", id=id, fragment="main", say="Noted", undo=written.group_id)
    return show(id, form=form)


@blueprint.route("/training/new", methods=["GET", "POST"])
@access("coordinator")
def new():
    form = CourseForm(name=request.args.get("name", ""))
    if form.sent():
        with form.rules():
            written = actions.add_course(current_viewer(), form.values(), form_key=form.key)
            return go(url_for("training.show", id=written.ids[0]), "Added", written.group_id)
    return page("training/new.html", page_title="New course", form=form)
