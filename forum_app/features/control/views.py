"""What the page about something closed prints."""

from ...fields.words import day
from ...permissions.abilities import can

KINDS = {
    "agenda_items": "Agenda item",
    "papers": "Paper",
    "decisions": "Decision or action",
    "meeting_reports": "What a rep wrote",
    "meetings": "A whole meeting",
    "barriers": "Barrier",
    "escalations": "What was raised",
}


def marking_context(viewer, found) -> dict:
    """Why it is closed, to whom, and what can be decided by this viewer."""
    marking = found.marking
    late = marking.review_on < viewer.today
    when = f"{'Was due' if late else 'Due'} {day(marking.review_on, viewer.today)}"
    closed = found.sign.level not in {"public", "members"}
    return {
        "page_title": marking.name or "Something closed",
        "found": found,
        "marking": marking,
        "closed": closed,
        "hangs": [(KINDS[table], row, words) for table, row, words in found.hangs],
        "review": ("late" if late else "due", when),
        "may_decide": closed and can(viewer, "keep_marking", marking),
        "embargoed": found.sign.level == "embargoed",
    }
