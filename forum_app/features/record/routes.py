"""One record of any table: read, changed, added and put in the bin."""

from flask import Blueprint, request, url_for

from ...permissions.errors import NotAllowed
from ...records import registry
from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, go, page
from . import actions, forms, queries, rules, views

blueprint = Blueprint("record", __name__)


@blueprint.get("/tables/<name>/<id>")
@access("member")
def show(name: str, id: str):
    viewer, table = current_viewer(), registry.table(name)
    found = queries.record_page(viewer, table, id)
    context = views.page_of(viewer, found, request.args.get("back", ""))
    return page("record/show.html", act=Form(formdata=None), **context)


@blueprint.route("/tables/<name>/<id>/edit", methods=["GET", "POST"])
@access("member")
def edit(name: str, id: str):
    viewer, table = current_viewer(), registry.table(name)
    row = queries.record(viewer, table, id)
    if not rules.may_change(viewer, table, row):
        raise NotAllowed
    form = forms.form_of(viewer, table, rules.to_change(viewer, table, row), row.__data__)
    if form.sent():
        with form.rules():
            written = actions.change_record(
                viewer, table, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("record.show", name=name, id=id, say="Saved", undo=written.group_id)
    return page(
        "record/edit.html",
        page_title=f"Change {table.title(row)}",
        table=table,
        form=form,
        shape_of=forms.shape_of,
        back=url_for("record.show", name=name, id=id),
        title=table.title(row),
        version=sent_version() or row.version,
    )


@blueprint.route("/tables/<name>/add", methods=["GET", "POST"])
@access("member")
def add(name: str):
    viewer, table = current_viewer(), registry.table(name)
    if not rules.may_add(viewer, table):
        raise NotAllowed
    columns = rules.to_fill(viewer, table)
    form = forms.form_of(viewer, table, columns, views.begun(table, columns))
    if form.sent():
        with form.rules():
            written = actions.add_record(viewer, table, form.values(), form_key=form.key)
            return done("record.show", name=name, id=written.ids[0], say="Added", undo=written.group_id)
    return page(
        "record/edit.html",
        page_title=f"Add to {table.label.lower()}",
        table=table,
        form=form,
        shape_of=forms.shape_of,
        back=url_for("tables.show", name=name),
        title="",
        version=None,
    )


@blueprint.post("/tables/<name>/<id>/bin")
@access("member")
def to_bin(name: str, id: str):
    viewer, table, form = current_viewer(), registry.table(name), Form()
    written = actions.bin_record(viewer, table, id, form_key=form.key, version=sent_version())
    return go(url_for("tables.show", name=name), "Put in the bin", written.group_id)
