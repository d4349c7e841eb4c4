"""Turns items and papers into what their templates print."""

from ...fields.words import day, number_of, spoken_hours
from ...permissions.abilities import can
from .queries import PaperPage, Writing

AS_MINUTES = ("10", "20", "30", "45", "60")


def began_item(found: Writing) -> dict:
    """What the form of an item begins with."""
    row = found.row
    if row is None:
        return {"proposed_by": found.origin}
    return {name: getattr(row, name) for name in ("title", "proposed_by", "minutes", "openness")}


def began_paper(viewer, found: Writing) -> dict:
    """What the form of a paper begins with: a new one came today."""
    row = found.row
    if row is None:
        return {"issued_on": viewer.today if found.meeting.day >= viewer.today else None}
    return {
        "title": row.title,
        "agenda_item": row.agenda_item_id,
        "issued_on": row.issued_on,
        "summary": row.summary,
    }


def item_options(found: Writing) -> list[tuple[str, str]]:
    return [(item.id, item.title) for item in found.items]


def ahead_words(meeting, board, issued) -> tuple[str, str]:
    """How many days ahead a paper came, beside what was agreed, as a pill."""
    if issued is None:
        return "open", "Not here yet"
    days = (meeting.day - issued).days
    if days >= board.papers_days:
        return "kept", f"{number_of(days, 'day')} ahead"
    late = number_of(board.papers_days - days, "day")
    return "late", f"{number_of(max(days, 0), 'day')} ahead, {late} late"


def paper_context(viewer, page: PaperPage) -> dict:
    """The page of one paper."""
    return {
        "page_title": page.paper.title,
        "page": page,
        "when": day(page.meeting.day, viewer.today),
        "came": ahead_words(page.meeting, page.board, page.paper.issued_on),
        "may_read": not viewer.is_guest,
        "may_keep": can(viewer, "keep_agenda", page.meeting),
        "read_words": spoken_hours(page.read.minutes) if page.read and page.read.minutes else "",
        "offered": [(number, number) for number in _offered(page)] + [("other", "Other")],
        "chosen": str(page.usual_minutes or 20),
    }


def _offered(page: PaperPage) -> list[str]:
    """Minutes to choose from, last time's among them."""
    found = {*AS_MINUTES, str(page.usual_minutes or 20)}
    return sorted(found, key=int)
