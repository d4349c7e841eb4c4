"""Turns what was found about cover into what its pages print."""

from ...fields.words import day, join, spoken_hours
from ..boards.rules import SEAT_NAMES
from ..meetings.views import words_of
from . import queries
from .rules import AT_ONCE, PILLS

FIRST_SHOWN = 6
CLOSED = frozenset({"board", "restricted"})


def ask_context(viewer, found: queries.CoverPage, told, form, chosen: list[str]) -> dict:
    """Who could go; those who suit best are ticked, as many as may be asked."""
    meeting, page = found.meeting, found.page
    ahead = meeting.starts_at > viewer.now and meeting.state != "cancelled"
    able = told.able if told and ahead else []
    ticked = chosen if form.is_submitted() else [one.candidate.id for one in able[: found.more]]
    return {
        "page_title": f"Who could go to {page.board.short_name}?",
        "found": found,
        "when": words_of(viewer, meeting),
        "gap": _gap_words(found),
        "rows": [_ask_row(ask) for ask in found.asks],
        "ahead": ahead,
        "suggested": told,
        "first": able[:FIRST_SHOWN],
        "rest": able[FIRST_SHOWN:],
        "chosen_ids": ticked,
        "at_once": "Two at once at most" if found.more == AT_ONCE else "One more at most",
        "each": spoken_hours(told.each) if told else "",
        "paused": join([one.candidate.name for one in told.paused]) if told else "",
        "sitting": "",
    }


def _gap_words(found: queries.CoverPage) -> str:
    seat, role = found.page.seat, SEAT_NAMES[found.page.seat.role]
    return {
        "vacant": f"Nobody holds the seat of {role}.",
        "not_coming": f"{seat.holder} said no.",
        "aside": f"{seat.holder} has stepped aside for now.",
    }.get(found.gap, f"Nobody has said that they cannot come. This is in place of {seat.holder or 'nobody'}.")


def _ask_row(ask) -> dict:
    return {"ask": ask, "pill": PILLS[ask.answer], "open": ask.answer == ""}


def asked_words(viewer, many: int) -> str:
    return "Asked. Who says yes first goes" if many > 1 else "Asked"


def answer_context(viewer, found: queries.Asked) -> dict:
    """What one person was asked, and what they have said."""
    meeting = found.meeting
    ahead = meeting.starts_at > viewer.now and meeting.state != "cancelled"
    mine, board = found.going is not None and found.going.id == found.ask.id, found.board.short_name
    return {
        "page_title": f"You are going to {board}" if mine else f"Can you go to {board}?",
        "found": found,
        "words": words_of(viewer, meeting, found.venue),
        "when": day(meeting.day, viewer.today),
        "mine": mine,
        "gone": not mine and (found.going is not None or found.ask.answer == "gone"),
        "ahead": ahead,
        "closed": found.board.default_level in CLOSED,
        "asker": found.asked_by.first_name if found.asked_by else "The coordinator",
    }
