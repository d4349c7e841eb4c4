"""The tables: each as a page that answers like a spreadsheet, and as files of exactly what is on it."""

from flask import Blueprint, request, url_for

from ...fields import Problem
from ...records import registry, sentences
from ...records.importing.mapping import may_import
from ...records.shown import shown_to
from ...web.access import access
from ...web.pages import current_viewer, go, is_htmx, page, retargeted_id
from ..views.views import about
from . import arranging, bands, files, views
from .address import Look, look_of

blueprint = Blueprint("tables", __name__)
COUNTED = "counted"


@blueprint.get("/tables")
@access("member")
def index():
    return page("tables/index.html", page_title="Tables", families=views.families(current_viewer()))


@blueprint.get("/tables/<name>")
@access("member")
def show(name: str):
    viewer, table = current_viewer(), registry.table(name)
    args = request.args.to_dict(flat=False)
    look = look_of(viewer, table, args)
    shown = shown_to(viewer, table, look.view)
    sheet = bands.sheet(
        viewer, table, shown, request.args.get("after"), frozenset(look.turned), counted=COUNTED in args
    )
    places = views.places(viewer, table, shown)
    part = retargeted_id() if is_htmx() else ""
    return page(
        "tables/_more.html" if part == "more" else "tables/show.html",
        fragment="grid" if part == "grid" else None,
        page_title=table.label,
        skip_to="" if sheet.is_empty else "Skip to the table",
        table=table,
        look=look,
        view=look.view,
        sheet=sheet,
        heads=views.heads(viewer, table, shown, look, places),
        bands=list(views.bands(table, shown, look, sheet, places, viewer.today, added=part == "more")),
        foot=views.foot(shown, sheet, places, viewer.today),
        about=about(viewer, table, look, shown, sheet.told),
        may_import=may_import(viewer, table) and not viewer.seeing,
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


@blueprint.get("/tables/<name>/arrange")
@access("member")
def arrange(name: str):
    viewer, table = current_viewer(), registry.table(name)
    args = request.args.to_dict(flat=False)
    look = look_of(viewer, table, args)
    if "move" in args:
        columns = shown_to(viewer, table, look.view).columns
        look = look.seen_as(arranging.moved(look.view, columns, args["move"][0]))
    return _arrange_page(viewer, table, look)


@blueprint.get("/tables/<name>/colour")
@access("member")
def colour(name: str):
    viewer, table = current_viewer(), registry.table(name)
    look, word = look_of(viewer, table, request.args.to_dict(flat=False)), request.args.get("word", "")
    found = arranging.coloured(look.view, request.args.get("look", ""), word)
    if isinstance(found, Problem):
        return _arrange_page(viewer, table, look, typed=word, wrong=found.words)
    return go(url_for("tables.show", name=name, **look.seen_as(found).address()))


def _arrange_page(viewer, table, look: Look, typed: str = "", wrong: str = ""):
    view = look.view
    return page(
        "tables/arrange.html",
        status=422 if wrong else 200,
        page_title=f"Columns and order, {table.label}",
        table=table,
        view=view,
        look=look,
        lines=arranging.lines(viewer, table, view, shown_to(viewer, table, view).columns),
        by=arranging.by(viewer, table),
        ways=arranging.ways(viewer, table),
        groups=arranging.groups(view),
        sorts=arranging.slots(view.sorts, arranging.SORTS),
        widths=arranging.WIDTHS,
        densities=arranging.DENSITIES,
        narrowed=sentences.sentence(viewer, table, view.where),
        looks=arranging.LOOK_WORDS.items(),
        colours=[
            (one, words, url_for("tables.show", name=table.name, **look.seen_as(without).address()))
            for one, words, without in arranging.colours(viewer, table, view)
        ],
        typed=typed,
        wrong=wrong,
        has_errors=bool(wrong),
    )
