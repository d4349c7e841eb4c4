"""Turns what the queries found in the glossary into what its pages print."""

from collections.abc import Iterable

from ...fields.words import number_of, short_date
from .queries import Listing
from .rules import anchor_of


def index_context(viewer, found: Listing) -> dict:
    return {
        "found": found,
        "letters": [(letter, [_line(viewer, row) for row in rows]) for letter, rows in found.letters.items()],
        "asked": [row for row in found.asked if not row.stands_for],
        "may_explain": viewer.has("coordinator"),
        "how_many": number_of(sum(map(len, found.letters.values())), "term"),
    }


def _line(viewer, row) -> dict:
    return {
        "id": row.id,
        "anchor": anchor_of(row.short),
        "short": row.short,
        "stands_for": row.stands_for,
        "meaning": row.meaning,
        "checked": f"Checked {short_date(row.checked_on, viewer.today)}"
        if row.checked_on
        else "Not checked yet",
        "source": row.source,
    }


def history_lines(entries: Iterable) -> list[dict]:
    """What became of a term, the newest first."""
    return [
        {
            "who": entry.who,
            "at": entry.at,
            "words": entry.words,
            "cells": [(cell.label, cell.old or "") for cell in entry.cells if cell.old],
            "group": entry.group_id,
        }
        for entry in entries
    ]
