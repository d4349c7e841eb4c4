"""Turns what was found for a starter pack and a list into what their pages print."""

from ...clock import london
from ...fields.words import capital, day, short_date, span
from ..boards.rules import SEAT_NAMES
from ..boards.seats import state_rows
from ..control.queries import level_of
from ..meetings.facts import MODES
from ..meetings.views import decision_row
from . import queries, rules

LEVEL_WORDS = {
    "public": "What is said here may be published.",
    "members": "What is said here is for the forum’s members.",
    "board": "What is said here stays with those who sit on the board.",
    "restricted": "What is said here stays with the people named, unless it says otherwise.",
}


def pack_context(viewer, found: queries.Pack) -> dict:
    """The pack's page, and what it lacks by name."""
    board = found.board
    mine = [row.seat for row in found.seats if row.seat.holder == viewer.person_id]
    mine = [seat for seat in mine if not seat.over(viewer.today)]
    return {
        "page_title": f"Starter pack: {board.short_name}",
        "found": found,
        "board": board,
        "mine": _mine(viewer, mine[0]) if mine else "",
        "missing": rules.still_missing(
            terms=bool(found.terms and found.terms.text),
            contact=any(row.officer for row in found.members),
            dates=bool(found.ahead),
            settled=bool(found.decisions or found.reports),
            unexplained=[word.short for word in found.jargon if not word.entry or not word.entry.explained],
        ),
        "facts": _facts(board),
        "level_words": LEVEL_WORDS[board.default_level],
        "terms_words": _terms_words(viewer, found.terms),
        "seat_rows": state_rows(viewer, found),
        "members": [_member(row) for row in found.members],
        "dates": [_date(viewer, row) for row in found.ahead],
        "decision_rows": [decision_row(viewer, row, found.signs) for row in found.decisions],
        "reports": [
            {"row": row, "day": day(row.held_on, viewer.today), "sign": level_of(row, found.signs)}
            for row in found.reports
        ],
        "jargon": [word.entry for word in found.jargon if word.entry and word.entry.explained],
    }


def _mine(viewer, seat) -> str:
    since = f" from {short_date(seat.starts, viewer.today)}" if not seat.begun(viewer.today) else ""
    return f"You are {SEAT_NAMES[seat.role]} here{since}." if seat.role in {"lead", "deputy"} else (
        f"You have a seat here{since}." if seat.role == "second" else f"You shadow here{since}."
    )  # fmt: skip


def _facts(board) -> list[tuple[str, str]]:
    named = (
        ("Run by", board.host_name),
        ("Chair", board.chair),
        ("Meets", board.usual_time or board.cadence),
        ("How", MODES.get(board.mode, "")),
        ("Takes", f"{board.planned_minutes} minutes"),
        ("Pays reps", board.payer_name or "Nobody"),
        ("About", board.areas.replace(";", ",")),
    )
    return [(label, capital(words)) for label, words in named if words]


def _terms_words(viewer, terms) -> str:
    if terms is None:
        return ""
    return f"Version {terms.edition}, from {short_date(terms.starts_on, viewer.today)}."


def _member(row) -> tuple[str, str]:
    """Who else sits on the board, and as what or for whom."""
    body = row.body_short or row.body or ""
    who = row.officer or row.body or row.words
    what = [row.title if row.officer else "", row.part or "", body if row.officer else ""]
    told = [*what, row.words if who != row.words else ""]
    return who, ", ".join(part for part in told if part)


def _date(viewer, meeting) -> dict:
    starts = london(meeting.starts_at)
    return {
        "id": meeting.id,
        "day": day(meeting.day, viewer.today),
        "times": span(starts.time(), meeting.planned_minutes),
        "how": MODES.get(meeting.mode, "").lower(),
    }


def list_context(viewer, found: queries.Listed, forum: str) -> dict:
    """The list's page, with ready words for the partner."""
    told = rules.changes(found.seats, viewer.today)
    return {
        "page_title": f"Who gets the papers of {found.board.short_name}",
        "board": found.board,
        "told": told,
        "letter": rules.letter(found.board.name, found.contact, told, forum),
    }
