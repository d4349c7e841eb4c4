"""Which cells a request is about, and what it wants to stand in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from ...permissions.readable import one
from ...permissions.roles import Viewer
from ...records import listing, ranges, views
from ...records.errors import RuleBroken
from ...records.ranges import Held, Said, Target
from ...records.registry import Table
from ...records.shown import Shown, shown_to
from ...records.spreadsheets import lines_of
from ...records.titles import as_shown

LONGEST_TEXT = 1_000_000
TOO_LONG = "That is more than one paste can take. Paste it in parts, or bring it in as a file."
NO_ROWS = "Tick the rows first."
Rows = list[tuple[str, int | None]]


@dataclass(frozen=True)
class Asked:
    """Cells and what is said of them. `hidden`: the same once more, for the form that applies it.

    `beyond`: so many rows and columns of what was pasted have no place in the table.
    """

    target: Target
    said: Said
    hidden: Mapping[str, str]
    beyond: tuple[int, int] = (0, 0)


def asked(viewer: Viewer, table: Table, form: Mapping[str, str], ticks: Sequence[str] = ()) -> Asked:
    """What a form asks: to paste a text, to put `one` text everywhere, or to fill with the row `source`.

    Rows come by id, as ticks, or as the first of them in a view. Raises NotFound, RuleBroken.
    """
    text, source = form.get("text", ""), form.get("source", "")
    if len(text) > LONGEST_TEXT:
        raise RuleBroken("text", TOO_LONG)
    lines = [[text]] if form.get("one") or source else lines_of(text)
    height, width = len(lines), max(map(len, lines))
    rows, names = _rows(viewer, table, form, ticks, height), _names(viewer, table, form)
    if not rows:
        raise RuleBroken("row", NO_ROWS)
    if source:
        said = _as_in(viewer, table, source, names)
    else:
        said = ranges.of_lines(lines)
    beyond = (max(0, height - len(rows)), max(0, width - len(names)))
    rows = rows if height == 1 else rows[:height]
    # A column goes into each that was picked; what begins at a place takes no more room than it has.
    names = names[:width] if width > 1 or form.get("start") else names
    hidden = {
        "ids": " ".join(row_id for row_id, _ in rows),
        "versions": " ".join(str(version or 0) for _, version in rows),
        "columns": " ".join(names),
        "text": text,
        "one": form.get("one", ""),
        "source": source,
    }
    versions = {row_id: version for row_id, version in rows if version}
    return Asked(Target([row_id for row_id, _ in rows], names, versions), said, hidden, beyond)


def _rows(viewer: Viewer, table: Table, form: Mapping[str, str], ticks: Sequence[str], height: int) -> Rows:
    """Ids with the version that each had, where it was said."""
    if start := form.get("start"):
        view = _view(viewer, table, form)
        more = min(height, ranges.MOST_CELLS) - 1
        following = listing.page_of(viewer, table, listing.FORWARDS + start, more, view).rows if more else []
        return [(start, None), *((row.id, None) for row in following)]
    if ticks:
        return [(row_id, None) for row_id in dict.fromkeys(" ".join(ticks).split())]
    ids = form.get("ids", "").split()
    versions = [_number(said) for said in form.get("versions", "").split()]
    return [(row_id, versions[at] if at < len(versions) else None) for at, row_id in enumerate(ids)]


def _names(viewer: Viewer, table: Table, form: Mapping[str, str]) -> list[str]:
    """The columns meant; of a paste that begins at one, those after it in the view too."""
    names = form.get("columns", "").split()
    if not form.get("start"):
        return names
    order = [column.name for column in _view(viewer, table, form).columns]
    return order[order.index(names[0]) :] if names and names[0] in order else names


def _view(viewer: Viewer, table: Table, form: Mapping[str, str]) -> Shown:
    return shown_to(viewer, table, views.read(parse_qs(form.get("view", ""))))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 and int(text) else None


def _as_in(viewer: Viewer, table: Table, source: str, names: Sequence[str]) -> Said:
    """The values of one row, as far as the viewer may see them, for every other."""
    values = as_shown(viewer, one(table.model, source, viewer))
    held = [Held(values.get(name)) if name in table.by_name else None for name in names]
    return lambda _row, _at, beside: held[beside]
