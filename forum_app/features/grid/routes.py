"""The tables: each as a plain captioned page, and as a CSV of exactly what the viewer may read."""

from flask import Blueprint, Response, request

from ... import clock
from ...records import export, listing, registry
from ...web.access import access
from ...web.pages import current_viewer, page
from . import views

blueprint = Blueprint("tables", __name__)


@blueprint.get("/tables")
@access("member")
def index():
    return page("tables/index.html", page_title="Tables", families=views.families(current_viewer()))


@blueprint.get("/tables/<name>")
@access("member")
def show(name: str):
    viewer, table = current_viewer(), registry.table(name)
    found = listing.page_of(viewer, table, after=request.args.get("after"))
    return page(
        "tables/show.html",
        page_title=table.label,
        table=table,
        found=found,
        rows=views.rows(table, found),
    )


@blueprint.get("/tables/<name>/export.csv")
@access("member")
def export_csv(name: str):
    viewer, table = current_viewer(), registry.table(name)
    answer = Response(export.csv_rows(viewer, table), mimetype="text/csv")
    day = clock.today().isoformat()
    answer.headers["Content-Disposition"] = f'attachment; filename="{table.name}-{day}.csv"'
    return answer
