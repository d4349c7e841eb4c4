"""The steps of an import, each a plain page: give, columns, plan, how far it is."""

from flask import Blueprint, Response, request, url_for

from ...records import registry
from ...records.errors import RuleBroken
from ...records.importing import reading, runs
from ...web.access import access
from ...web.forms import Form
from ...web.pages import as_file, current_viewer, go, page
from . import actions, queries, views

blueprint = Blueprint("imports", __name__)
LARGEST = 64 * 1024 * 1024  # taken in, so that what is too long can be refused in words
NOTHING = "Choose a file, or paste some rows."


@blueprint.route("/tables/<name>/import", methods=["GET", "POST"])
@access("member", alone=True, largest=LARGEST)
def new(name: str):
    viewer, table, form = current_viewer(), registry.table(name), Form()
    actions.require_leave(viewer, table)
    pasted = request.form.get("rows", "") if form.is_submitted() else ""
    wrong = ""
    if form.sent():
        file = request.files.get("file")
        try:
            if file is None or not file.filename:
                if not pasted.strip():
                    raise RuleBroken("file", NOTHING)
                run = actions.give(viewer, table, None, "", pasted)
            else:
                run = actions.give(viewer, table, file.stream, file.filename, "")
            return go(url_for("imports.show" if run.state == "planned" else "imports.columns", id=run.id))
        except RuleBroken as broken:
            wrong = broken.words
    return page(
        "importing/new.html",
        status=422 if wrong else 200,
        page_title=f"Import into {table.label}",
        has_errors=bool(wrong),
        table=table,
        act=form,
        pasted=pasted,
        wrong=wrong,
        most=reading,
        fillable=views.fillable(viewer, table),
        earlier=views.earlier(runs.earlier(viewer, table)),
    )


@blueprint.route("/imports/<id>/columns", methods=["GET", "POST"])
@access("member", alone=True)
def columns(id: str):
    viewer, form = current_viewer(), Form()
    run = runs.mine(viewer, id)
    table = runs.table_of(run)
    if run.state not in ("given", "planned"):
        return go(url_for("imports.show", id=id))
    wrong = ""
    if form.sent():
        mapping = request.form.getlist("column")
        if any(mapping):
            places = [int(said) for said in request.form.getlist("key") if said.isdecimal() and len(said) < 4]
            heads = request.form.get("heads") == "y"
            actions.understand(viewer, run, mapping, places, request.form.get("strategy", ""), heads)
            return go(url_for("imports.show", id=id))
        wrong = "Say of at least one column what it is."
    return page(
        "importing/columns.html",
        status=422 if wrong else 200,
        page_title=f"Columns of your import into {table.label}",
        has_errors=bool(wrong),
        run=run,
        table=table,
        act=form,
        wrong=wrong,
        columns=views.columns(viewer, table, run, queries.columns_of(run)),
        choices=views.choices(viewer, table),
        rows=queries.number_of_rows(run),
        strategies=views.STRATEGIES,
    )


@blueprint.get("/imports/<id>")
@access("member", alone=True)
def show(id: str):
    viewer = current_viewer()
    run = runs.mine(viewer, id)
    if run.state == "given":
        return go(url_for("imports.columns", id=id))
    table = runs.table_of(run)
    return page(
        "importing/show.html",
        fragment="state",
        page_title=f"Import into {table.label}",
        run=run,
        table=table,
        act=Form(formdata=None),
        told=views.told(table, run),
        rejects=queries.has_rejects(run),
    )


@blueprint.post("/imports/<id>/plan")
@access("member", alone=True)
def plan(id: str):
    viewer = current_viewer()
    run = runs.mine(viewer, id)
    if run.state == "planned":
        also = [int(said) for said in request.form.getlist("also") if said.isdecimal() and len(said) < 8]
        actions.plan_again(viewer, run, also)
    return go(url_for("imports.show", id=id))


@blueprint.post("/imports/<id>/apply")
@access("member", alone=True)
def apply(id: str):
    viewer = current_viewer()
    run = runs.mine(viewer, id)
    if run.state == "planned":
        actions.put_in(viewer, run)
    return go(url_for("imports.show", id=id))


@blueprint.post("/imports/<id>/forget")
@access("member", alone=True)
def forget(id: str):
    viewer = current_viewer()
    run = runs.mine(viewer, id)
    if run.state in ("given", "planned"):
        runs.delete(run)
        return go(url_for("imports.new", name=run.table), "What you gave is deleted. Nothing was changed")
    runs.forget(run)
    return go(url_for("imports.show", id=id), "The rows that were left out are deleted")


@blueprint.get("/imports/<id>/rejects.csv")
@access("member", alone=True)
def rejects(id: str):
    run = runs.mine(current_viewer(), id)
    return as_file(Response(queries.rejects(run), mimetype="text/csv"), f"{run.table}-left-out.csv")
