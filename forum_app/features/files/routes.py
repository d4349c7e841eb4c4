"""Files beside records: given, given back, put in the bin."""

from flask import Blueprint, Response, request, url_for

from ...fields.files import LARGEST
from ...records import files, registry
from ...records.errors import RuleBroken
from ...web.access import access
from ...web.forms import Form
from ...web.pages import as_file, current_viewer, go, page
from . import actions, queries, views
from .forms import RoomForm

blueprint = Blueprint("files", __name__)
AT_ONCE = 4 * LARGEST  # bytes of one form; what is more is refused before it is read
ALONE = "sandbox; default-src 'none'; frame-ancestors 'none'"


@blueprint.get("/files/<id>")
@access("member")
def give(id: str):
    """The file, to be saved and never to be opened as a page of the forum."""
    file, data = files.content(current_viewer(), id)
    mimetype = f"{file.type}; charset=utf-8" if file.type.startswith("text/") else file.type
    answer = as_file(Response(data, content_type=mimetype), file.name)
    answer.headers["Content-Security-Policy"] = ALONE
    return answer


@blueprint.route("/tables/<name>/<id>/files", methods=["GET", "POST"])
@access("member", largest=AT_ONCE)
def add(name: str, id: str):
    viewer, table = current_viewer(), registry.table(name)
    row = queries.record(viewer, table, id)
    form, wrong = Form(), ""
    if form.sent():
        try:
            written = actions.add_files(viewer, table, id, _given(), form.key)
        except RuleBroken as broken:
            wrong = broken.words
        else:
            return go(_back(name, id), "Kept", written.group_id or None)
    return page(
        "files/add.html",
        status=422 if wrong else 200,
        page_title=f"Files, {table.title(row)}",
        table=table,
        title=table.title(row),
        files=views.part_of(viewer, table, row, wrong),
        wrong=wrong,
        back=_back(name, id),
        has_errors=bool(wrong),
    )


@blueprint.route("/files/room", methods=["GET", "POST"])
@access("coordinator")
def room():
    """How much all files together may take up."""
    form = RoomForm(data={"megabytes": files.room()})
    if form.sent():
        with form.rules():
            actions.make_room(current_viewer(), form.megabytes.data)
            return go(
                url_for("files.room"), f"Saved: {form.megabytes.data:,} MB. You can change it at any time"
            )
    return page(
        "files/room.html",
        status=form.status if form.is_submitted() else 200,
        page_title="Room for files",
        form=form,
    )


def _given() -> list[tuple[str, bytes]]:
    """The name and the bytes of each file sent; a box left empty sends a file without either."""
    found = []
    for file in request.files.getlist("files"):
        found.append((file.filename or "", file.read(LARGEST + 1)))
        file.close()
    return [one for one in found if any(one)]


@blueprint.post("/files/<id>/remove")
@access("member")
def remove(id: str):
    written, table, row_id = actions.remove_file(current_viewer(), id, Form().key)
    return go(_back(table.name, row_id), "Put in the bin", written.group_id or None)


def _back(name: str, row_id: str) -> str:
    return url_for("record.show", name=name, id=row_id)
