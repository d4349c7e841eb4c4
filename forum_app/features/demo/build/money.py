"""The demo's rates, sources, offers, claims and the postings they made, and its thanks."""

from collections.abc import Iterator
from typing import Any

from ....models.money import Claim, ClaimLine, FundingSource, Offer, Posting, Rate, Thanks
from ...money import postings
from ..data import money as data
from ..data.text import day, pence, whole
from ..data.time import FROM_MEETINGS
from .book import Book

DECIDED = ("approved", "paid")


def edits(book: Book) -> Iterator:
    for row in data.RATES:
        values = {
            "kind": row["kind"],
            "words": row["words"],
            "unit": row["unit"],
            "starts_on": day(row["from"]),
            "ends_on": day(row["until"]),
            "pence": pence(row["pounds"]),
            "source": row["source"],
        }
        yield book.add(Rate, values)
    for row in data.FUNDING:
        values = {
            "code": row["code"],
            "name": row["name"],
            "starts_on": day(row["from"]),
            "ends_on": day(row["until"]),
            "pence": pence(row["pounds"]),
            "may_pay_for": row["may_pay_for"],
            "reporting": row["reporting"],
        }
        yield book.add(FundingSource, values, f"source {row['code']}")
    yield from _offers(book)
    yield from _claims(book)
    yield from _thanks(book)


def _offers(book: Book) -> Iterator:
    times = {row["row"]: row for row in FROM_MEETINGS}
    for row in data.OFFERS:
        time = times[row["time"]]
        values = {
            "code": row["code"],
            "person": book[time["rep"]],
            "meeting": book[time["meeting"]],
            "quarters": int(float(row["hours"]) * 4),
            "pence": pence(row["offered"]),
            "choice": row["choice"],
            "taken_pence": pence(row["taken"]),
            "funding": book[f"source {row['source']}"],
        }
        yield book.add(Offer, values, row["code"])


def _claims(book: Book) -> Iterator:
    for row in data.CLAIMS:
        yield book.add(Claim, _claim(book, row), row["code"])
    for row in data.CLAIM_LINES:
        values = {
            "claim": book[row["claim"]],
            "kind": row["kind"],
            "words": row["words"],
            "miles": whole(row["miles"]),
            "pence": pence(row["pounds"]),
            "receipt": row["receipt"] == "yes",
        }
        yield book.add(ClaimLine, values)
    for row in data.CLAIMS:
        for side in _movements(book, row):
            yield book.add(Posting, side)


def _claim(book: Book, row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "person": book[row["rep"]],
        "period": row["period"],
        "period_start": day(row["start"]),
        "period_end": day(row["end"]),
        "state": row["state"],
        "approver": book[row["approver"]],
        "approved_by": book[row["approver"]] if row["state"] in DECIDED else None,
        "paid_on": day(row["paid_on"]),
        "pay_to": book.maybe(row["pay_to"]),
        "note": row["note"],
    }


def _movements(book: Book, row: dict[str, str]) -> list[dict[str, object]]:
    """Both sides of approving the claim, and of paying it."""
    approved_on, paid_on = day(row["approved_on"]), day(row["paid_on"])
    if not approved_on:
        return []
    total = sum(pence(line["pounds"]) or 0 for line in data.CLAIM_LINES if line["claim"] == row["code"])
    claim, source = book[row["code"]], book[f"source {row['source']}"]
    sides = postings.approved(claim, row["code"], approved_on, total, source)
    return sides + (postings.paid(claim, row["code"], paid_on, total, source) if paid_on else [])


def _thanks(book: Book) -> Iterator:
    for row in data.THANKS:
        values = {
            "person": book[row["person"]],
            "from_words": row["from"],
            "organisation": book[row["organisation"]],
            "text": row["text"],
            "day": day(row["day"]),
        }
        yield book.add(Thanks, values)
