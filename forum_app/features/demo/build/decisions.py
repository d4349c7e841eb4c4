"""What the demo's boards settled, what partners owe, and what was raised with them."""

from collections.abc import Iterator
from typing import Any

from ....models.meetings import (
    Barrier,
    Decision,
    Escalation,
    FeedbackChase,
    OutcomeFeedback,
    OutcomeNews,
    RepRequest,
    ReservedAnswer,
)
from ..data import decisions as data
from ..data.meetings import HELD
from ..data.text import day, moment
from .book import Book

_DAYS = {row["code"]: row["start"][:10] for row in HELD}


def edits(book: Book) -> Iterator:
    for row in data.DECISIONS:
        yield book.add(Decision, _decision(book, row), row["code"])
    for row in data.ANSWERS:
        values = {
            "decision": book[row["decision"]],
            "person": book[row["person"]],
            "answer": row["answer"],
            "answered_at": moment(row["answered"]),
        }
        yield book.add(ReservedAnswer, values)
    yield from _feedback(book)
    yield from _raised(book)


def _decision(book: Book, row: dict[str, str]) -> dict[str, Any]:
    held = row["meeting"] in _DAYS
    meeting = row["meeting"] if held else f"{row['board']} {row['meeting']}"
    asked = data.RESERVED.get(row["code"], {})
    return {
        "code": row["code"],
        "kind": row["kind"],
        "board": book[row["board"]],
        "meeting": book[meeting],
        "text": row["text"],
        "owner": book.maybe(row["owner"]),
        "partner_contact": book.maybe(row["contact"]),
        "partner_words": row["partner"],
        "due_on": day(row["due"]),
        "done_on": day(row["done"]),
        "decided_on": day(_DAYS[row["meeting"]]) if held else None,
        "state": row["state"],
        "dissent": data.DISSENT.get(row["code"], ""),
        "asked_by": book.maybe(asked.get("asked_by", "")),
        "asked_on": day(asked.get("asked_on", "")),
        "answer_by": day(asked.get("answer_by", "")),
        "level": row["level"],
        "marking": book.maybe(row["marking"]),
    }


def _feedback(book: Book) -> Iterator:
    for row in data.FEEDBACK:
        values = {
            "code": row["code"],
            "meeting": book.maybe(row["meeting"]),
            "second_meeting": book.maybe(row["second"]),
            "board": book.maybe(row["board"]),
            "about": row["about"],
            "owed_by": book[row["owed_by"]],
            "owed_by_words": row["words"],
            "due_on": day(row["due"]),
            "given_on": day(row["given"]),
        }
        yield book.add(OutcomeFeedback, values, f"feedback {row['code']}")
    for row in data.NEWS:
        values = {
            "feedback": book[f"feedback {row['feedback']}"],
            "outcome": row["outcome"],
            "text": row["text"],
            "reason": row["reason"],
            "next_step": row["next"],
        }
        yield book.add(OutcomeNews, values)
    for row in data.CHASES:
        values = {
            "feedback": book[f"feedback {row['feedback']}"],
            "contact": book[row["contact"]],
            "kind": row["kind"],
            "asked_on": day(row["asked"]),
            "asked_by": book[row["by"]],
            "answered_at": moment(row["answered"]) if row["answered"] else None,
        }
        yield book.add(FeedbackChase, values)


def _raised(book: Book) -> Iterator:
    for row in data.ESCALATIONS:
        values = {
            "title": row["title"],
            "text": row["text"],
            "board": book[row["board"]],
            "raised_by": book[row["by"]],
            "owner": book[row["by"]],
            "partner_contact": book[row["contact"]],
            "height": row["level"],
            "raised_with": row["with"],
            "raised_on": day(row["raised"]),
            "due_on": day(row["due"]),
        }
        yield book.add(Escalation, values)
    for row in data.REP_REQUESTS:
        values = {
            "organisation": book[row["organisation"]],
            "text": row["text"],
            "asked_on": day(row["asked"]),
            "reply": row["reply"],
            "answer": row["answer"],
            "answered_on": day(row["answered"]),
        }
        yield book.add(RepRequest, values)
    for row in data.BARRIERS:
        values = {
            "board": book[row["board"]],
            "person": book[row["person"]],
            "owner": book[row["person"]],
            "partner_contact": book[row["contact"]],
            "text": row["text"],
            "seen_on": day(row["seen"]),
            "mitigation": row["mitigation"],
            "state": row["state"],
        }
        yield book.add(Barrier, values)
