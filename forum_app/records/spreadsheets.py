"""Text as spreadsheets copy and paste it: tabs between cells, a row a line, quotes round either."""

import csv
import io


def lines_of(text: str) -> list[list[str]]:
    """The cells of a pasted text, row by row; a quote that is never closed is a quote and nothing more."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return [[""]]
    if text.count('"') % 2 == 0:
        try:
            return [row or [""] for row in csv.reader(io.StringIO(text), delimiter="\t")]
        except csv.Error:
            pass
    return [line.split("\t") for line in text.split("\n")]


def text_of(lines: list[list[str]]) -> str:
    """The same the other way, for a spreadsheet to read."""
    return "\n".join("\t".join(_quoted(cell) for cell in line) for line in lines)


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in '\t\n"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
