"""The words for one board's seats: who holds which, until when, and who sits on two boards."""

from ...fields.words import short_date
from ..meetings.views import REPLY_PILLS
from . import rules

ROLES = {"lead": "Lead", "deputy": "Deputy", "shadow": "Shadow"}
NUMBERS = {2: "Second", 3: "Third"}


def state_rows(viewer, found) -> list[dict]:
    """Our seats as they stand today, and the places that a board might have and does not."""
    own = [row for row in found.seats if row.board_id == found.board.id]
    names = {row.seat.id: row for row in own}
    seats = rules.current([row.seat for row in own], viewer.today)
    numbers = {} if found.board.is_steering else NUMBERS
    rows = [_row(viewer, seat, names.get(seat.id), numbers) for seat in seats]
    coming = [row.seat for row in own if row.seat.holder and not row.seat.begun(viewer.today)]
    rows += [_row(viewer, seat, names.get(seat.id), numbers) for seat in coming]
    roles = {seat.role for seat in (*seats, *coming)}
    if seats and not found.board.is_steering:
        if "deputy" not in roles:
            rows.append(_nobody("vacant", "Deputy", missed=True))
        if "shadow" not in roles:
            rows.append(_nobody("shadow", "Shadow", missed=False))
    return rows


def _nobody(dot: str, role: str, *, missed: bool, seat_id: str = "") -> dict:
    words = "Nobody yet" if missed else "Nobody"
    told = {"dot": dot, "role": role, "id": None, "name": "", "nobody": words, "missed": missed}
    return told | {"seat_id": seat_id, "wanted": "shadow" if dot == "shadow" else "deputy"}


def _row(viewer, seat: rules.Seat, held, numbers: dict[int, str]) -> dict:
    state = rules.seat_state(seat, viewer.today)
    role = ROLES.get(seat.role) or numbers.get(seat.position, "Seat")
    if state == "vacant" or held is None:
        return _nobody("vacant", role, missed=True, seat_id=seat.id)
    return {
        "seat_id": seat.id,
        "dot": state,
        "role": role,
        "id": seat.holder,
        "name": held.name,
        "pill": REPLY_PILLS.get(held.reply),
        "until": _until(viewer, seat, held, state),
        "soon": state == "ends_soon",
    }


def _until(viewer, seat: rules.Seat, held, state: str) -> str:
    """What there is to know of a seat that changes soon. No reason, ever."""
    if not seat.begun(viewer.today) and seat.starts:
        return f"from {short_date(seat.starts, viewer.today)}"
    if state == "aside":
        back = f", back {short_date(seat.aside_until, viewer.today)}" if seat.aside_until else ""
        return f"stepped aside{back}"
    if seat.ends is None or seat.ends - viewer.today > rules.ENDS_IN_SIGHT:
        return ""
    ends = f"until {short_date(seat.ends, viewer.today)}"
    return f"{ends}, then {held.successor}" if held.successor else ends


def sitting_on_both(viewer, seats, one: str, other: str) -> list[str]:
    """Names of those who hold a seat on both boards today, as on the first."""
    there = {row.seat.holder for row in _current(viewer, seats, other)}
    names = [row.name for row in _current(viewer, seats, one) if row.seat.holder in there]
    return list(dict.fromkeys(names))


def _current(viewer, seats, board_id: str) -> list:
    return [
        row
        for row in seats
        if row.board_id == board_id
        and row.name
        and row.seat.begun(viewer.today)
        and not row.seat.over(viewer.today)
    ]
