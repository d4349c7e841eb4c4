"""Puts an import into words: what it would do, how far it is, what it did."""

from flask import url_for

from ...fields import words
from ...records.columns import visible
from ...records.importing.judging import ADD, FILL, REPLACE, STATES
from ...records.importing.mapping import importable, plain

STRATEGIES = (
    (REPLACE, "Replace what is here with what the file says", "An empty cell leaves it as it is"),
    (FILL, "Fill in only what is empty here", "Nothing that somebody wrote is changed"),
    (ADD, "Add new rows only", "What is here already is left alone"),
)
DONE = {"given": "Not planned yet", "planned": "Planned, not put in", "applying": "Being put in"}
PASTED = "What you pasted"
NO_NAME = "Column {}"
WORKED_OUT = "It is worked out here, so it is never filled in from a file."
ELSEWHERE = "It is changed on its own page, so it is not filled in from a file."


def fillable(viewer, table) -> str:
    """The columns that a file may fill, in words."""
    return words.join([column.label for column in importable(viewer, table)], "and")


def choices(viewer, table) -> list[tuple[str, str]]:
    return [("", "Leave it out"), *((one.name, one.label) for one in importable(viewer, table))]


def columns(viewer, table, run, found) -> list[dict]:
    """The columns of what was given, each with what it was taken for, or why one of ours cannot be filled."""
    closed = _closed(viewer, table)
    return [
        {
            "place": place,
            "label": head or NO_NAME.format(place + 1),
            "sample": ", ".join(some),
            "meant": run.mapping[place] if place < len(run.mapping) else "",
            "note": "" if run.mapping[place] else closed.get(plain(head), ""),
            "key": bool(run.mapping[place]) and run.mapping[place] in run.keys,
        }
        for place, (head, some) in enumerate(found)
    ]


def _closed(viewer, table) -> dict[str, str]:
    """The columns that are here and that no file fills, as their headings are compared, each with why."""
    mine = {column.name for column in importable(viewer, table)}
    return {
        plain(column.label): (f"{WORKED_OUT} {column.help}." if column.help else WORKED_OUT)
        if column.made
        else ELSEWHERE
        for column in visible(viewer, table)
        if column.name not in mine
    }


def called(run) -> str:
    return run.name or PASTED


def earlier(runs) -> list[dict]:
    """One's own last imports into a table, with what became of each."""
    return [
        {
            "href": url_for("imports.show", id=run.id),
            "name": called(run),
            "at": run.given_at,
            "words": DONE.get(run.state) or _came_to(run.told.get("applied", {})),
        }
        for run in runs
    ]


def _came_to(applied) -> str:
    return f"{_rows(applied)} put in" if _rows(applied) else "Nothing was put in"


def _rows(counts) -> str:
    """How many rows of each sort: "2 new rows and 1 changed row"."""
    found = [words.number_of(counts[what], f"{what} row") for what in ("new", "changed") if counts.get(what)]
    return words.join(found, "and")


def told(table, run) -> dict:
    """What the page of an import says, whatever its state."""
    counts = dict.fromkeys(STATES.values(), 0) | run.told.get("counts", {})
    wanted = counts.get("new", 0) + counts.get("changed", 0)
    applied = run.told.get("applied", {})
    put_in = applied.get("new", 0) + applied.get("changed", 0)
    ambiguous = counts.get("ambiguous", 0)
    return {
        "called": called(run),
        "counts": [
            ("New", counts.get("new", 0)),
            ("Changed", counts.get("changed", 0)),
            ("The same already", counts.get("same", 0)),
            ("Could be several", ambiguous),
            ("Look like one who is here", counts.get("alike", 0)),
            ("Cannot be put in", counts.get("invalid", 0)),
        ],
        "wanted": wanted,
        "button": _button(counts),
        "samples": run.told.get("samples", {}),
        "numbers": counts,
        "unmatched": run.told.get("unmatched", {}),
        "since": run.told.get("since", []),
        "put_in": put_in,
        "came_to": _came_to(applied),
        "left": applied.get("left", 0),
        "of": wanted,
        "by": words.join([table.label_of(name) for name in run.keys], "and"),
        "strategy": {name: said for name, said, _ in STRATEGIES}[run.strategy],
        "also": set(run.also),
        "left_out": [head for head, name in zip(run.heads, run.mapping, strict=False) if head and not name]
        if run.has_heads
        else [],
    }


def _button(counts) -> str:
    return f"Put in {_rows(counts)}"
