"""Which seat of a meeting wants somebody, and how those asked stand; from plain values."""

from collections.abc import Sequence

AT_ONCE = 2
OPEN, YES, NO, GONE = "", "yes", "no", "gone"
PILLS = {
    OPEN: ("to_confirm", "Asked"),
    YES: ("kept", "Goes"),
    NO: ("noted", "Cannot"),
    GONE: ("noted", "Not needed any more"),
}
_ORDER = {"vacant": 0, "not_coming": 1, "aside": 2}


def gap_of(role: str, holder: str, *, aside: bool, reply: str) -> str:
    """Why a seat wants somebody at one meeting: vacant, aside, not_coming, or "" when it does not."""
    if role not in {"lead", "second"}:
        return ""
    if not holder:
        return "vacant"
    if reply == "not_coming":
        return "not_coming"
    return "aside" if aside else ""


def most_pressing(gaps: Sequence[tuple[str, str]]) -> str | None:
    """Of (seat, gap) pairs the seat to fill first, or None when nobody is missing."""
    found = [(_ORDER[gap], number, seat) for number, (seat, gap) in enumerate(gaps) if gap]
    return min(found)[2] if found else None


def may_ask(answers: Sequence[str]) -> int:
    """How many more people may be asked now: two at once, and nobody once somebody goes."""
    if YES in answers:
        return 0
    return max(0, AT_ONCE - sum(answer == OPEN for answer in answers))
