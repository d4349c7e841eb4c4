"""People: the list, and each person's page as far as the viewer may see it."""

from flask import Blueprint, request, url_for

from ...permissions.errors import NotFound
from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, go, page
from . import actions, parts, queries, views
from . import who_sees as kept
from .forms import FORMS, AddForm
from .sections import DICTATED, SECTIONS, mark_of, stands

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@access("member")
def index():
    after, find = request.args.get("after"), request.args.get("find", "").strip()[:100]
    listing = queries.index(current_viewer(), after, find)
    return page(
        "people/index.html",
        page_title="People",
        rows=views.list_rows(listing),
        later=listing.later,
        started=bool(after),
        find=find,
    )


@blueprint.route("/people/new", methods=["GET", "POST"])
@access("coordinator")
def new():
    viewer, form = current_viewer(), AddForm(name=request.args.get("name", "")[:200])
    alike: list = []
    if form.sent():
        if not form.sure.data:
            alike = queries.alike(viewer, form.name.data, form.email.data or "")
            form.sure.data = "y" if alike else ""
        if not alike:
            with form.rules():
                written = actions.add_someone(viewer, form.values(), form_key=form.key)
                return go(url_for("people.show", id=written.ids[0]), "Added", written.group_id)
    return page("people/new.html", page_title="Add someone", form=form, alike=alike)


@blueprint.get("/people/<id>")
@access("member")
def show(id: str):
    part = request.args.get("part", "")
    return _page(id, part if part in SECTIONS else "main")


def _page(id: str, fragment: str, form=None, mark: int = 0):
    """A person's page; with a form, the part that is being changed holds it."""
    viewer = current_viewer()
    found = queries.profile(viewer, id)
    editing = fragment if form else ""
    return page(
        "people/show.html",
        fragment=fragment,
        form=form,
        editing=editing,
        mark=mark,
        rest_key=Form(formdata=None).form_key.data,
        parts=parts.parts(viewer, found),
        **views.profile_context(viewer, found),
    )


@blueprint.route("/people/<id>/edit/<section>", methods=["GET", "POST"])
@access("member")
def edit(id: str, section: str):
    viewer = current_viewer()
    person = queries.person_for(viewer, id, "edit_profile")
    if section not in SECTIONS:
        raise NotFound
    now = stands(viewer, person, section)
    form = _form(viewer, person, section, now)
    if form.sent():
        with form.rules():
            written = actions.save_section(
                viewer, id, section, form.values(), mark=sent_version(), form_key=form.key
            )
            return done("people.show", id=id, fragment=section, say="Saved", undo=written.group_id)
    return _page(id, section, form, sent_version() or mark_of(now))


@blueprint.post("/people/<id>/ask")
@access("coordinator")
def ask(id: str):
    actions.ask_to_fill_in(current_viewer(), id, form_key=Form().key)
    return done("people.show", id=id, fragment="main", say="Asked, by an email with a link to this page")


@blueprint.get("/people/<id>/who-sees")
@access("member")
def who_sees(id: str):
    viewer = current_viewer()
    person = queries.person_for(viewer, id, "edit_own")
    return page(
        "people/who_sees.html",
        page_title="Who can see what",
        person=person,
        lines=kept.lines(viewer, person),
        never=kept.NEVER,
    )


def _form(viewer, person, section: str, now: dict):
    form = FORMS[section](data=now)
    if section in DICTATED and person.id == viewer.person_id:
        form.without_dictation()
    if section == "helped":
        form.offer(viewer, queries.people_to_choose(viewer, person.id))
    return form


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
