"""Views of tables: the form of a filter, and keeping, naming, sharing, locking and moving a look."""

from flask import Blueprint, request, url_for

from ...fields.words import small
from ...records import registry
from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, go, page
from . import actions, filtering, queries, views
from .filtering import GROUP
from .forms import LockForm, NameForm, SharingForm, ViewForm
from .looking import Look, look_of

blueprint = Blueprint("views", __name__)


def _args() -> dict[str, list[str]]:
    return request.args.to_dict(flat=False)


def _sent() -> dict[str, list[str]]:
    return request.form.to_dict(flat=False)


@blueprint.get("/tables/<name>/filter")
@access("member")
def filter(name: str):
    viewer, table = current_viewer(), registry.table(name)
    args = _args()
    look = look_of(viewer, table, args)
    filling = (
        filtering.from_form(viewer, table, args) if GROUP in args else filtering.from_tree(look.view.where)
    )
    if args.get(filtering.DO) == [filtering.APPLY] and not filling.wrong and not filling.told:
        tree = filtering.tree_of(filling.group)
        return go(url_for("tables.show", name=name, **look.with_where(tree)))
    asked_to_go_on = args.get(filtering.DO) == [filtering.APPLY]
    return page(
        "views/filter.html",
        fragment="conditions",
        status=422 if asked_to_go_on else 200,
        page_title=f"{table.label}: which rows",
        table=table,
        look=look,
        told=look.view.told,
        asked=views.filter_form(viewer, table, filling),
        has_errors=bool(filling.wrong),
    )


@blueprint.get("/tables/<name>/views")
@access("member")
def index(name: str):
    viewer, table = current_viewer(), registry.table(name)
    every = queries.tabs(viewer, table)
    return page(
        "views/index.html",
        page_title=f"{table.label}: views",
        table=table,
        form=Form(),
        lines=views.view_lines(viewer, table, every),
    )


@blueprint.get("/tables/<name>/views/new")
@access("member")
def new(name: str):
    viewer, table = current_viewer(), registry.table(name)
    look = look_of(viewer, table, _args())
    form = ViewForm(data={"shown_to": actions.ME, "name": look.name})
    return _new_page(viewer, table, look, form.offer(*_sharing(viewer)))


@blueprint.post("/tables/<name>/views")
@access("member")
def keep(name: str):
    viewer, table = current_viewer(), registry.table(name)
    look, form = look_of(viewer, table, _sent()), ViewForm()
    form.offer(*_sharing(viewer))
    if form.sent():
        with form.rules():
            written = actions.keep_view(viewer, table, form.values(), look.params, form_key=form.key)
            kept = queries.one_of(queries.views_of(viewer, table), written.ids[0])
            said = f"{form.name.data} is kept as a view"
            if kept.shared:
                said += f" over {table.label}. Who sees it: {small(queries.who_for(viewer, kept))}"
            return done("tables.show", name=name, view=written.ids[0], say=said, undo=written.group_id)
    return _new_page(viewer, table, look, form)


def _new_page(viewer, table, look: Look, form: ViewForm):
    return page(
        "views/new.html",
        status=form.status if form.is_submitted() else 200,
        page_title=f"{table.label}: keep this view",
        table=table,
        look=look,
        sentence=views.said(viewer, table, look),
        form=form,
    )


def _sharing(viewer):
    shares = views.may_share(viewer)
    return shares, queries.boards(viewer) if shares else []


@blueprint.get("/views/<id>")
@access("member")
def show(id: str):
    return _page_of(current_viewer(), id)


def _page_of(viewer, id: str, **forms):
    table, kept = queries.kept(viewer, id)
    stands = {"shown_to": kept.row.shown_to if kept.shared else actions.ME, "board": kept.row.board_id}
    drawn = {
        "naming": NameForm(data={"name": kept.name}),
        "sharing": SharingForm(data=stands).offer(*_sharing(viewer)),
        "locking": LockForm(),
    } | forms
    problems = [form for form in forms.values() if form.errors]
    return page(
        "views/show.html",
        status=max((form.status for form in problems), default=200),
        page_title=kept.name,
        has_errors=bool(problems),
        problems=problems,
        **views.view_page(viewer, table, kept),
        **drawn,
    )


@blueprint.post("/views/<id>/save")
@access("member")
def save(id: str):
    viewer = current_viewer()
    table, kept = queries.kept(viewer, id)
    written = actions.change_look(viewer, id, _sent(), version=sent_version(), form_key=Form().key)
    said = f"{kept.name} looks so from now on"
    return done("tables.show", name=table.name, view=id, say=said, undo=written.group_id)


@blueprint.post("/views/<id>/rename")
@access("member")
def rename(id: str):
    viewer, form = current_viewer(), NameForm()
    if form.sent():
        with form.rules():
            written = actions.rename_view(
                viewer, id, form.name.data, version=sent_version(), form_key=form.key
            )
            return done("views.show", id=id, say=f"Called {form.name.data} now", undo=written.group_id)
    return _page_of(viewer, id, naming=form)


@blueprint.post("/views/<id>/share")
@access("member")
def share(id: str):
    viewer = current_viewer()
    form = SharingForm().offer(*_sharing(viewer))
    if form.sent():
        with form.rules():
            written = actions.share_view(viewer, id, form.values(), version=sent_version(), form_key=form.key)
            return done("views.show", id=id, say="Saved who sees it", undo=written.group_id)
    return _page_of(viewer, id, sharing=form)


@blueprint.post("/views/<id>/lock")
@access("team")
def lock(id: str):
    viewer, form = current_viewer(), LockForm()
    if form.sent():
        with form.rules():
            written = actions.lock_view(
                viewer, id, form.because.data or "", version=sent_version(), form_key=form.key
            )
            return done("views.show", id=id, say="Locked", undo=written.group_id)
    return _page_of(viewer, id, locking=form)


@blueprint.post("/views/<id>/unlock")
@access("team")
def unlock(id: str):
    written = actions.unlock_view(current_viewer(), id, version=sent_version(), form_key=Form().key)
    return done("views.show", id=id, say="Unlocked", undo=written.group_id)


@blueprint.post("/views/<id>/move")
@access("member")
def move(id: str):
    viewer = current_viewer()
    table, kept = queries.kept(viewer, id)
    earlier = request.form.get("way") == "earlier"
    written = actions.move_view(viewer, id, earlier=earlier, form_key=Form().key)
    return done("views.index", name=table.name, say=f"{kept.name} moved", undo=written.group_id or None)


@blueprint.post("/views/<id>/bin")
@access("member")
def take_away(id: str):
    viewer = current_viewer()
    table, kept = queries.kept(viewer, id)
    written = actions.bin_view(viewer, id, version=sent_version(), form_key=Form().key)
    said = f"{kept.name} is taken away. The rows are all there."
    return done("tables.show", name=table.name, say=said, undo=written.group_id)
