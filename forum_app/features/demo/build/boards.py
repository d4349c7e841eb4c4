"""The demo's boards, seats, links and quorum, and its school year."""

from collections.abc import Iterator
from typing import Any

from ....models.boards import Board, BoardLink, QuorumPart, SchoolHours, SchoolTerm, Seat, SpecialDay
from ....models.meetings import Travel, Venue
from ..data import boards as data
from ..data import calendar
from ..data.organisations import ORGANISATIONS
from ..data.text import clock_time, day, listed, whole
from .book import Book

BODIES = {row["code"] for row in ORGANISATIONS}


def edits(book: Book) -> Iterator:
    times = {row["code"]: row for row in data.TIMES}
    quorums = {row["code"]: row for row in data.QUORUM}
    areas = {row["board"]: row["areas"] for row in data.AREAS}
    for position, row in enumerate(data.BOARDS):
        values = _board(book, row) | _times(times[row["code"]]) | _quorum(quorums[row["code"]])
        yield book.add(Board, values | {"position": position, "areas": areas[row["code"]]}, row["code"])
    for row in data.QUORUM:
        for position, part in enumerate(listed(row["parts"]), start=1):
            yield book.add(QuorumPart, _part(book, row["code"], part) | {"position": position})
    for row in data.LINKS:
        ends = {"from_board": book[row["from"]], "to_board": book[row["to"]]}
        yield book.add(BoardLink, {"kind": row["kind"], **ends})
    for row in data.SEATS:
        yield book.add(Seat, _seat(book, row))
    yield from _school_year(book)
    yield from _places(book)


def _board(book: Book, row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "short_name": row["short"],
        "kind": row["kind"],
        "host": book.maybe(row["host"]),
        "second_host": book.maybe(row["second_host"]),
        "called_by": row["called_by"],
        "pays": book.maybe(row["pays"]),
        "is_steering": row["code"] == "B00",
        "chair": row["chair"],
        "default_level": row["level"],
        "ends_on": day(row["ends"]),
    }


def _times(row: dict[str, str]) -> dict[str, Any]:
    return {
        "cadence": row["cadence"],
        "usual_time": row["usual"],
        "planned_minutes": whole(row["planned"]),
        "limit_minutes": whole(row["limit"]),
        "mode": row["mode"],
        "long_reason": row["long_reason"],
    }


def _quorum(row: dict[str, str]) -> dict[str, Any]:
    return {
        "quorum_total": whole(row["total"]),
        "quorum_percent": whole(row["percent"]),
        "quorum_words": row["words"],
    }


def _part(book: Book, board: str, part: str) -> dict[str, Any]:
    who, _, minimum = part.partition(" ")
    values: dict[str, Any] = {"board": book[board], "minimum": whole(minimum)}
    return values | ({"organisation": book[who]} if who in BODIES else {"sector": who})


def _seat(book: Book, row: dict[str, str]) -> dict[str, Any]:
    return {
        "board": book[row["board"]],
        "person": book.maybe(row["person"]),
        "role": row["role"],
        "position": whole(row["position"]),
        "starts_on": day(row["starts"]),
        "ends_on": day(row["ends"]),
        "ends_words": row["words"],
        "aside_from": day(row["aside"]),
        "successor": book.maybe(row["successor"]),
    }


def _school_year(book: Book) -> Iterator:
    for row in calendar.TERMS:
        values: dict[str, Any] = {
            "name": row["name"],
            "first_day": day(row["first"]),
            "last_day": day(row["last"]),
        }
        yield book.add(SchoolTerm, values)
    for inset in calendar.INSET_DAYS:
        yield book.add(SpecialDay, {"day": day(inset), "kind": "inset", "name": "INSET day"})
    starts, ends = map(clock_time, calendar.SCHOOL_HOURS)
    yield book.add(SchoolHours, {"starts_at": starts, "ends_at": ends})


def _places(book: Book) -> Iterator:
    for row in calendar.VENUES:
        values: dict[str, Any] = {
            "name": row["name"],
            "town": row["town"],
            "step_free": row["step_free"],
            "hearing_loop": row["loop"],
            "quiet_room": row["quiet"],
            "parking": row["parking"],
            "note": row["note"],
        }
        yield book.add(Venue, values, row["code"])
    for row in calendar.TRAVEL:
        values = {
            "town": row["town"],
            "venue": book[row["venue"]],
            "minutes": whole(row["minutes"]),
            "miles": whole(row["miles"]),
        }
        yield book.add(Travel, values)
