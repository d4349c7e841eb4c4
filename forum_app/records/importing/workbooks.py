"""Rows out of a workbook: its first sheet with anything in it, each cell as a person would have typed it."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from .refused import Refused

MOST_UNPACKED = 100 * 1024 * 1024
MOST_PACKED_PARTS = 2_000
OLD = b"\xd0\xcf\x11\xe0"  # how a workbook of before 2007, or one with a password, begins
TOO_MUCH = (
    "That workbook unpacks to {:,} MB, which is more than is read at once. Save the sheet as CSV instead."
)
OLD_KIND = "That is a workbook of an older kind, or one with a password. Save it as .xlsx without one."
UNREADABLE = "That workbook cannot be read. Save it again as .xlsx, or the sheet as CSV."
_TROUBLES = (
    DefusedXmlException,
    KeyError,
    OSError,
    OverflowError,
    ParseError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)


def is_workbook(file: IO[bytes], name: str) -> bool:
    """Whether it begins as a packed folder does. Raises Refused for the older kind."""
    start = file.read(4)
    file.seek(0)
    if start == OLD or (name.lower().endswith(".xls") and start != b"PK\x03\x04" and b"\0" in start):
        raise Refused(OLD_KIND)
    return start == b"PK\x03\x04"


def sheet_rows(file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Rows of text, read as they come. Raises Refused."""
    _look_at_the_size(file)
    # Here, since a process that reads no workbook would hold it for nothing: it is a tenth of its memory.
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            try:
                yield from _first_with_rows(book)
            finally:
                book.close()
    except _TROUBLES:
        raise Refused(UNREADABLE) from None


def _look_at_the_size(file: IO[bytes]) -> None:
    """What it would unpack to is known before anything is: some kilobytes can hold gigabytes."""
    try:
        with zipfile.ZipFile(file) as parts:
            listed = parts.infolist()
    except zipfile.BadZipFile:
        raise Refused(UNREADABLE) from None
    size = sum(part.file_size for part in listed)
    if size > MOST_UNPACKED or len(listed) > MOST_PACKED_PARTS:
        raise Refused(TOO_MUCH.format(-(-size // 1024**2)))
    file.seek(0, io.SEEK_SET)


def _first_with_rows(book: Any) -> Iterator[tuple[int, list[str]]]:
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a sheet says of its own size may be anything
        empty = True
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [as_typed(value) for value in row]
            empty = empty and not any(cells)
            yield number, cells
        if not empty:
            return


def as_typed(value: Any) -> str:
    """A cell of a workbook as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 9))
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value).replace("\x00", "").strip()
