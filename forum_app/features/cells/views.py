"""Turns a cell into a field to fill in, and into what stands in the grid again."""

from flask import current_app, url_for

from ...fields import Choice, LongText, YesNo
from ...records.cells import Cell
from ..grid.queries import table_named
from ..grid.views import PAGES

FEW = 300  # so many can be chosen from a list; of more one writes the name
YES_OR_NO = (("yes", "Yes"), ("no", "No"))
# Kinds that say how they read what is typed: a length, money, a day.
SAID = frozenset({"number", "money", "minutes", "date", "moment", "time_of_day"})


def field(cell: Cell, form) -> dict:
    """The one field of a cell's form: how it is asked, and what stands in it."""
    kind, options = cell.kind, _options(cell.kind)
    asked = "line"
    if isinstance(kind, LongText):
        asked = "lines"
    elif options and len(options) <= FEW:
        asked = "choice"
    typed = form.text.data or ""
    return {
        "id": "cell-text",
        "name": "text",
        "label": cell.column.label,
        "help": cell.column.help,
        "errors": form.text.errors,
        "value": _chosen(kind, options, typed) if asked == "choice" else typed,
        "asked": asked,
        "options": options,
        "none": "Nothing" if cell.may_be_empty else None,
        "read_at": url_of(cell) if kind.name in SAID else None,
    }


def _options(kind) -> tuple:
    if isinstance(kind, YesNo):
        return YES_OR_NO
    return tuple(kind.options) if isinstance(kind, Choice) else ()


def _chosen(kind, options, typed: str) -> str:
    """Which option was typed: the value itself, or what it is called."""
    found = kind.find(typed) if isinstance(kind, Choice) and typed else typed
    return found if isinstance(found, str) else typed


def url_of(cell: Cell) -> str:
    return url_for("cells.change_cell", name=cell.table.name, id=cell.row.id, column=cell.column.name)


def shown(cell: Cell) -> dict:
    """What stands in the grid: a link to the linked record, else the words, which lead to the cell's form."""
    target = cell.table.target(cell.column.name)
    endpoint = PAGES.get(table_named(target) or "") if target is not None else None
    linked = endpoint in current_app.view_functions and cell.value and cell.words
    return {
        "words": cell.words,
        "chip": url_for(endpoint, id=cell.value) if endpoint and linked else None,
        "href": url_of(cell),
    }
