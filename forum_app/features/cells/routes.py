"""Cells of a table: one by its own field, many by a paste, a fill or one value for all, planned first."""

from flask import Blueprint, request, url_for

from ...fields import Problem
from ...fields.words import number_of
from ...permissions.errors import NotAllowed
from ...records import cells, ranges, registry
from ...records.errors import RuleBroken
from ...records.importing.mapping import may_import
from ...records.locks import LOCKED, lock_of
from ...records.selection import selected
from ...web.access import access
from ...web.forms import Form, PlainField, sent_version
from ...web.pages import (
    current_viewer,
    drawn_cells,
    go,
    is_htmx,
    page,
    part,
    pieces,
    ui,
    undo_address,
)
from ...web.security import own_path, page_before
from . import views
from .asked import asked

blueprint = Blueprint("cells", __name__)
LONGEST_TRIED = 200
PLAN = "What this will change"
NOTHING = "Nothing was changed"


class CellForm(Form):
    """What is typed into one cell; its own kind reads it."""

    text = PlainField()


@blueprint.route("/tables/<name>/<id>/cell/<column>", methods=["GET", "POST"])
@access("member")
def change_cell(name: str, id: str, column: str):
    viewer, table, form = current_viewer(), registry.table(name), CellForm()
    if form.sent():
        try:
            written = cells.change_cell(
                viewer, table, id, column, form.text.data or "", sent_version(), form.key
            )
        except RuleBroken as broken:
            form.refuse("text", broken.words)
        else:
            return _saved(cells.cell(viewer, table, id, column), written)
    found = cells.cell(viewer, table, id, column)
    if not form.is_submitted():
        if "text" in request.args and is_htmx():
            return _told(found, request.args["text"])
        form.text.data = request.args.get("text", found.typed)
        if lock_of(viewer, table, id):
            if not is_htmx():
                raise NotAllowed(LOCKED)
            form.refuse("text", LOCKED)  # beside what was typed meanwhile
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
    return part("cells/_told.html", said=said, wrong=isinstance(value, Problem))


def _saved(found: cells.Cell, written):
    say = "Saved" if written.group_id else NOTHING
    if not is_htmx():
        return go(_back(found.table.name), say, written.group_id or None)
    answer = pieces(
        drawn_cells().inside([views.shown(found)]),
        ui().toasts_beside([(say, undo_address(written.group_id))]),
    )
    answer.headers["Record-Version"] = str(found.row.version)
    return answer


@blueprint.get("/tables/<name>/paste")
@access("member")
def paste(name: str):
    """Where to paste: without script, or by whoever would rather say it in words."""
    viewer, table = current_viewer(), registry.table(name)
    return page(
        "cells/paste.html",
        page_title=f"Paste over cells of {table.label}",
        may_import=may_import(viewer, table),
        table=table,
        back=_back(name),
        **views.places(viewer, table, request.args),
    )


@blueprint.get("/tables/<name>/change")
@access("member")
def change(name: str):
    """Rows to tick, and one value for all of them."""
    viewer, table = current_viewer(), registry.table(name)
    return page(
        "cells/change.html",
        page_title=f"Change many rows of {table.label}",
        table=table,
        back=_back(name),
        **views.ticks(viewer, table, request.args),
    )


@blueprint.post("/tables/<name>/paste")
@access("member")
def change_cells(name: str):
    """A plan of what would change; with `apply`, that plan done, if it is still the same."""
    viewer, table = current_viewer(), registry.table(name)
    form, status, told = Form(), 200, ""
    wanted = asked(viewer, table, request.form, request.form.getlist("row"))
    if "apply" in request.form:
        mark = request.form.get("mark", "")
        try:
            written = ranges.apply(viewer, table, wanted.target, wanted.said, mark, form.key)
        except ranges.Changed as changed:
            plan, status, told = changed.plan, 409, views.CHANGED
        else:
            say = f"Saved in {number_of(len(written.ids), 'row')}" if written.group_id else NOTHING
            return go(_back(name), say, written.group_id or None)
    else:
        plan = ranges.plan(viewer, table, wanted.target, wanted.said)
    return page(
        "cells/plan.html",
        status=status,
        page_title=PLAN,
        table=table,
        told=told,
        plan=views.plan(plan, wanted.beyond),
        hidden={**wanted.hidden, "mark": plan.mark, "back": _back(name)},
        form=form,
        back=_back(name),
    )


@blueprint.post("/tables/<name>/picked")
@access("member")
def pick(name: str):
    """The texts of some cells, to be copied, and how many and how much they are. It changes nothing."""
    viewer, table = current_viewer(), registry.table(name)
    ids, columns = (request.form.get(part, "").split() for part in ("ids", "columns"))
    if len(ids) * len(columns) > ranges.MOST_CELLS:
        raise RuleBroken("", views.TOO_MANY)
    return part("cells/_picked.html", picked=selected(viewer, table, ids, columns))


def _back(name: str) -> str:
    """The page that the cells stand on."""
    asked_for = own_path(request.values.get("back")) or page_before()
    own = "/cell/" in asked_for or asked_for.split("?")[0].endswith(("/paste", "/change"))
    return asked_for if asked_for and not own else url_for("tables.show", name=name)
