"""Turns the lines of the list of boards into what the list prints."""

from itertools import groupby

from ...fields.words import count, day, how_far, short_date
from . import rules
from .queries import BoardLine


def index_context(viewer, lines: list[BoardLine], *, pressing: bool = False) -> dict:
    """The boards by kind, each kind where its first board stands; or those that need somebody first."""
    theirs = [_for_rules(line) for line in lines if not line.board.is_steering]
    return {
        "kinds": _by_need(viewer, lines) if pressing else _by_kind(viewer, lines),
        "totals": rules.totals(theirs, viewer.today).words if theirs else "",
        "number": count(len(lines), "board"),
    }


def _by_kind(viewer, lines: list[BoardLine]) -> list[tuple[str, list[dict]]]:
    order: dict[str, int] = {}
    for line in lines:
        order.setdefault(line.board.kind, len(order))
    sorted_lines = sorted(lines, key=lambda line: order[line.board.kind])
    kinds = groupby(sorted_lines, key=lambda line: line.board.kind)
    return [(kind or "Other", [_index_row(viewer, line) for line in found]) for kind, found in kinds]


def _by_need(viewer, lines: list[BoardLine]) -> list[tuple[str, list[dict]]]:
    """One list, the seat to act on first at the top; our own group, which wants nobody, comes last."""

    def need(line: BoardLine) -> tuple:
        return (line.board.is_steering, rules.summary(_for_rules(line), viewer.today).order)

    rows = [_index_row(viewer, line) for line in sorted(lines, key=need)]
    return [("Most pressing first", rows)] if rows else []


def _for_rules(line: BoardLine) -> rules.BoardSeats:
    board = line.board
    return rules.BoardSeats(board.id, board.short_name, line.seats, board.position, board.kind)


def _index_row(viewer, line: BoardLine) -> dict:
    told, meeting = rules.summary(_for_rules(line), viewer.today), line.next
    return {
        "board": line.board,
        "mine": line.board.id in viewer.boards,
        "dots": [(dot, dot.replace("_", " ")) for dot in told.dots],
        # Our own group has no deputies, and wants none.
        "word": "" if line.board.is_steering and told.state == "no_deputy" else told.word,
        "urgent": told.urgent,
        "next": meeting,
        "next_day": day(meeting.day, viewer.today) if meeting else "",
        "next_far": how_far(meeting.day, viewer.today) if meeting else "",
        "ended": short_date(line.board.ends_on, viewer.today) if line.board.ends_on else "",
    }
