"""Turns the files beside a record into lines of its page."""

from ...fields.files import ACCEPT, TYPES
from ...web.forms import Form
from . import queries

KILOBYTE = 1024


def part_of(viewer, table, row, wrong: str = "", open_: bool = True) -> dict | None:
    """What `files/_files.html` shows beside a record; None where none are kept. `open_`: not locked."""
    found = queries.files_beside(viewer, table, row)
    if found is None:
        return None
    kept, may_add = found
    return {
        "lines": [(file.id, file.name, f"{TYPES[file.type][1]}, {size(file.size)}") for file in kept],
        "may_add": may_add and open_,
        "wrong": wrong,
        "accept": ACCEPT,
        "table": table,
        "id": row.id,
        "act": Form(formdata=None),
    }


def size(number: int) -> str:
    """How large a file is: "340 kB", "2.1 MB"."""
    if number < KILOBYTE * KILOBYTE:
        return f"{max(1, round(number / KILOBYTE))} kB"
    return f"{number / KILOBYTE / KILOBYTE:.1f} MB"
