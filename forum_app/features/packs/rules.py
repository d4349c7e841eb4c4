"""What a starter pack still lacks, and the words that tell a partner whom to send papers to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...fields.words import join, plain_day
from ..boards.rules import SEAT_NAMES

# A seat that ended is told of for this long, so that a list is put right even when a mail was missed.
TOLD_FOR = timedelta(days=28)
SOON = timedelta(days=42)
_ROLE_ORDER = ("lead", "second", "deputy", "shadow")


def still_missing(
    *, terms: bool, contact: bool, dates: bool, settled: bool, unexplained: Sequence[str] = ()
) -> list[str]:
    """What the pack of a board does not hold, in words."""
    short = (f"Nobody has said yet what {join(list(unexplained))} means",) if unexplained else ()
    held = (
        (terms, "No terms of reference held"),
        (contact, "No partner officer named"),
        (dates, "No date ahead"),
        (settled, "Nothing written down from its last meetings"),
    )
    return [*(words for there, words in held if not there), *short]


@dataclass(frozen=True)
class OnList:
    """One seat's holder as the board's papers follow them. `left`: they hold it no more."""

    name: str
    email: str
    role: str
    starts_on: date | None = None
    last_day: date | None = None
    left: bool = False


@dataclass(frozen=True)
class Changes:
    """Whom the papers go to now or soon, and who is taken off, each as a line to send on."""

    send_to: tuple[str, ...]
    take_off: tuple[str, ...]
    unreachable: tuple[str, ...]


def changes(seats: Iterable[OnList], today: date) -> Changes:
    """The list as it stands, one line a person, and those who left lately or leave soon."""
    known = sorted(seats, key=lambda seat: (_ROLE_ORDER.index(seat.role), seat.name))
    held = [seat for seat in known if not seat.left]
    on = {seat.name for seat in held}
    off = [
        seat
        for seat in known
        if (seat.left and seat.name not in on and seat.last_day and today - seat.last_day <= TOLD_FOR)
        or (not seat.left and _leaves_soon(seat, held, today))
    ]
    return Changes(
        send_to=tuple(_line(seat, today) for seat in _once(held)),
        take_off=tuple(_off(seat, today) for seat in _once(off)),
        unreachable=tuple(seat.name for seat in _once(held) if not seat.email),
    )


def _leaves_soon(seat: OnList, held: Sequence[OnList], today: date) -> bool:
    """Whether this is the last of their seats here, and it ends within the coming weeks."""
    if seat.last_day is None or seat.last_day - today > SOON:
        return False
    return not any(
        other.name == seat.name and (other.last_day is None or other.last_day > seat.last_day)
        for other in held
    )


def _once(seats: Iterable[OnList]) -> list[OnList]:
    found: dict[str, OnList] = {}
    for seat in seats:
        found.setdefault(seat.name, seat)
    return list(found.values())


def _line(seat: OnList, today: date) -> str:
    starts = seat.starts_on
    later = f"from {plain_day(starts, today)}" if starts and starts > today else ""
    told = [seat.email, SEAT_NAMES[seat.role], later]
    return ", ".join([seat.name, *(part for part in told if part)])


def _off(seat: OnList, today: date) -> str:
    when = f", after {plain_day(seat.last_day, today)}" if seat.last_day and seat.last_day >= today else ""
    return f"{seat.name}{when}"


def letter(board: str, contact: str, found: Changes, forum: str) -> str:
    """Ready words for whoever keeps the board's list at the partner."""
    lines = [f"Dear {contact or 'colleague'},", "", f"Our seats on the {board} have changed."]
    if found.send_to:
        lines += ["Please send its papers to:", *(f"- {line}" for line in found.send_to)]
    if found.take_off:
        lines += ["Please take off your list:", *(f"- {line}" for line in found.take_off)]
    return "\n".join([*lines, "", "Thank you,", forum])
