"""One record of any table: read, changed, added, talked about, locked, put in the bin and taken out."""

from flask import Blueprint, request, url_for

from ...permissions.errors import NotAllowed, NotFound
from ...records import registry
from ...records.locks import LOCKED, lock_of
from ...records.titles import as_shown
from ...web.access import access
from ...web.forms import Form, sent_version
from ...web.pages import current_viewer, done, go, page, part
from . import actions, allowed, bin, comments, forms, locking, mentions, past, queries, views
from .forms import CommentForm, LockForm

blueprint = Blueprint("record", __name__)


@blueprint.get("/tables/<name>/<id>")
@access("member")
def show(name: str, id: str):
    return _show(current_viewer(), registry.table(name), id)


def _show(viewer, table, id: str, comment_form=None, lock_form=None):
    binned = None
    try:
        row = queries.record(viewer, table, id)
    except NotFound:
        found_there = bin.in_bin(viewer, table, id)
        row, binned = found_there.row, found_there.put
    before = request.args.get("before", "")[:40]
    found = queries.record_page(viewer, table, row, before, binned)
    return page(
        "record/show.html",
        act=Form(formdata=None),
        comment_form=comment_form or CommentForm(formdata=None),
        lock_form=lock_form or LockForm(formdata=None),
        form=comment_form or lock_form,
        goes_on=bool(before),
        **views.page_of(viewer, found, request.args.get("back", "")),
    )


@blueprint.post("/tables/<name>/<id>/comments")
@access("member")
def comment(name: str, id: str):
    viewer, table, form = current_viewer(), registry.table(name), CommentForm()
    queries.record(viewer, table, id)
    if form.sent():
        with form.rules():
            written = comments.add_comment(viewer, table, id, form.text.data or "", form_key=form.key)
            return done(
                "record.show", name=name, id=id, _anchor="comments", say="Said", undo=written.group_id
            )
    return _show(viewer, table, id, comment_form=form)


@blueprint.get("/tables/<name>/<id>/mention")
@access("member")
def mention(name: str, id: str):
    viewer, table = current_viewer(), registry.table(name)
    found = mentions.offered(viewer, table.model, id, request.args.get("q", "")[:60])
    return part("record/_offered.html", names=found)


@blueprint.route("/comments/<id>/edit", methods=["GET", "POST"])
@access("member")
def edit_comment(id: str):
    viewer, form = current_viewer(), CommentForm()
    found, _leave = comments.comment_to_change(viewer, id)
    table = comments.table_of_comment(found)
    if form.sent():
        with form.rules():
            written = comments.edit_comment(
                viewer, id, form.text.data or "", form_key=form.key, version=sent_version()
            )
            return _beside(found, f"comment-{id}", "Saved", written)
    if not form.is_submitted():
        form.text.data = found.text
    return page(
        "record/comment.html",
        page_title="Change what you said",
        form=form,
        table=table,
        row_id=found.row,
        version=sent_version() or found.version,
    )


@blueprint.post("/comments/<id>/bin")
@access("member")
def bin_comment(id: str):
    form = Form()
    written, found = comments.bin_comment(current_viewer(), id, form_key=form.key, version=sent_version())
    return _beside(found, "comments", "Taken away", written)


def _beside(comment, place: str, say: str, written):
    """Back to what a comment is about, where it stands there."""
    name = comments.table_of_comment(comment).name
    return done("record.show", name=name, id=comment.row, _anchor=place, say=say, undo=written.group_id)


@blueprint.post("/tables/<name>/<id>/lock")
@access("member")
def lock(name: str, id: str):
    viewer, table, form = current_viewer(), registry.table(name), LockForm()
    queries.record(viewer, table, id)
    if not allowed.may_lock(viewer, table):
        raise NotAllowed
    if form.sent():
        with form.rules():
            written = locking.lock_record(
                viewer, table, id, form.reason.data or "", form_key=form.key, version=sent_version()
            )
            return done("record.show", name=name, id=id, say="Locked", undo=written.group_id)
    return _show(viewer, table, id, lock_form=form)


@blueprint.post("/tables/<name>/<id>/unlock")
@access("member")
def unlock(name: str, id: str):
    viewer, table, form = current_viewer(), registry.table(name), Form()
    written = locking.unlock_record(viewer, table, id, form_key=form.key)
    return done("record.show", name=name, id=id, say="Unlocked", undo=written.group_id)


@blueprint.route("/tables/<name>/<id>/edit", methods=["GET", "POST"])
@access("member")
def edit(name: str, id: str):
    viewer, table = current_viewer(), registry.table(name)
    row = queries.record(viewer, table, id)
    if not allowed.may_change(viewer, table, row):
        raise NotAllowed
    if request.method == "GET" and lock_of(viewer, table, id):
        raise NotAllowed(LOCKED)
    form = forms.form_of(viewer, table, allowed.to_change(viewer, table, row), as_shown(viewer, row))
    if form.sent():
        with form.rules():
            written = actions.change_record(
                viewer, table, id, form.values(), form_key=form.key, version=sent_version()
            )
            return done("record.show", name=name, id=id, say="Saved", undo=written.group_id)
    return _form_page(table, form, f"Change {table.title(row)}", row, sent_version() or row.version)


@blueprint.route("/tables/<name>/add", methods=["GET", "POST"])
@access("member")
def add(name: str):
    viewer, table = current_viewer(), registry.table(name)
    if not allowed.may_add(viewer, table):
        raise NotAllowed
    columns = allowed.to_fill(viewer, table)
    return _adding(viewer, table, columns, views.begun(table, columns), None)


@blueprint.route("/tables/<name>/<id>/duplicate", methods=["GET", "POST"])
@access("member")
def duplicate(name: str, id: str):
    viewer, table = current_viewer(), registry.table(name)
    row = queries.record(viewer, table, id)
    if not allowed.may_add(viewer, table):
        raise NotAllowed
    columns = allowed.to_fill(viewer, table)
    return _adding(viewer, table, columns, views.copied(viewer, table, columns, row), row)


def _adding(viewer, table, columns, values, like):
    """The form of a new record, empty or filled with another's values; nothing is written before Save."""
    form = forms.form_of(viewer, table, columns, values)
    if form.sent():
        with form.rules():
            of = like.id if like else ""
            written = actions.add_record(viewer, table, form.values(), like=of, form_key=form.key)
            return done("record.show", name=table.name, id=written.ids[0], say="Added", undo=written.group_id)
    title = f"Another like {table.title(like)}" if like else f"Add to {table.label.lower()}"
    return _form_page(table, form, title, like, None)


def _form_page(table, form, title, row, version):
    return page(
        "record/edit.html",
        page_title=title,
        table=table,
        form=form,
        shape_of=forms.shape_of,
        back=url_for("record.show", name=table.name, id=row.id) if row else None,
        title=table.title(row) if row else "",
        version=version,
    )


@blueprint.get("/tables/<name>/<id>/history")
@access("member")
def history(name: str, id: str):
    viewer, table = current_viewer(), registry.table(name)
    row = queries.record(viewer, table, id)
    found = past.past(viewer, table, row, request.args.get("who", ""), request.args.get("before", ""))
    return page(
        "record/history.html",
        page_title=f"What became of {table.title(row)}",
        table=table,
        row=row,
        found=found,
        who=request.args.get("who", ""),
        people=[("", "Everybody’s"), *((name, name) for name in found.people)],
        act=Form(formdata=None),
    )


@blueprint.post("/tables/<name>/<id>/put-back")
@access("member")
def put_back(name: str, id: str):
    viewer, table, form = current_viewer(), registry.table(name), Form()
    written = actions.put_back(
        viewer,
        table,
        id,
        request.form.get("change", "")[:40],
        only=request.form.get("field", "")[:60],
        form_key=form.key,
        version=sent_version(),
    )
    return done("record.history", name=name, id=id, say=past.told(written), undo=written.group_id)


@blueprint.post("/tables/<name>/<id>/bin")
@access("member")
def to_bin(name: str, id: str):
    viewer, table, form = current_viewer(), registry.table(name), Form()
    written = actions.bin_record(viewer, table, id, form_key=form.key, version=sent_version())
    return go(url_for("tables.show", name=name), "Put in the bin", written.group_id)


@blueprint.post("/tables/<name>/<id>/restore")
@access("member")
def restore(name: str, id: str):
    viewer, table, form = current_viewer(), registry.table(name), Form()
    written = actions.restore_record(viewer, table, id, form_key=form.key)
    return done("record.show", name=name, id=id, say="Taken out of the bin", undo=written.group_id)


@blueprint.get("/bin")
@access("member")
def show_bin():
    found, earlier = bin.the_bin(current_viewer(), request.args.get("before", "")[:120])
    return page(
        "record/bin.html", page_title="The bin", found=found, earlier=earlier, act=Form(formdata=None)
    )
