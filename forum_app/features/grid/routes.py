"""The tables: each as a plain captioned page, and as files of exactly what the viewer may read."""

from dataclasses import replace

from flask import Blueprint, request, url_for

from ...records import listing, registry
from ...records import views as looks
from ...web.access import access
from ...web.pages import current_viewer, go, page
from . import files, views
from .narrowing import narrowing

blueprint = Blueprint("tables", __name__)


@blueprint.get("/tables")
@access("member")
def index():
    return page("tables/index.html", page_title="Tables", families=views.families(current_viewer()))


@blueprint.get("/tables/<name>")
@access("member")
def show(name: str):
    viewer, table = current_viewer(), registry.table(name)
    asked = narrowing(viewer, table, request.args)
    view = replace(looks.read(request.args.to_dict(flat=False)), where=asked.tree)
    if asked.added:
        return go(url_for("tables.show", name=name, **looks.written(view)))
    shown = looks.shown(viewer, table, view)
    found = listing.page_of(viewer, table, request.args.get("after"), listing.SIZE, shown)
    return page(
        "tables/show.html",
        status=422 if asked.wrong else 200,
        page_title=table.label,
        table=table,
        found=found,
        rows=views.rows(table, found),
        filter=views.filter_of(viewer, table, asked, shown.told),
        has_errors=bool(asked.wrong),
    )


@blueprint.get("/tables/<name>/export.csv")
@access("member")
def export_csv(name: str):
    return files.answer(name, "csv")


@blueprint.get("/tables/<name>/export.xlsx")
@access("member")
def export_xlsx(name: str):
    return files.answer(name, "xlsx")


@blueprint.get("/tables/<name>/export.json")
@access("member")
def export_json(name: str):
    return files.answer(name, "json")
