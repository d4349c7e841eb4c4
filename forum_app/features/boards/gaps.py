"""What is not known of a board yet, and the kinds of board to choose from."""

from collections.abc import Iterable

KINDS = ("Strategic", "Operational", "Task and finish", "Panel", "Network", "Own")


def kinds(in_use: Iterable[str]) -> list[str]:
    """The kinds to choose from: the usual ones, then this forum's own."""
    return list(dict.fromkeys([*KINDS, *sorted(kind for kind in in_use if kind)]))


def missing(board, *, quorum: bool, terms: bool, members: bool) -> list[tuple[str, str, str]]:
    """What is not known of a board yet: in words, the page that asks for it, and the field there."""
    wanted = (
        (not (board.host_id or board.is_steering), "whose board it is", "edit", "host"),
        (not board.kind, "what kind of board it is", "edit", "kind"),
        (not (board.cadence or board.usual_time), "how often and when it meets", "edit", "cadence"),
        (not board.chair, "who chairs it", "edit", "chair"),
        (_long_without_reason(board), "why it is planned longer than its limit", "edit", "long_reason"),
        (not quorum, "how many make it quorate", "quorum", "main"),
        (not terms, "its terms of reference", "terms", "main"),
        (not (members or board.is_steering), "who else sits on it", "members", "main"),
    )
    return [(words, place, at) for is_missing, words, place, at in wanted if is_missing]


def _long_without_reason(board) -> bool:
    limit = board.limit_minutes
    return bool(limit and board.planned_minutes > limit and not board.long_reason)
