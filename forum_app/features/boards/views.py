"""Turns what the queries found about one board into what its page prints."""

from dataclasses import dataclass, replace
from typing import Any

from ...clock import london
from ...fields.words import capital, clock_time, day, join, number_of, plain_day, short_date
from ..control.queries import level_of
from ..meetings import facts
from ..meetings.quorum import fell_short, held, words_of
from ..meetings.views import decision_row, may_plan
from .part_views import member_groups, missing
from .queries import BoardPage
from .seats import sitting_on_both, state_rows

LINKS_FROM = {
    "feeds": "Feeds the",
    "reports_to": "Reports to the",
    "consulted_by": "Is consulted by the",
    "shares_learning_with": "Shares learning with the",
}
LINKS_TO = {
    "feeds": "From the",
    "reports_to": "Reports come from the",
    "consulted_by": "Consults the",
    "shares_learning_with": "Shares learning with the",
}
DECISIONS_SHOWN = 8
AHEAD_SHOWN = 6


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting as the cards of a meeting's page want it."""

    meeting: Any
    clocks: Any
    points: list
    today_at: float | None
    quorum: Any


def board_context(viewer, found: BoardPage) -> dict:
    """What a board's page prints."""
    board = found.board
    rule = facts.rule_of(board, found.parts)
    return {
        "page_title": board.name,
        "board": board,
        "times": _times(board),
        "host": _host(board),
        "until": _until(viewer, board),
        "next": _next(viewer, found, rule),
        "may_plan": may_plan(viewer),
        "next_words": _next_words(viewer, found.next),
        "seat_rows": state_rows(viewer, found),
        "past_seats": _past_seats(viewer, found),
        "finds_people": viewer.has("coordinator"),
        "decision_rows": [decision_row(viewer, row, found.signs) for row in _newest_first(found.decisions)],
        "decisions_shown": DECISIONS_SHOWN,
        "links": [_link(viewer, found, link) for link in found.links],
        "from_others": [row for item in found.from_others if (row := _from_other(viewer, found, item))],
        "raised": [_raised(viewer, row) for row in found.raised],
        "terms": _terms(viewer, found, rule),
        "members": member_groups(found.members),
        "missing": missing(found, rule) if viewer.has("coordinator") else [],
        "ahead": [meeting_line(viewer, row) for row in found.ahead[:AHEAD_SHOWN]],
        "held": [_held_line(viewer, found, row, rule) for row in found.held],
    }


def _host(board) -> str:
    """Who runs the board, where that takes more than a link to one organisation."""
    if board.is_steering:
        return "Our own"
    if board.host_plain and board.second_plain:
        return f"{capital(board.host_plain)} and {board.second_plain} together"
    return ""


def _times(board) -> str:
    mode = facts.MODES.get(board.mode, "").lower()
    return capital(", ".join(words for words in (board.usual_time or board.cadence, mode) if words))


def _until(viewer, board) -> str:
    if not board.ends_on:
        return ""
    return f"{'ended' if board.ends_on < viewer.today else 'until'} {short_date(board.ends_on, viewer.today)}"


def _next_words(viewer, meeting):
    if meeting is None:
        return None
    words = facts.words_of(viewer, meeting)
    return replace(words, how_far=f"next meeting, {words.how_far}")


def _next(viewer, found: BoardPage, rule) -> NextMeeting | None:
    """The next meeting with its clocks; items are counted as far as this viewer may read them."""
    meeting = found.next
    if meeting is None:
        return None
    clocks = facts.deadlines(viewer, meeting, found.board, found.year)
    if found.items and clocks.items.state in {"open", "due_today"}:
        so_far = f"{len(found.items)} so far"
        clocks = replace(clocks, items=replace(clocks.items, pill_words=so_far))
    points, today_at = facts.points(viewer, meeting, clocks)
    return NextMeeting(meeting, clocks, points, today_at, _quorum(viewer, found, meeting, rule))


def _quorum(viewer, found: BoardPage, meeting, rule):
    """The forecast, and how the last meetings went; the terms say by themselves what is wrong with them."""
    if not viewer.has("member"):
        return None
    counts, turnout = found.counts.get(meeting.id, []), found.turnout.get(meeting.id, (0, 0, 0))
    view = facts.quorum(viewer, meeting, found.board, found.parts, counts, turnout)
    if view is None:
        return None
    answers = [_answer(found, row, rule) for row in reversed(found.held) if row.state != "cancelled"]
    so_far = " ".join(words for words in (view.so_far, fell_short(answers)) if words)
    return replace(view, so_far=so_far, warning="")


def _answer(found: BoardPage, meeting, rule):
    turnout = found.turnout.get(meeting.id, (0, 0, 0))
    counts = found.counts.get(meeting.id, [])
    return held(rule, facts.counts_of(found.board, counts, found.parts, turnout))


def _newest_first(decisions) -> list:
    """Those that still wait come first, as both engines agree."""
    dated = [row for row in decisions if row.decided_on]
    return [row for row in decisions if not row.decided_on] + dated


def _past_seats(viewer, found: BoardPage) -> list[str]:
    return [
        f"{row.name}, until {short_date(row.seat.ends, viewer.today)}"
        if row.seat.ends and row.seat.ends < viewer.today
        else row.name
        for row in found.seats
        if row.board_id == found.board.id and row.name and row.seat.over(viewer.today)
    ]


def _link(viewer, found: BoardPage, link) -> dict:
    """One link to another board, and who of the forum sits on both."""
    outward = link.from_board_id == found.board.id
    other = found.boards[link.to_board_id if outward else link.from_board_id]
    words = (LINKS_FROM if outward else LINKS_TO).get(link.kind, "Linked to the")
    both = [name.partition(" ")[0] for name in sitting_on_both(viewer, found.seats, found.board.id, other.id)]
    sit = "sits" if len(both) == 1 else "sit"
    return {
        "words": words,
        "id": other.id,
        "name": other.name,
        "both": f"{join(both)} {sit} on both." if both else "",
    }


def _from_other(viewer, found: BoardPage, item) -> dict | None:
    """An item of the next agenda that another board sent, by the name in its title."""
    named = [board for board in found.boards.values() if board.name in item.title and board != found.board]
    if not named:
        return None
    other = max(named, key=lambda board: len(board.name))
    about = item.title.partition(f"{other.name}:")[2].strip() or item.title
    return {
        "id": other.id,
        "name": other.name,
        "about": f"{about}, item {found.items.index(item) + 1} on {plain_day(found.next.day)}",
        "sign": level_of(item, found.signs),
    }


def _raised(viewer, row) -> dict:
    """Something raised: by whom, with whom, and until when an answer is due."""
    who = row.raiser or "The forum"
    asked = f"{who} asked {row.raised_with} on {plain_day(row.raised_on)}"
    due = f"; answer due {day(row.due_on, viewer.today)}" if row.due_on and not row.answered_on else ""
    if row.answered_on:
        pill = ("kept", f"Answered {short_date(row.answered_on, viewer.today)}")
    elif row.due_on and row.due_on < viewer.today:
        pill = ("late", f"{number_of((viewer.today - row.due_on).days, 'day')} late")
    else:
        pill = ("open", "Open")
    return {"words": f"{row.text or row.title} {asked}{due}.", "pill": pill}


def _terms(viewer, found: BoardPage, rule) -> dict:
    """The quorum rule, or what is wrong with it, and the terms of reference held."""
    board = found.board
    return {
        "quorum": "" if not viewer.has("member") else warning_or_rule(rule),
        "held": f"Version {board.terms_edition}, from {day(board.terms_from, viewer.today)}."
        if board.terms_edition
        else "We hold no copy of the terms of reference.",
        "text": board.terms_text or "",
    }


def warning_or_rule(rule) -> str:
    words = facts.warning(rule)
    if words:
        return words
    told = words_of(rule).rstrip(".")
    return "No quorum stated." if told.lower() in {"none", "none stated"} else f"Quorum is {told}."


def meeting_line(viewer, meeting) -> dict:
    """A meeting in a list of one board's."""
    start = london(meeting.starts_at)
    return {
        "id": meeting.id,
        "day": day(meeting.day, viewer.today),
        "words": f"{clock_time(start)}, {facts.MODES.get(meeting.mode, '').lower()}",
        "cancelled": meeting.state == "cancelled",
    }


def _held_line(viewer, found: BoardPage, meeting, rule) -> dict:
    """A meeting held: how many of us were there, and whether it was quorate."""
    there = found.turnout.get(meeting.id, (0, 0, 0))[0]
    answer = _answer(found, meeting, rule) if found.parts or rule.stated else None
    words = [f"{there} from the forum" if there else "nobody from the forum"] if viewer.has("member") else []
    if viewer.has("member") and answer and answer.state in {"quorate", "not_quorate"}:
        words.append(answer.words)
    return meeting_line(viewer, meeting) | {"words": "; ".join(words)}
