"""The demo's 108 meetings, and what hangs from them: agendas, papers, attendance, replies, reports."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from ....clock import LONDON, at
from ....models.meetings import AgendaItem, Attendance, Meeting, MeetingReport, Paper, PartnerCount, Pulse
from ..data import meetings as data
from ..data.boards import BOARDS, SEATS, TIMES
from ..data.text import clock_time, day, listed, moment, whole
from .book import Book

TODAY = datetime(2026, 11, 24, tzinfo=LONDON).date()
_TIMES = {row["code"]: row for row in TIMES}
_CHAIRS = {row["code"]: row["chair"] for row in BOARDS}
_SEAT_ROLES = {(row["board"], row["person"]): row["role"] for row in SEATS}
_TAKES_TURNS = "B02"


def edits(book: Book) -> Iterator:
    for row in data.HELD:
        start = row["start"]
        yield book.add(Meeting, _held(book, row), row["code"], f"{row['board']} {start[:10]}")
    for number, row in enumerate(_ahead(), start=len(data.HELD) + 1):
        code = f"M{number:02}"
        yield book.add(Meeting, _coming(book, row) | {"code": code}, code, f"{row['board']} {row['day']}")
    yield from _attendance(book)
    yield from _partner_counts(book)
    yield from _reports(book)
    yield from _pulses(book)


def _pulses(book: Book) -> Iterator:
    for row in data.PULSES:
        yield book.add(
            Pulse,
            {
                "meeting": book[row["meeting"]],
                "person": book[row["person"]],
                "heard": row["heard"],
                "welcomed": row["welcomed"],
                "answer": row["answer"],
                "settled_before": row["settled"] == "yes",
            },
        )


def papers(book: Book) -> Iterator:
    """Agendas and papers, once there are markings to hang them from."""
    for row in data.AGENDA:
        values: dict[str, Any] = {
            "meeting": book[f"{row['board']} {row['day']}"],
            "position": whole(row["position"]),
            "title": row["title"],
            "proposed_by": row["by"],
            "source": row["source"],
            "openness": row["openness"],
            "minutes": whole(row["minutes"]),
            "level": row["level"],
            "marking": book.maybe(row["marking"]),
        }
        yield book.add(AgendaItem, values, f"{row['board']} {row['day']} item {row['position']}")
    for row in data.PAPERS:
        meeting = f"{row['board']} {row['day']}"
        values = {
            "meeting": book[meeting],
            "agenda_item": book.maybe(row["item"] and f"{meeting} item {row['item']}"),
            "title": row["title"],
            "summary": row["summary"],
            "issued_on": day(row["issued"]),
            "level": row["level"],
            "marking": book.maybe(row["marking"]),
        }
        yield book.add(Paper, values)


def _usual(book: Book, board: str, start: datetime) -> dict[str, Any]:
    times = _TIMES[board]
    return {
        "board": book[board],
        "starts_at": start,
        "day": start.date(),
        "planned_minutes": whole(times["planned"]),
        "mode": times["mode"],
        "venue": book.maybe(times["venue"]),
    }


def _held(book: Book, row: dict[str, str]) -> dict[str, Any]:
    values = _usual(book, row["board"], _moment(row["start"]))
    took = None if row["minutes"] == "unknown" else whole(row["minutes"]) or values["planned_minutes"]
    return values | {
        "code": row["code"],
        "actual_minutes": took,
        "chair": row["chair"] or _CHAIRS[row["board"]],
        "notes_by": row["notes"],
        "invited_on": day(row["invited"]),
        "papers_on": day(row["papers"]),
        "urgent_reason": data.URGENT.get(row["code"], ""),
    }


def _moment(cell: str) -> datetime:
    found = moment(cell)
    assert found
    return found


def _ahead() -> list[dict[str, str]]:
    """The meetings still to come, in the order in which they come."""
    rows = [
        {"board": row["board"], "day": on, "starts": _TIMES[row["board"]]["starts"]}
        for row in data.AHEAD
        for on in listed(row["days"])
    ]
    turns = cycle(data.ROTATION)
    rows.sort(key=lambda row: (row["day"], row["starts"], row["board"]))
    for row in rows:
        row["chair"] = next(turns) if row["board"] == _TAKES_TURNS else _CHAIRS[row["board"]]
    return rows


def _coming(book: Book, row: dict[str, str]) -> dict[str, Any]:
    board = row["board"]
    on = datetime.fromisoformat(row["day"]).date()
    start = datetime.combine(on, clock_time(row["starts"]), LONDON)
    known = _KNOWN.get((board, row["day"]), {})
    usually = on - timedelta(days=data.INVITED_AHEAD)
    invited = day(known.get("invited", "")) or (usually if usually <= TODAY else None)
    values = _usual(book, board, start)
    online = values["mode"] != "in_person"
    return values | {
        "chair": row["chair"],
        "notes_by": row["chair"] if board == _TAKES_TURNS else "",
        "aim": known.get("aim", ""),
        "invited_on": invited,
        "papers_on": day(known.get("papers", "")),
        "join_link": f"https://meet.aldermere.example/{board.lower()}-{on}" if invited and online else "",
    }


_KNOWN = {(row["board"], row["day"]): row for row in data.KNOWN_AHEAD}


def _attendance(book: Book) -> Iterator:
    for row in data.HELD:
        for code in listed(row["present"]):
            values: dict[str, Any] = {"meeting": book[row["code"]], "person": book[code], "state": "present"}
            yield book.add(Attendance, values | {"seat_role": _SEAT_ROLES[row["board"], code]})
    for row in data.REPLIES:
        values = {
            "meeting": book[f"{row['board']} {row['day']}"],
            "person": book[row["person"]],
            "seat_role": _SEAT_ROLES[row["board"], row["person"]],
            "reply": row["reply"],
        }
        yield book.add(Attendance, values)


def _partner_counts(book: Book) -> Iterator:
    for row in data.PARTNER_COUNTS:
        values: dict[str, Any] = {
            "meeting": book[f"{row['board']} {row['day']}"],
            "organisation": book.maybe(row["organisation"]),
            "department": book.maybe(row["department"]),
            "label": row["label"],
            "sector": row["sector"],
            "guests": row["guests"] == "yes",
            "present": whole(row["present"]),
            "yes": whole(row["yes"]),
            "maybe": whole(row["maybe"]),
        }
        yield book.add(PartnerCount, values)


def _reports(book: Book) -> Iterator:
    """What each who was there logged on the day after; the first one named wrote the line."""
    written = {row["meeting"]: row for row in data.REPORTS}
    for row in data.HELD:
        logged = at(_moment(row["start"]).date() + timedelta(days=1), data.LOGGED_AT_HOUR)
        line = written.get(row["code"])
        for code in listed(row["present"]):
            values: dict[str, Any] = {
                "meeting": book[row["code"]],
                "person": book[code],
                "logged_at": logged,
                "logged_by": book[code],
            }
            if line:
                values |= {
                    "text": line["text"],
                    "level": line["level"],
                    "marking": book.maybe(line["marking"]),
                }
            yield book.add(MeetingReport, values)
            line = None
