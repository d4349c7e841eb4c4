"""What the register of decisions prints."""

from ...fields.words import day, short_date
from ..control.queries import level_of

KINDS = (("", "Decisions"), ("waiting", "Waiting for answers"), ("actions", "Actions"))
STATES = {
    "agreed": ("kept", "Agreed"),
    "noted": ("noted", "Noted"),
    "done": ("done", "Done"),
    "open": ("open", "Open"),
    "waiting": ("due", "Waiting"),
}


def lines(viewer, found) -> list[dict]:
    """The register's lines: what, where and when, by whom, and the state."""
    return [
        {
            "row": row,
            "where": f"{row.board_name}, {day(row.meeting_day or row.taken_on, viewer.today)}",
            "owners": ", ".join(
                name for name in (row.owner_name, row.contact_name or row.partner_words) if name
            ),
            "level": level_of(row, found.signs),
            "pill": _pill(viewer, row),
        }
        for row in found.rows
    ]


def _pill(viewer, row) -> tuple[str, str]:
    if row.state == "open" and row.due_on and row.due_on < viewer.today:
        return "late", f"Was due {short_date(row.due_on, viewer.today)}"
    if row.state == "waiting" and row.answer_by:
        return "due", f"By {short_date(row.answer_by, viewer.today)}"
    return STATES.get(row.state, ("open", row.state))
