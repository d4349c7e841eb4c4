"""A table as a workbook: days are days and money is numbers, and no text can become a formula."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from tempfile import TemporaryFile
from typing import IO, Any

from .. import clock
from ..fields import Date, Minutes, Moment, Money, Number, TimeOfDay
from ..permissions.roles import Viewer
from .errors import RuleBroken
from .export import Rows, Say, Wanted, several_in_text
from .registry import Column, Table
from .several import holds_several

MOST_ROWS = 1_048_575
MOST_LETTERS = 32_767
FIRST_YEAR = 1900  # no spreadsheet counts days before it
WIDTHS = {
    "text": 22,
    "long_text": 44,
    "email": 30,
    "phone": 16,
    "link": 30,
    "moment": 17,
    "date": 12,
    "time": 8,
}
USUAL_WIDTH = 18
FORMATS = {
    "date": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
    "time": "hh:mm",
    "money": "£#,##0.00;-£#,##0.00",
    "minutes": "0",
}
TOO_MANY = f"A spreadsheet holds {MOST_ROWS:,} rows at most. Save this as CSV, or narrow the table first."
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
Write = Callable[[Any, int, int, Any], None]


def workbook(viewer: Viewer, table: Table, wanted: Wanted | None = None) -> IO[bytes]:
    """The finished file, at its beginning; it is gone when closed. Raises RuleBroken for too many rows."""
    file = TemporaryFile()
    try:
        _fill(file, Rows(viewer, table, wanted))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _fill(file: IO[bytes], rows: Rows) -> None:
    # Here, since few processes ever write a workbook.
    import xlsxwriter

    book = xlsxwriter.Workbook(file, OPTIONS)
    # A file of the same rows is the same file: it carries the forum's moment, not the machine's.
    book.set_properties({"title": rows.table.label, "created": clock.now().replace(tzinfo=None)})
    sheet = book.add_worksheet(_sheet_name(rows.table.label))
    formats = {name: book.add_format({"num_format": shape}) for name, shape in FORMATS.items()}
    bold = book.add_format({"bold": True})
    for place, column in enumerate(rows.columns):
        sheet.set_column(place, place, max(WIDTHS.get(column.kind.name, USUAL_WIDTH), len(column.label) + 2))
    for place, column in enumerate(rows.columns):
        sheet.write_string(0, place, column.label, bold)
    sheet.freeze_panes(1, 1)
    ways = [_way(rows, column, formats) for column in rows.columns]
    number = 0
    for _, columns in rows.said(_whole):
        for row in zip(*columns, strict=True):
            number += 1
            if number > MOST_ROWS:
                raise RuleBroken("", TOO_MANY)
            for place, write in enumerate(ways):
                if row[place] is not None:
                    write(sheet, number, place, row[place])
    book.close()


def _whole(_column: Column) -> Say:
    """Values as they are: it is the cell that says how they look."""
    return lambda value: value


def _way(rows: Rows, column: Column, formats: dict[str, Any]) -> Write:
    """How the values of a column are put into their cells."""
    if holds_several(column):
        return lambda sheet, row, place, held: _text(sheet, row, place, several_in_text(rows, column, held))
    if rows.links(column):
        return lambda sheet, row, place, link: _text(sheet, row, place, link[1])
    kind, shape = column.kind, formats.get(column.kind.name)
    if isinstance(kind, Date | Moment | TimeOfDay):
        return lambda sheet, row, place, value: _when(sheet, row, place, value, kind, shape)
    if isinstance(kind, Money):
        return lambda sheet, row, place, value: sheet.write_number(row, place, value / 100, shape)
    if isinstance(kind, Minutes | Number):
        return lambda sheet, row, place, value: sheet.write_number(row, place, value, shape)
    return lambda sheet, row, place, value: _text(sheet, row, place, kind.export(value))


def _text(sheet: Any, row: int, place: int, text: str) -> None:
    if text:
        sheet.write_string(row, place, text[:MOST_LETTERS])


def _when(sheet: Any, row: int, place: int, value: date | datetime | time, kind: Any, shape: Any) -> None:
    if not isinstance(value, time) and value.year < FIRST_YEAR:
        _text(sheet, row, place, kind.export(value))
        return
    if isinstance(value, datetime):
        value = value.astimezone(clock.LONDON).replace(tzinfo=None)
    sheet.write_datetime(row, place, value, shape)


def _sheet_name(label: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", label)[:31].strip() or "Table"
