"""The dates of a pasted email as their page shows them: read, typed over, checked, ready to be added."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from ....fields import Date, Problem, TimeOfDay
from ....fields.words import clock_time, hours, long_day, span
from ....records.letters import plain
from ..actions import NO_PLACE, Meet
from ..queries import Plan
from ..rules import Slot
from ..views import usual_start
from .mail import Found
from .times import face

MOST = 60
ONLINE, BOTH = "online", "both:"
A_DAY = 24 * 60
# Words of boards' names that say nothing of which one it is.
_COMMON = {"board", "group", "panel", "forum", "working", "steering", "children", "young", "people", "their"}


@dataclass
class Row:
    """One date: what stands in its boxes, its line of the email, and what is to be said of it.

    `doubts`: why it was not ticked. `said`: what was not in the email. `wrong`: (box, words) to put right.
    """

    number: int
    line: str
    day: str
    starts: str
    ends: str
    where: str
    keep: bool = True
    doubts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    slot: Slot | None = None
    when: str = ""
    findings: Sequence = ()
    cannot: Sequence[str] = ()

    def wrong_at(self, box: str) -> str:
        return next((words for name, words in self.wrong if name == f"{box}-{self.number}"), "")


def guess_board(text: str, boards: Sequence) -> str | None:
    """The board that the words of an email speak of most plainly; None when two do, or none."""
    if len(boards) == 1:
        return boards[0].id
    said = f" {plain(text)} "
    known = set(said.split())
    telling = [_telling(board) for board in boards]
    scores = [
        100 * (f" {plain(board.name)} " in said)
        + 30 * bool(board.short_name and f" {plain(board.short_name)} " in said)
        + sum(word in known for word in own if sum(word in other for other in telling) == 1)
        for board, own in zip(boards, telling, strict=True)
    ]
    best = max(scores, default=0)
    return boards[scores.index(best)].id if best and scores.count(best) == 1 else None


def _telling(board) -> set[str]:
    return {word for word in plain(board.name).split() if len(word) > 4} - _COMMON


def mark(text: str, board_id: str, taken: Collection[date]) -> str:
    """What the rows on a page were made from; when it differs, they are made anew."""
    said = repr((text, board_id, sorted(taken)))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def places(plan: Plan, found: Sequence[Found]) -> list[tuple[str, str]]:
    """Where a meeting can be, as (value, words): online, each place, and both where that is known here."""
    named = [(venue.id, venue.name) for venue in plan.venues]
    both = plan.board.mode == "both" or any(one.where.mode == "both" for one in found)
    with_calls = [(BOTH + row, f"{name}, and online") for row, name in named] if both else []
    return [(ONLINE, "Online"), *named, *with_calls]


def rows_found(found: Sequence[Found], plan: Plan, taken: Collection[date], today: date) -> list[Row]:
    """The rows as the email has them; ticked where nothing speaks against it."""
    rows: list[Row] = []
    ticked: set[date] = set()
    for number, one in enumerate(found[:MOST]):
        row = _row(number, one, plan)
        row.doubts = [*([one.doubt] if one.doubt else []), *_doubts(one, taken, ticked, today)]
        row.keep = bool(one.day and row.starts and not row.doubts)
        if row.keep and one.day:
            ticked.add(one.day)
        rows.append(row)
    return rows


def _doubts(one: Found, taken: Collection[date], ticked: set, today: date) -> Iterator[str]:
    if one.day and one.day < today:
        yield f"{long_day(one.day)} {one.day.year} is past."
    elif one.day in taken:
        yield "This board has a meeting on that day already."
    elif one.day in ticked:
        yield "The email has another time for that day above."


def _row(number: int, one: Found, plan: Plan) -> Row:
    usual, long = usual_start(plan.board, plan.last), plan.board.planned_minutes
    start = face(one.start) if one.start is not None else usual
    minutes = one.minutes or long
    said = []
    if one.start is None and start:
        said.append(f"No time in the email, so the board’s usual {span(start, minutes)}.")
    elif start is None:
        said.append("No time in the email, and the board has no usual one. Write it, then tick this date.")
    elif one.elsewhere:
        said.append(f"The time stands in another line: “{one.elsewhere}”.")
    if one.start is not None and one.backwards:
        said.append(f"The end comes before the start there, so the board’s usual {hours(long)}.")
    elif one.start is not None and not one.minutes:
        said.append(f"No end in the email, so the board’s usual {hours(long)}.")
    return Row(
        number,
        one.line,
        day=Date().edit(one.day) if one.day else one.written,
        starts=TimeOfDay().edit(start) if start else "",
        ends=_end(start, minutes) if start else "",
        where=_where(one, plan),
        said=said if one.day else [],
    )


def _end(start: time, minutes: int) -> str:
    ends = start.hour * 60 + start.minute + minutes
    return clock_time(face(ends)) if ends < A_DAY else ""


def _where(one: Found, plan: Plan) -> str:
    mode = one.where.mode or plan.board.mode
    if mode == "online":
        return ONLINE
    venue = one.where.venue or (plan.last.venue_id if plan.last else None) or ""
    # A board that people always may join from home does not stop it because an email names the room.
    both = mode == "both" or plan.board.mode == "both"
    return BOTH + venue if both and venue else venue


def rows_sent(
    rows: list[Row], sent: Mapping[str, str], kept: Collection[str], offered: Collection[str], new_place: str
) -> None:
    """Put what was typed over the rows; a box of a ticked row that cannot be used says what to write."""
    for row in rows:
        before = (row.day, row.starts, row.ends)
        row.day, row.starts, row.ends, row.where = (
            sent.get(f"{box}-{row.number}", "").strip()[:100] for box in ("day", "starts", "ends", "where")
        )
        row.keep = str(row.number) in kept
        if (row.day, row.starts, row.ends) != before:
            row.said, row.doubts = [], []
        if row.keep and row.where not in offered and not (new_place and not row.where):
            row.wrong.append((f"where-{row.number}", NO_PLACE))


def read(rows: Sequence[Row], today: date) -> None:
    """Give each row its time where its boxes can be read; a ticked one that cannot be says why."""
    for row in rows:
        values = {
            "day": Date().parse(row.day, today),
            "starts": TimeOfDay().parse(row.starts, today),
            "ends": TimeOfDay().parse(row.ends, today),
        }
        wrong = [(box, words) for box, value in values.items() if (words := _unread(box, value))]
        if not wrong:
            row.slot, words = _slot(**values)
            wrong = [] if row.slot else [("ends", words)]
        if row.slot:
            row.when = f"{long_day(row.slot.day, today)}, {span(row.slot.start, row.slot.minutes)}"
        if row.keep:
            row.wrong = [*((f"{box}-{row.number}", words) for box, words in wrong), *row.wrong]


def _unread(box: str, value: Any) -> str:
    if isinstance(value, Problem):
        return value.words
    return "" if value is not None else f"Write a {'date as 3 9 2026' if box == 'day' else 'time as 10:30'}"


def _slot(day: date, starts: time, ends: time) -> tuple[Slot | None, str]:
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    if minutes <= 0:
        return None, "Write an end that comes after the start."
    return Slot(day, starts, minutes), ""


def to_add(rows: Sequence[Row]) -> list[Meet]:
    """The ticked rows as meetings to add."""
    return [_meet(row.slot, row.where) for row in rows if row.keep and row.slot]


def _meet(slot: Slot, where: str) -> Meet:
    if where == ONLINE:
        return Meet(slot.day, slot.start, slot.minutes, "online", None)
    mode = "both" if where.startswith(BOTH) else "in_person"
    return Meet(slot.day, slot.start, slot.minutes, mode, where.removeprefix(BOTH) or None)
