"""Turns what is asked of a table into heads, bands, cells and links."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from flask import current_app, request, url_for

from ...records import groups, totals
from ...records.cells import open_columns
from ...records.columns import knows
from ...records.listing import Row
from ...records.registry import Column, Table, name_of
from ...web.pages import ui
from . import queries
from .address import FOLD, Look
from .bands import GROUP, Head, Sheet

# Tables stand together as their models do.
FAMILIES = {
    "people": "People",
    "organisations": "Partners",
    "boards": "Boards",
    "meetings": "Meetings",
    "reading": "Meetings",
    "money": "Time and money",
    "coproduction": "Working together",
    "post": "Digests and mail",
    "control": "Who may see what",
}
OTHERS = "Everything else"
MOST = "Used most"
USED_MOST = ("people", "time-entries", "meetings", "boards", "seats", "decisions")
# Records that have a page of their own; each takes the record's id.
PAGES = {
    "people": "people.show",
    "organisations": "organisations.show",
    "boards": "boards.show",
    "meetings": "meetings.show",
    "decisions": "meetings.decision",
    "barriers": "barriers.show",
    "escalations": "barriers.escalation",
    "outcome-feedback": "feedback.show",
    "papers": "agenda.paper",
}
LONGEST = 240
LINE = 36
# How wide a column of each kind is, of six, unless its reader says otherwise.
WIDTHS = {"long_text": 5, "text": 4, "person": 4, "record_link": 4, "record_links": 5, "email": 4, "link": 4}
USUAL_WIDTH = 3
FOR_A_WORD = 1
FIGURES = ("minutes", "money")  # that say their unit beside them, so that a card needs no label
NO_ID = "-" * 17
NO_GROUP = "0" * groups.TOKEN
CLOSED = {"board": "Board only", "restricted": "Restricted"}


def families(viewer) -> list[tuple[str, list]]:
    """The tables this viewer may open: those used most, then all of them by family, in a fixed order."""
    found: dict[str, list] = {words: [] for words in (MOST, *FAMILIES.values(), OTHERS)}
    mine = queries.tables_for(viewer)
    by_name = {table.name: table for table in mine}
    found[MOST] = [by_name[name] for name in USED_MOST if name in by_name]
    for table in mine:
        family = table.model.__module__.rpartition(".")[2]
        found[FAMILIES.get(family, OTHERS)].append(table)
    return [(words, tables) for words, tables in found.items() if tables]


@dataclass(frozen=True)
class Place:
    """A column on the screen: how wide, which side, where its links lead, its part in a card on a phone.

    `form`: the table whose forms change it, if its cells may be changed.
    """

    column: Column
    right: bool
    width: int
    home: tuple[str, str] | None
    card: str
    form: str = ""

    @property
    def name(self) -> str:
        return self.column.name

    @cached_property
    def look(self) -> str:
        """The classes of its cells."""
        return " ".join(filter(None, ("num" if self.right else "", self.card)))


class Cell(NamedTuple):
    """What stands in one cell. `chips`: the records that it links to, `more` how many are not shown."""

    look: str
    href: str | None
    words: str
    chips: Sequence[tuple[str, str]] = ()
    more: str = ""


def places(viewer, table: Table, asked) -> list[Place]:
    """The columns on the screen, in order."""
    cards, may = _cards(asked.columns), open_columns(viewer, table)
    return [
        Place(
            column,
            (column.align or column.kind.align) == "right",
            asked.view.widths.get(column.name) or _usual_width(column, bool(asked.looks) and not number),
            _home(name_of(table.target(column.name))),
            cards.get(column.name, ""),
            table.name if column.name in may else "",
        )
        for number, column in enumerate(asked.columns)
    ]


def _usual_width(column: Column, with_word: bool) -> int:
    """How wide a column is; a first one also holds the word of a row's colour."""
    return WIDTHS.get(column.kind.name, USUAL_WIDTH) + (FOR_A_WORD if with_word else 0)


def _cards(columns: tuple[Column, ...]) -> dict[str, str]:
    """Which part of a card each column is: title, figure, state, said beneath, or the first lines of what is
    long; the rest is a tap away."""
    if not columns:
        return {}
    lines = next((one for one in columns[1:] if one.kind.name == "long_text"), None)
    short = [one for one in columns if one.kind.name != "long_text"]
    title = next((one for one in short if one.kind.name in ("person", "text", "record_link")), columns[0])
    figure = next((one for one in short if one.kind.name in FIGURES), None)
    state = next((one for one in reversed(short) if one.kind.name == "choice" and one is not title), None)
    taken = [one for one in (title, figure, state) if one is not None]
    beneath = [one for one in short if one not in taken][:2]
    parts = [(title, "t"), (figure, "f"), (state, "p"), (lines, "l"), *((one, "s") for one in beneath)]
    return {one.name: part for one, part in parts if one is not None}


def heads(viewer, table: Table, asked, look: Look, found: list[Place]) -> list[dict]:
    """The head of each column, and the way to sort by it."""
    now = asked.view.sorts or table.order
    return [
        {
            "place": place,
            "label": place.column.label,
            "help": place.column.help,
            "sorted": _sorted(now, place.name),
            "href": _sorting(table, look, now, place.name) if knows(viewer, table, place.name) else None,
        }
        for place in found
    ]


def _sorted(now, name: str) -> str | None:
    first = next(iter(now), "")
    return {name: "ascending", f"-{name}": "descending"}.get(first)


def _sorting(table: Table, look: Look, now, name: str) -> str:
    turned = [f"-{name}"] if _sorted(now, name) == "ascending" else [name]
    return url_for("tables.show", name=table.name, **look.address(sort=turned))


def bands(
    table: Table, asked, look: Look, sheet: Sheet, found: list[Place], today, *, added: bool = False
) -> Iterator[dict]:
    """Heads of groups and the rows beneath each; `added` to what stands there, no head comes again."""
    own = _home(table.name, back=request.query_string.decode("utf-8", "replace") or None)
    assert own is not None
    feet, turning = totals.chosen(asked), _turning(table, look, sheet.previous is not None)
    for band in sheet.bands:
        came = band.head if band.head and not (added and band.head.again) else None
        head = came and _head(came, turning, found, feet, today)
        rows = [(row, CLOSED.get(row.level, ""), _cells(row, found, own)) for row in band.rows]
        yield {"head": head, "rows": rows}


def _turning(table: Table, look: Look, further_on: bool) -> Callable[[str], str]:
    """Where each group is folded or opened: one address is written, the others but for its token.

    `further_on`: not on the first page, so the page begins there with that group.
    """

    def whole(token: str) -> str:
        after = GROUP + token if further_on else None
        return url_for("tables.show", name=table.name, after=after, **look.turn(token))

    if further_on:
        return whole
    before, there, after = whole(NO_GROUP).partition(f"{FOLD}={NO_GROUP}")
    if not there:
        return whole
    return lambda token: whole(token) if token in look.turned else f"{before}{FOLD}={token}{after}"


def _head(
    head: Head, turning: Callable[[str], str], found: list[Place], feet: Mapping[str, str], today
) -> dict:
    tally = head.bunch.tally
    return {
        "words": head.words,
        "count": count_of(tally.rows),
        "depth": head.depth,
        "folded": head.folded,
        "token": head.bunch.token,
        "href": turning(head.bunch.token),
        "feet": _feet(found, feet, tally, today),
    }


def count_of(rows: int) -> str:
    return f"{rows:,} row" if rows == 1 else f"{rows:,} rows"


def _feet(found: list[Place], feet: Mapping[str, str], tally, today) -> tuple[int, list[dict]]:
    """How many columns come before the first with something beneath it, and what stands under each other."""
    said = [
        {
            "words": totals.said(place.column, feet[place.name], tally, today) if place.name in feet else "",
            "what": totals.WORDS[feet[place.name]] if place.name in feet else "",
            "label": place.column.label,
            "right": place.right,
            "bare": place.card == "f",
        }
        for place in found
    ]
    before = next((n for n, foot in enumerate(said) if foot["words"] and n), len(said))
    return before, said[before:]


def foot(asked, sheet: Sheet, found: list[Place], today) -> dict | None:
    """What stands under the whole; None when it has to be asked for."""
    if sheet.tally is None:
        return None
    feet = _feet(found, totals.chosen(asked), sheet.tally, today)
    return {"count": count_of(sheet.tally.rows), "feet": feet}


def _cells(row: Row, found: list[Place], own: tuple[str, str]) -> list[Cell]:
    """What leads to the row's own page is its first words that lead nowhere else."""
    cells = [_cell(row, place) for place in found]
    plain = next((n for n, cell in enumerate(cells) if cell.words and not cell.chips), None)
    words = row.title if plain is None else cells[plain].words
    plain = plain or 0
    cells[plain] = Cell(cells[plain].look, row.id.join(own), words)
    return cells


def _cell(row: Row, place: Place) -> Cell:
    name, words = place.column.name, row.shown[place.column.name]
    if place.home and (linked := row.linked[name]):
        more = words.rpartition(" and ")[2] if len(linked) > 1 and words.endswith(" more") else ""
        return Cell(place.look, None, words, [(one.join(place.home), title) for one, title in linked], more)
    # From the page of the table itself: a whole address in every cell would be heavy.
    form = f"{place.form}/{row.id}/cell/{name}" if place.form and row.open else None
    return Cell(place.look, form, in_words(place.column, row.values[name], words))


def in_words(column: Column, value: Any, words: str) -> str:
    """What a cell says: a state wears its sign, a long text is cut short."""
    state = column.pills.get(value) if column.pills else None
    return ui().pill(state, words) if state else shortened(words)


def _endpoint(name: str | None) -> str | None:
    endpoint = PAGES.get(name or "")
    return endpoint if endpoint in current_app.view_functions else None


def home_of(name: str, row_id: str, **more) -> str:
    """Where a record is read: the page that its feature has for it, else its record page."""
    own = _endpoint(name)
    return url_for(own, id=row_id) if own else url_for("record.show", name=name, id=row_id, **more)


def _home(name: str | None, **more) -> tuple[str, str] | None:
    """What comes before and after a record's id in where it is read; made once for a whole page."""
    if name is None:
        return None
    before, _, after = home_of(name, NO_ID, **more).partition(NO_ID)
    return before, after


def shortened(words: str) -> str:
    """A long text as far as a table shows it; the file holds all of it."""
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rsplit(" ", 1)[0] + " …"
