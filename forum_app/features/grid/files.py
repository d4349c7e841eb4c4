"""A table as a file to keep: CSV, a workbook or JSON, with the rows and columns that are on the screen."""

from flask import Response, request

from ... import clock
from ...fields.files import TRIPS
from ...permissions.roles import Viewer
from ...records import registry
from ...records.export import Wanted, csv_rows
from ...records.export_json import json_rows
from ...records.export_xlsx import workbook
from ...records.registry import Table
from ...records.shown import shown_to
from ...web.pages import as_file, current_viewer
from .address import look_of

PIECE = 64 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answer(name: str, kind: str) -> Response:
    """The file of a table in one of the three kinds. Raises NotFound, RuleBroken."""
    viewer, table = current_viewer(), registry.table(name)
    look = look_of(viewer, table, request.args.to_dict(flat=False))
    view = look.view
    shown = shown_to(viewer, table, view)
    wanted = Wanted(shown.where, shown.sorts, not (view.sorts or view.groups), shown.columns)
    # By the view's own name, so that two of one day are told apart.
    called = " ".join(TRIPS.sub(" ", look.name).split()) or table.name
    return as_file(_WAYS[kind](viewer, table, wanted), f"{called}-{clock.today().isoformat()}.{kind}")


def _workbook(viewer: Viewer, table: Table, wanted: Wanted) -> Response:
    book = workbook(viewer, table, wanted)
    answer = Response(iter(lambda: book.read(PIECE), b""), mimetype=XLSX)
    answer.call_on_close(book.close)
    return answer


_WAYS = {
    "csv": lambda *what: Response(csv_rows(*what), mimetype="text/csv"),
    "json": lambda *what: Response(json_rows(*what), mimetype="application/json"),
    "xlsx": _workbook,
}
