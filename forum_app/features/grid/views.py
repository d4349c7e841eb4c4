"""Turns a page of any table into families, cells and links."""

from dataclasses import replace

from flask import current_app, request, url_for

from ...records import filters
from ...records.columns import visible
from . import narrowing, queries

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
# Records that have a page of their own; each takes the record's id.
PAGES = {
    "people": "people.show",
    "organisations": "organisations.show",
    "boards": "boards.show",
    "meetings": "meetings.show",
    "decisions": "meetings.decision",
    "barriers": "barriers.show",
    "escalations": "barriers.escalation",
    "outcome_feedback": "feedback.show",
    "papers": "agenda.paper",
}
LONGEST = 240
LINE = 36


def families(viewer) -> list[tuple[str, list]]:
    """The tables this viewer may open, by family, in a fixed order."""
    found: dict[str, list] = {words: [] for words in (*FAMILIES.values(), OTHERS)}
    for table in queries.tables_for(viewer):
        family = table.model.__module__.rpartition(".")[2]
        found[FAMILIES.get(family, OTHERS)].append(table)
    return [(words, tables) for words, tables in found.items() if tables]


def filter_of(viewer, table, asked, told) -> dict:
    """The conditions in words, each with the way to take it out, and the form for one more."""
    typed = asked.typed or dict.fromkeys(narrowing.ASKED, "")
    parts = narrowing.parts_of(viewer, table, asked.tree)
    return {
        "where": filters.written(asked.tree) if asked.tree.parts else None,
        "sentence": filters.sentence(viewer, table, asked.tree),
        "parts": [(words, _address(table, tree)) for words, tree in parts],
        "other": _address(table, replace(asked.tree, every=not asked.tree.every)),
        "every": asked.tree.every,
        "told": list(dict.fromkeys([*asked.left_out, *told])),
        "columns": [(column.name, column.label) for column in visible(viewer, table)],
        "operators": [(name, words) for name, words in narrowing.OPERATORS.items()],
        "typed": typed,
        "wrong": asked.wrong,
    }


def _address(table, tree) -> str:
    where = filters.written(tree) if tree.parts else None
    return url_for("tables.show", name=table.name, where=where)


def rows(table, found) -> list[list[dict]]:
    """Each row's cells: words, where they lead, and on which side they stand."""
    targets = {column.name: _page_of(table, column.name) for column in found.columns}
    back = request.query_string.decode("utf-8", "replace") or None
    return [_cells(row, found.columns, targets, home_of(table.name, row.id, back=back)) for row in found.rows]


def home_of(name: str, row_id: str, **more) -> str:
    """Where a record is read: the page that its feature has for it, else its record page."""
    own = _endpoint(name)
    return url_for(own, id=row_id) if own else url_for("record.show", name=name, id=row_id, **more)


def _cells(row, columns, targets, home: str) -> list[dict]:
    """One row. What leads to its own page is its first words that lead nowhere else."""
    cells = [_cell(row, column, targets[column.name]) for column in columns]
    plain = next((cell for cell in cells if cell["words"] and not cell["chips"]), None)
    if plain is None:
        plain = cells[0] | {"chips": [], "words": row.title}
        cells[0] = plain
    plain["href"] = home
    return cells


def _cell(row, column, name: str | None) -> dict:
    words, linked = row.shown[column.name], row.values[column.name]
    return {
        "label": column.label,
        "words": _shortened(words),
        "href": None,
        "chips": [(home_of(name, linked), words)] if name and linked and words else [],
        "long": len(words) > LINE,
        "right": (column.align or column.kind.align) == "right",
    }


def _page_of(table, name: str) -> str | None:
    """In which table the records stand that this column links to."""
    model = table.target(name)
    return queries.table_named(model) if model is not None else None


def _endpoint(name: str | None) -> str | None:
    endpoint = PAGES.get(name or "")
    return endpoint if endpoint in current_app.view_functions else None


def _shortened(words: str) -> str:
    """A long text as far as a table shows it; the file holds all of it."""
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rsplit(" ", 1)[0] + " …"
