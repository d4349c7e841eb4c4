"""Turns cells into fields to fill in, into what stands in the grid again, and a plan into lines."""

from collections.abc import Iterator
from itertools import groupby
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from ...fields import Choice, LongText, YesNo
from ...fields.words import number_of
from ...permissions.errors import NotAllowed
from ...records import cells, groups, listing, ranges
from ...records import views as looks
from ...records.cells import Cell
from ...records.offering import Offer, offers
from ...records.registry import name_of
from ...records.shown import Shown, shown_to
from ..grid.views import Cell as Drawn
from ..grid.views import home_of, in_words

CHANGED = "Something changed while you looked, so nothing was done yet. This is how it stands now."
TOO_MANY = f"That is more than {ranges.MOST_CELLS:,} cells."
NEW_ROWS = "New rows come in by Import."
MOST_SHOWN = 200  # lines of a plan; the rest are counted
MOST_TICKS = 200
FEW = 300  # so many can be chosen from a list; of more one writes the name
YES_OR_NO = (("yes", "Yes"), ("no", "No"))
# Kinds that say how they read what is typed: a length, money, a day.
SAID = frozenset({"number", "money", "minutes", "date", "moment", "time_of_day"})


def field(cell: Cell, form) -> dict:
    """The one field of a cell's form: how it is asked, and what stands in it."""
    kind, offer = cell.kind, _offer(cell.viewer, cell.table, cell.column, cell.value)
    if getattr(kind, "finder", None):
        kind = kind.found_by(kind.finder, offer.options)
    options, asked = offer.options if offer.whole else (), "line"
    if isinstance(kind, LongText):
        asked = "lines"
    elif options:
        asked = "choice"
    typed = form.text.data or ""
    return {
        "id": "cell-text",
        "name": "text",
        "label": cell.column.label,
        "help": cell.column.help,
        "errors": form.text.errors,
        "value": _chosen(kind, options, typed) if asked == "choice" else _called(kind, typed),
        "asked": asked,
        "keyboard": kind.keyboard,
        "options": options,
        "none": "Nothing" if cell.may_be_empty else None,
        "read_at": url_of(cell) if kind.name in SAID else None,
        "find_at": _find_at(cell),
    }


def _called(kind, typed: str) -> str:
    """In a box a linked record stands by its name, whichever way it came there."""
    found = kind.find(typed) if isinstance(kind, Choice) and typed else None
    return kind.label(found) if isinstance(found, str) else typed


def _find_at(cell: Cell) -> str | None:
    """Where a linked record is found by some letters of its name."""
    table = name_of(cell.table.target(cell.column.name))
    return url_for("picking.pick", name=table) if table else None


def _offer(viewer, table, column, value=None) -> Offer:
    """What can stand in a column, and what stands there; all of it where that is few enough for a list."""
    kind, target = column.kind, table.target(column.name)
    if target is not None:
        return offers(viewer, [target], FEW, [value] if value else [])[target]
    options = YES_OR_NO if isinstance(kind, YesNo) else getattr(kind, "options", ())
    return Offer(tuple(options), len(options) <= FEW)


def _chosen(kind, options, typed: str) -> str:
    """Which option was typed: the value itself, or what it is called."""
    found = kind.find(typed) if isinstance(kind, Choice) and typed else typed
    return found if isinstance(found, str) else typed


def url_of(cell: Cell) -> str:
    return url_for("cells.change_cell", name=cell.table.name, id=cell.row.id, column=cell.column.name)


def shown(cell: Cell) -> Drawn:
    """What stands in the grid: a link to the linked record, else the words, which lead to the cell's form."""
    target = cell.table.target(cell.column.name)
    name = name_of(target) if target is not None and cell.value and cell.words else None
    chips = [(home_of(name, cell.value), cell.words)] if name else []
    return Drawn("", url_of(cell), in_words(cell.column, cell.value, cell.words), chips)


def plan(found: ranges.Plan, beyond: tuple[int, int]) -> dict:
    """A plan in lines: what changes, what is left and why, and what is counted only."""
    left = [one for one in found.cells if one.state in (ranges.UNREAD, ranges.MEANWHILE)]
    changes = found.of(ranges.CHANGE)
    return {
        "changes": _lines(changes[:MOST_SHOWN]),
        "more": len(changes) - MOST_SHOWN,
        "number": len(changes),
        "rows": len({one.row for one in changes}),
        "left": _lines(left[:MOST_SHOWN]),
        "more_left": len(left) - MOST_SHOWN,
        "number_left": len(left),
        "same": len(found.of(ranges.SAME)),
        "notes": list(_notes(found, beyond)),
    }


def _lines(planned: list[ranges.Planned]) -> list[tuple[str, list[ranges.Planned]]]:
    """Cells by their rows."""
    return [
        (some[0].title, some) for _, group in groupby(planned, lambda one: one.row) if (some := list(group))
    ]


def _notes(found: ranges.Plan, beyond: tuple[int, int]):
    below, beside = beyond
    if found.fixed:
        yield f"Left out, as it is changed on a page of its own: {', '.join(dict.fromkeys(found.fixed))}."
    if found.gone:
        are = "is" if found.gone == 1 else "are"
        yield f"{number_of(found.gone, 'row')} {are} no longer here."
    if below:
        yield f"{number_of(below, 'line')} of what you pasted would come after the last row. {NEW_ROWS}"
    if beside:
        yield f"{number_of(beside, 'column')} of what you pasted would come after the last column."


def places(viewer, table, args: MultiDict) -> dict:
    """Rows and columns at which a paste may begin, as the view has them. Raises NotAllowed."""
    asked, open_ones = _looked(viewer, table, args)
    rows = listing.page_of(viewer, table, args.get("after"), listing.SIZE, asked).rows
    return {
        "starts": [(row.id, row.title) for row in rows],
        "columns": [(column.name, column.label) for column in open_ones],
        "view": _query(args),
    }


def ticks(viewer, table, args: MultiDict) -> dict:
    """Rows to tick, the columns to choose from, and how the chosen one is asked. Raises NotAllowed."""
    asked, open_ones = _looked(viewer, table, args)
    found = listing.page_of(viewer, table, args.get("after"), MOST_TICKS, asked)
    chosen = next((column for column in open_ones if column.name == args.get("column")), None)
    offer = _offer(viewer, table, chosen) if chosen else None
    return {
        "rows": found.rows,
        "groups": list(_groups(viewer, table, asked, found.rows)),
        "next": found.next,
        "columns": [(column.name, column.label) for column in open_ones],
        "chosen": chosen,
        "options": offer.options if offer and offer.whole else (),
        "none": "Nothing" if chosen and cells.may_be_empty(table, chosen) else None,
        "params": looks.written(looks.read(args.to_dict(flat=False))),
    }


def _groups(viewer, table, asked: Shown, rows: list) -> Iterator[tuple[str, list[str]]]:
    """The words of each group of the view with the ids of those of its rows that stand here."""
    if not asked.groups:
        return
    keys = {row.keys for row in rows}
    here = [bunch for bunch in groups.bunches(viewer, table, asked) if bunch.keys in keys]
    called = groups.called(viewer, table, asked.groups[-1], here)
    for bunch, words in zip(here, called, strict=True):
        yield words, [row.id for row in rows if row.keys == bunch.keys]


def _looked(viewer, table, args: MultiDict) -> tuple[Shown, list]:
    """The view that an address asks for, and those of its columns whose cells this viewer may change."""
    asked = shown_to(viewer, table, looks.read(args.to_dict(flat=False)))
    may = cells.open_columns(viewer, table)
    if not may:
        raise NotAllowed(cells.ON_ITS_PAGE)
    return asked, [column for column in asked.columns if column.name in may]


def _query(args: MultiDict) -> str:
    kept = looks.written(looks.read(args.to_dict(flat=False)))
    return urlencode(kept, doseq=True)
