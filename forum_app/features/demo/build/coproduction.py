"""Where the demo's forum gathered views, what was promised and what changed; who wants the digest when."""

from collections.abc import Iterator
from typing import Any

from ....models.coproduction import (
    ChannelReach,
    Consultation,
    DataComplaint,
    Engagement,
    EngagementTheme,
    PlanOutcome,
    Promise,
    YouSaid,
)
from ....models.post import Preference
from ..data import coproduction as data
from ..data.boards import SEATS
from ..data.text import day, whole
from .book import Book


def edits(book: Book) -> Iterator:
    yield from _engagements(book)
    yield from _consultations(book)
    yield from _promises(book)
    for row in data.YOU_SAID:
        values: dict[str, Any] = {
            "said": row["said"],
            "did": row["did"],
            "reason": row["reason"],
            "instead": row["instead"],
            "outcome": row["outcome"],
            "headline": row["headline"],
            "organisation": book[row["organisation"]],
            "meeting": book.maybe(row["meeting"]),
            "published_on": day(row["published"]),
        }
        yield book.add(YouSaid, values)
    complaint = data.DATA_COMPLAINT
    yield book.add(
        DataComplaint,
        {name: day(value) if name.endswith("_on") else value for name, value in complaint.items()},
    )


def wishes(book: Book) -> Iterator:
    """The steering group's digest: Tuesdays at ten, for each who has a seat on it."""
    for row in SEATS:
        if row["board"] == "B00":
            yield book.add(
                Preference, {"person": book[row["person"]], "kind": "steering", "day": 1, "hour": 10}
            )


def _engagements(book: Book) -> Iterator:
    for row in data.ENGAGEMENTS:
        values: dict[str, Any] = {
            "code": row["code"],
            "kind": row["kind"],
            "day": day(row["day"]),
            "place": row["place"],
            "reach_words": row["reach"],
            "present": whole(row["present"]),
            "worked": row["worked"],
            "taken_to_words": row["taken"],
        }
        yield book.add(Engagement, values, row["code"])
    for row in data.THEMES:
        values = {
            "engagement": book[row["engagement"]],
            "text": row["text"],
            "taken_to": book.maybe(row["taken_to"]),
        }
        yield book.add(EngagementTheme, values)


def _consultations(book: Book) -> Iterator:
    for row in data.CONSULTATIONS:
        values: dict[str, Any] = {
            "code": row["code"],
            "name": row["name"],
            "asked_by": book[row["asked_by"]],
            "board": book[row["board"]],
            "opens_on": day(row["opens"]),
            "closes_on": day(row["closes"]),
            "worked": row["worked"],
            "comments": whole(row["comments"]),
            "comments_open": whole(row["comments_open"]),
            "results_shared": row["shared"] == "yes",
            "note": row["note"],
        }
        yield book.add(Consultation, values, row["code"])
    for row in data.CHANNELS:
        values = {
            "consultation": book[row["consultation"]],
            "channel": row["channel"],
            "reach": whole(row["reach"]),
            "answered": whole(row["answered"]),
        }
        yield book.add(ChannelReach, values)


def _promises(book: Book) -> Iterator:
    for row in data.OUTCOMES:
        values: dict[str, Any] = {
            "code": row["code"],
            "name": row["name"],
            "baseline": row["baseline"],
            "baseline_on": day(data.BASELINE_ON),
            "position": row["position"],
            "position_on": day(data.POSITION_ON),
            "owner_words": row["owner"],
        }
        yield book.add(PlanOutcome, values, row["code"])
    for row in data.PROMISES:
        values = {
            "outcome": book[row["outcome"]],
            "text": row["text"],
            "short_text": row["short"],
            "term": data.PROMISED_FOR["term"],
            "due_on": day(data.PROMISED_FOR["due_on"]),
            "progress": whole(row["progress"]),
            "target": whole(row["target"]),
            "state": row["state"],
            "state_words": row["words"],
        }
        yield book.add(Promise, values)
