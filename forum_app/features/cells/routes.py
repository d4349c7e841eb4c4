"""One cell: a page with one field, and for a grid the fragment that takes the cell's place."""

from flask import Blueprint, Response, request, url_for

from ...fields import Problem
from ...records import cells, registry
from ...records.errors import RuleBroken
from ...web.access import access
from ...web.forms import Form, PlainField, sent_version
from ...web.pages import current_viewer, go, is_htmx, page, render, undo_address
from ...web.security import own_path, page_before
from . import views

blueprint = Blueprint("cells", __name__)
LONGEST_TRIED = 200


class CellForm(Form):
    """What is typed into one cell; its own kind reads it."""

    text = PlainField()


@blueprint.route("/tables/<name>/<id>/cell/<column>", methods=["GET", "POST"])
@access("member")
def change_cell(name: str, id: str, column: str):
    viewer, table = current_viewer(), registry.table(name)
    found = cells.cell(viewer, table, id, column)
    if request.method == "GET" and "text" in request.args and is_htmx():
        return _told(found, request.args["text"])
    form = CellForm(data={"text": found.typed})
    if form.sent():
        try:
            written = cells.change_cell(
                viewer, table, id, column, form.text.data or "", sent_version(), form.key
            )
        except RuleBroken as broken:
            form.refuse("text", broken.words)
        else:
            return _saved(cells.cell(viewer, table, id, column), written)
    return page(
        "cells/cell.html",
        fragment="cell",
        page_title=found.column.label,
        cell=found,
        field=views.field(found, form),
        form=form,
        version=sent_version() or found.row.version,
        back=_back(name),
        title=table.title(found.row),
    )


def _told(found: cells.Cell, text: str):
    """How what is being typed would be read, said at once."""
    value = found.read(text[:LONGEST_TRIED])
    said = value.words if isinstance(value, Problem) else f"= {found.said(value)}" if text.strip() else ""
    return Response(render("cells/_told.html", said=said, wrong=isinstance(value, Problem)))


def _saved(found: cells.Cell, written):
    say = "Saved" if written.group_id else "Nothing was changed"
    if not is_htmx():
        return go(_back(found.table.name), say, written.group_id or None)
    toasts = [(say, undo_address(written.group_id))]
    answer = Response(render("cells/_saved.html", shown=views.shown(found), toasts=toasts))
    answer.headers["Record-Version"] = str(found.row.version)
    return answer


def _back(name: str) -> str:
    """The page that the cell stands on."""
    asked = own_path(request.values.get("back")) or page_before()
    return asked if asked.startswith("/") and "/cell/" not in asked else url_for("tables.show", name=name)
