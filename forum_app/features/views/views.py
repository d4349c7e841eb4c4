"""Turns views, their tabs and the filter's form into what templates print."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask import url_for

from ...clock import LONDON
from ...fields import OPERATOR_WORDS, Choice, Problem, YesNo, periods
from ...fields.ids import looks_like_id
from ...fields.kind import EMPTINESS
from ...fields.words import join, small
from ...permissions.abilities import can
from ...permissions.roles import Viewer
from ...records import offering, registry, sentences
from ...records.columns import visible
from ...records.filters import OWN_WORDS, WITHIN, is_part
from ...records.registry import Column, Table
from ...records.shown import Shown
from ...records.titles import full_titles, rows_of
from . import queries
from .filtering import Filling, Group, Line, takes_several
from .looking import Look
from .queries import Kept

ASKED = {**OPERATOR_WORDS, WITHIN: "is in"}
BOTH_ENDS = 2
FEW = 40  # of so many, one is chosen from a list
PERIODS = tuple((name, periods.said(name).removeprefix("in ")) for name in periods.OFFERED)
TYPED = "Type a name as it stands in the forum"
NO_HELP = {"date": "As 3 9 2026", "moment": "As 3 9 2026"}


def about(viewer: Viewer, table: Table, look: Look, shown: Shown, told: Sequence[str]) -> dict:
    """What stands over the grid: the tabs, the sentence, what was left out, and what was changed."""
    return {
        "tabs": _tabs(table, look),
        "new": url_for("views.new", name=table.name, **look.address()),
        "all": url_for("views.index", name=table.name),
        "filter": url_for("views.filter", name=table.name, **look.address()),
        "sentence": _sentence(viewer, table, look),
        "ordered": _ordered(table, look, shown),
        "told": list(dict.fromkeys((*look.view.told, *told))),
        "changed": _changed(viewer, table, look),
        "name": look.name,
    }


def _tabs(table: Table, look: Look) -> list[dict]:
    here = look.view_id
    everything = {
        "words": "All",
        "href": url_for("tables.show", name=table.name),
        "icon": "",
        "note": "",
        "current": here is None and not look.changed,
    }
    return [everything, *(_tab(table, kept, here) for kept in look.all)]


def _tab(table: Table, kept: Kept, here: str | None) -> dict:
    return {
        "words": kept.name,
        "href": url_for("tables.show", name=table.name, view=kept.id),
        "icon": "lock" if kept.locked else "" if kept.shared else "user",
        "note": "locked" if kept.locked else "" if kept.shared else "yours alone",
        "current": kept.id == here,
        "id": kept.id,
    }


def _sentence(viewer: Viewer, table: Table, look: Look) -> list[dict]:
    """Each condition, with the way to its line in the form; the first has no word before it."""
    joint = "and" if look.view.where.every else "or"
    return [
        {
            "words": words,
            "href": url_for("views.filter", name=table.name, **look.address(), _anchor=f"line-{at}"),
            "joint": joint if number else "",
        }
        for number, (at, words) in enumerate(sentences.said(viewer, table, look.view.where))
    ]


def _ordered(table: Table, look: Look, shown: Shown) -> dict | None:
    """How the rows go together, in words: "grouped by board", with the way to where that is said."""
    names = [small(group.column.label) for group in shown.groups]
    href = url_for("tables.arrange", name=table.name, **look.address(), _anchor="group-1")
    return {"joint": "grouped by", "words": join(names), "href": href} if names else None


def _changed(viewer: Viewer, table: Table, look: Look) -> dict | None:
    """What can be done with a look that differs from the view it began from."""
    if look.kept is None or not look.changed:
        return None
    mine = queries.may_keep(viewer, look.kept)
    return {
        "id": look.kept.id,
        "version": look.kept.version,
        "key": secrets.token_urlsafe(12),
        "params": [(name, one) for name, said in look.params.items() for one in said],
        "save": mine and not look.kept.locked and look.kept.whole,
        "locked": queries.who_locked(viewer, look.kept) if mine else "",
        "as_mine": url_for("views.new", name=table.name, **look.address()),
        "revert": url_for("tables.show", name=table.name, view=look.kept.id),
    }


def said(viewer: Viewer, table: Table, look: Look) -> str:
    """A filter as one sentence."""
    words = sentences.sentence(viewer, table, look.view.where)
    return f"Where {words}." if words else ""


def may_share(viewer: Viewer) -> bool:
    return can(viewer, "share_view")


def view_lines(viewer: Viewer, table: Table, every: tuple[Kept, ...]) -> list[dict]:
    """The views of a table, for the page that lists them."""
    return [
        _tab(table, kept, None)
        | {
            "for": queries.who_for(viewer, kept),
            "locked": queries.who_locked(viewer, kept),
            "key": secrets.token_urlsafe(12),
            "keeps": queries.may_keep(viewer, kept),
            "shared": kept.shared,
            "first": number == 0 or every[number - 1].shared != kept.shared,
            "last": number == len(every) - 1 or every[number + 1].shared != kept.shared,
        }
        for number, kept in enumerate(every)
    ]


def view_page(viewer: Viewer, table: Table, kept: Kept) -> dict:
    """One view: what it shows, who sees it, and what this viewer may do with it."""
    view = kept.view
    return {
        "table": table,
        "kept": kept,
        "who_for": queries.who_for(viewer, kept),
        "who_locked": queries.who_locked(viewer, kept),
        "sentence": sentences.sentence(viewer, table, view.where),
        "told": view.told,
        "keeps": queries.may_keep(viewer, kept),
        "shares": can(viewer, "share_view", kept.row),
        "locks": kept.shared and can(viewer, "lock_view", kept.row),
        "open": url_for("tables.show", name=table.name, view=kept.id),
        "copy": url_for("views.new", name=table.name, view=kept.id),
    }


def filter_form(viewer: Viewer, table: Table, filling: Filling) -> dict:
    """The form of a filter: every line and group with what can be asked and answered there."""
    columns = {column.name: column for column in visible(viewer, table)}
    return {
        "group": _parts(viewer, table, columns, {}, filling.group),
        "columns": [(column.name, column.label) for column in columns.values()],
        "told": filling.told,
        "wrong": [
            (f"{'v' if line.column else 'c'}{line.place}", f"{_where(columns, line)}{line.wrong}")
            for line in filling.wrong
        ],
        "new": filling.new,
    }


def _where(columns: dict[str, Column], line: Line) -> str:
    return f"{columns[line.column].label}: " if line.column in columns else ""


def _parts(viewer, table, columns, linked: dict, group: Group, among: bool = True) -> dict:
    return {
        "place": group.place,
        "every": group.every,
        "outermost": not group.place,
        "among": among,
        "anchor": "line" + group.place.replace(".", "-"),
        "parts": [
            _parts(viewer, table, columns, linked, part, group.every)
            if isinstance(part, Group)
            else _line(viewer, table, columns.get(part.column), linked, part)
            for part in group.parts
        ],
    }


def _line(viewer: Viewer, table: Table, column: Column | None, linked: dict, line: Line) -> dict:
    return {
        "line": line,
        "place": line.place,
        "anchor": "line" + line.place.replace(".", "-"),
        "label": column.label if column else "new condition",
        "operators": [(name, ASKED[name]) for name in column.kind.operators] if column else [],
        "box": _box(viewer, table, column, linked, line) if column else None,
    }


def _box(viewer: Viewer, table: Table, column: Column, linked: dict, line: Line) -> dict:
    """What is asked for beside a question: nothing, one of a list, some of it, words, two ends."""
    if line.operator in EMPTINESS:
        return {"kind": "none"}
    first = line.values[0] if line.values else ""
    if line.operator == WITHIN:
        known = dict(PERIODS)
        other = [(first, periods.said(first).removeprefix("in "))] if first not in known and first else []
        return {"kind": "select", "options": [*PERIODS, *other], "value": first}
    if (target := table.target(column.name)) is not None:
        return _box_of_link(viewer, target, linked, line, takes_several(column, line.operator))
    if isinstance(column.kind, YesNo):
        return {"kind": "select", "options": [("yes", "yes"), ("no", "no")], "value": first.casefold()}
    if isinstance(column.kind, Choice) and column.kind.options:
        values = [_value_of(column.kind, one) for one in line.values]
        if takes_several(column, line.operator):
            return {"kind": "ticks", "options": column.kind.options, "values": values}
        return {"kind": "select", "options": column.kind.options, "value": values[0] if values else ""}
    today = viewer.today
    if line.operator == "between":
        ends = [*(_as_typed(column, one, today) for one in line.values), "", ""][:BOTH_ENDS]
        return {"kind": "two", "values": ends, "help": NO_HELP.get(column.kind.name, "")}
    if not is_part(line.operator):
        first = _as_typed(column, first, today)
    return {"kind": "text", "value": first, "help": NO_HELP.get(column.kind.name, ""), "at": ""}


def _as_typed(column: Column, said: str, today: date) -> str:
    """A value as its kind would have it typed; what it cannot read stands as it was written."""
    value = column.kind.parse(said, today)
    if isinstance(value, datetime):
        value = value.astimezone(LONDON).date()
        return f"{value.day} {value.month} {value.year}"
    return said if isinstance(value, Problem) else column.kind.edit(value)


def _value_of(kind: Choice, said: str) -> str:
    found = kind.find(said)
    return found if isinstance(found, str) else said


def _box_of_link(viewer: Viewer, target: Any, linked: dict, line: Line, several: bool) -> dict:
    """A few records are chosen from a list; of many, the name is typed."""
    if target not in linked:
        linked |= offering.offers(viewer, [target], FEW)
    own = OWN_WORDS.get(target, {})
    if linked[target].whole:
        options = [*own.items(), *linked[target].options]
        if several:
            return {"kind": "ticks", "options": options, "values": list(line.values)}
        return {"kind": "select", "options": options, "value": line.values[0] if line.values else ""}
    at = registry.table_of(target).name
    rows = rows_of(viewer, target, filter(looks_like_id, line.values))
    called = own | full_titles(viewer, {target: rows}, {})
    typed = next((one for one in line.values if one and one not in called), "")
    help = f"{TYPED}, or {next(iter(own.values()))}" if own else TYPED
    if several:
        chosen = [(one, called[one]) for one in line.values if one in called]
        return {"kind": "named", "options": chosen, "typed": typed, "help": help, "at": at}
    words = called.get(line.values[0], typed) if line.values else ""
    return {"kind": "text", "value": words, "help": help, "at": at}
