"""Turns what was found into lines of a page, and offers the places whose names begin so."""

from flask import current_app, url_for

from ...fields.folding import are_beginnings, words_of
from ...fields.words import day
from ...records import registry
from ...records.finding import Found
from ...records.search import FINDABLE
from ...web import access, nav
from . import rules

# What can be done or opened, besides the places of the side bar; in the words that people would type.
DOORS = (
    ("meetings.which", "Log a meeting", "square-pen"),
    ("organisations.index", "Organisations", "globe"),
    ("accounts.invite_someone", "Invite someone", "plus"),
    ("post.index", "Mail that was sent to you", "mail"),
    ("accounts.show", "Your account", "settings"),
)
MOST_PLACES = 4


def context(viewer, answer, kind: str | None = None) -> dict:
    """Everything that the page and the dialog say."""
    groups = [_group(viewer, answer, group, kind) for group in answer.groups]
    places = [] if kind else _places(viewer, answer)
    return {
        "answer": answer,
        "groups": groups,
        "kind": kind,
        "places": places,
        "said": _said(answer, sum(len(group["rows"]) for group in groups), len(places)),
    }


def _group(viewer, answer, group, kind: str | None) -> dict:
    table = registry.table_of(group.model)
    more = {"q": answer.text, "in": table.name, "after": group.more if kind else None}
    return {
        "name": table.name,
        "label": table.label,
        "rows": [_row(viewer, answer, table, row) for row in group.rows],
        "more": url_for("search.show", **more) if group.more else None,
    }


def _row(viewer, answer, table, row: Found) -> dict:
    near = (answer.names.get(row_id, "") for row_id in row.near.values())
    told = [name for name in dict.fromkeys(near) if name and name != row.title]
    told += [day(row.day, viewer.today)] if row.day else []
    return {
        "href": _page_of(viewer, table, row),
        "title": rules.marked(rules.around(row.title, answer.words) or table.title(row), answer.words),
        "context": ", ".join(told),
        "level": row.level if "level" in table.model._meta.fields else None,
        "said": _matched(table, row, answer.words),
    }


def _matched(table, row: Found, asked: rules.Asked) -> tuple[str, list[rules.Piece]] | None:
    """The words beside the title that hold what was asked for, with the name of their column."""
    if row.in_title:
        brief = "" if row.near else rules.brief(row.title, row.parts.values())
        return ("", rules.marked(brief, asked)) if brief else None
    best = max(row.parts, key=lambda name: rules.holds(row.parts[name], asked), default=None)
    if best is None or not rules.holds(row.parts[best], asked):
        return None
    label = "" if "." in best else table.label_of(best)
    return label, rules.marked(rules.around(row.parts[best], asked), asked)


def _page_of(viewer, table, row: Found) -> str:
    """The first page of this kind that the viewer may open; else the table itself."""
    for endpoint, link in FINDABLE[table.model].pages:
        if link == "?find" and _opens(viewer, endpoint):
            return url_for(endpoint, find=row.title)
        row_id = row.id if link == "id" else row.near.get(link)
        if row_id and _opens(viewer, endpoint):
            return url_for(endpoint, id=row_id)
    return url_for("tables.show", name=table.name)


def _opens(viewer, endpoint: str) -> bool:
    declared = access.access_of(current_app, endpoint)
    return declared is not None and access.POLICIES[declared.policy](viewer)


def _places(viewer, answer) -> list[dict]:
    """The places of the side bar and what else can be opened: all while nothing is typed."""
    doors = [
        {"href": url_for(endpoint), "label": label, "icon": icon}
        for endpoint, label, icon in DOORS
        if _opens(viewer, endpoint)
    ]
    found = [place for place in (*doors, *nav.places_for(viewer)) if place["label"] != "Log"]
    if answer.text:
        found = [place for place in found if _is_called(place["label"], answer.words)]
    return found[:MOST_PLACES] if answer.text else found


def _is_called(label: str, asked: rules.Asked) -> bool:
    own = words_of(label)
    if not asked or not are_beginnings(asked):
        return False
    return all(any(word.startswith(one) for word in own) for one in asked)


def _said(answer, number: int, places: int) -> str:
    """What a screen reader tells while one types."""
    if not answer.text:
        return ""
    if answer.too_short:
        return "Type a little more"
    if not number and not places:
        return "Nothing found"
    return f"{number + places} found"
