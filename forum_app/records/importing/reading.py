"""Rows of cells out of a file or a paste: CSV, TSV or a workbook, whatever wrote it, a row at a time."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO

from .refused import Refused
from .workbooks import is_workbook, sheet_rows

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 300
LONGEST_CELL = 100_000  # letters, as the longest text that a column takes
MOST_LINES = 1_000  # of one cell: a cell that goes on for longer is a quotation mark left open
SAMPLE = 64 * 1024
MARKS = ("\t", ",", ";", "|")
MEGABYTE = 1024 * 1024
TOO_BIG = "That has {:,} MB; at most {:,} MB are read at once. Save it in parts, each with its first row."
TOO_MANY = f"That has more than {MOST_ROWS:,} rows. Save it in parts, each with its first row."
TOO_WIDE = f"That has more than {MOST_COLUMNS} columns. Take out those that are not needed."
OPEN_MARK = "In line {:,} a quotation mark opens that is never closed. Put that right and give it again."
NO_TEXT = "There is nothing in it that can be read as rows. Save it as CSV or XLSX and give it again."
NOTHING = "There are no rows in it."
_UNSEEN = re.compile("[\x00\ufeff]")

Cells = tuple[int, list[str]]  # the number of the line, as a spreadsheet or an editor counts it


def rows_of(file: IO[bytes], name: str = "") -> Iterator[Cells]:
    """The rows of a file that have anything in them, cells trimmed. Raises Refused."""
    size = file.seek(0, io.SEEK_END)
    if size > MOST_BYTES:
        raise Refused(TOO_BIG.format(-(-size // MEGABYTE), MOST_BYTES // MEGABYTE))
    file.seek(0)
    rows = sheet_rows(file) if is_workbook(file, name) else _text_rows(file)
    return _bounded(rows)


def rows_of_paste(text: str) -> Iterator[Cells]:
    """The rows of a pasted text."""
    return rows_of(io.BytesIO(text.encode("utf-8", "replace")))


def _bounded(rows: Iterable[Cells]) -> Iterator[Cells]:
    found = 0
    for number, cells in rows:
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        found += 1
        if found > MOST_ROWS + 1:
            raise Refused(TOO_MANY)
        if len(cells) > MOST_COLUMNS:
            raise Refused(TOO_WIDE)
        yield number, cells
    if not found:
        raise Refused(NOTHING)


def _text_rows(file: IO[bytes]) -> Iterator[Cells]:
    text = io.TextIOWrapper(file, _encoding(file), errors="replace", newline="")
    try:
        start = text.read(SAMPLE)
        if _is_no_text(start):
            raise Refused(NO_TEXT)
        text.seek(0)
        yield from parted(text, separator(start))
    finally:
        with suppress(ValueError):  # whoever gave the file may have closed it meanwhile
            text.detach()


def _encoding(file: IO[bytes]) -> str:
    """What the bytes say they are; else UTF-8 if they all fit it, else what Windows wrote."""
    start = file.read(SAMPLE)
    file.seek(0)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    halves = [start[0:4096:2].count(0), start[1:4096:2].count(0)]
    if max(halves) * 5 > min(len(start), 4096):  # every other byte of our letters is nothing
        return "utf-16-be" if halves[0] > halves[1] else "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(MEGABYTE):
            decoder.decode(piece)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8"


def _is_no_text(start: str) -> bool:
    """Whether it is a picture or a program: full of signs that no spreadsheet writes."""
    strange = sum(1 for sign in start if sign < " " and sign not in "\t\n\r\0\x0b\x0c")
    return strange * 20 > len(start)


def separator(start: str) -> str:
    """The mark that parts the most rows into the same number of cells."""
    best, most = ",", 0.0
    for mark in MARKS:
        widths = _widths(start, mark)
        counted = Counter(width for width in widths if width > 1)
        if counted:
            width, times = counted.most_common(1)[0]
            score = times / len(widths) + min(width, 20) / 1000
            if score > most:
                best, most = mark, score
    return best


def _widths(start: str, mark: str) -> list[int]:
    lines = _UNSEEN.sub("", start).splitlines()[:200]
    found = []
    try:
        for cells in csv.reader(lines, delimiter=mark, skipinitialspace=mark != "\t"):
            if any(cells):
                found.append(len(cells))
    except csv.Error:
        return []
    return found


class _Lines:
    """The lines of a text, and how many quotation marks stood in those since a row began."""

    def __init__(self, text: Iterable[str]):
        self._text = iter(text)
        self.number = 0
        self.begins = 1
        self.marks = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.number - self.begins > MOST_LINES:
            raise Refused(OPEN_MARK.format(self.begins))
        line = _UNSEEN.sub("", next(self._text))
        self.number += 1
        self.marks += line.count('"')
        return line

    def next_row(self) -> None:
        self.begins, self.marks = self.number + 1, 0


def parted(text: IO[str] | str, mark: str) -> Iterator[Cells]:
    """The rows of a text whose cells stand between these marks, empty ones too. Raises Refused."""
    lines = _Lines(io.StringIO(text) if isinstance(text, str) else text)
    csv.field_size_limit(max(csv.field_size_limit(), MOST_BYTES))
    reader = csv.reader(lines, delimiter=mark, skipinitialspace=mark != "\t")
    try:
        for cells in reader:
            if lines.number > lines.begins and lines.marks % 2:
                raise Refused(OPEN_MARK.format(lines.begins))
            yield lines.begins, [cell.strip()[:LONGEST_CELL] for cell in cells]
            lines.next_row()
    except csv.Error:
        raise Refused(NO_TEXT) from None
