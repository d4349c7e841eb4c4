"""The demo's people: their roles, agreements, declarations and training."""

from collections.abc import Iterator
from typing import Any

from ....models.people import (
    AccessNeed,
    Agreement,
    Availability,
    Declaration,
    Person,
    Policy,
    PolicyAcceptance,
    Role,
    Supporter,
    Training,
    TrainingRecord,
)
from ..data import people as data
from ..data.text import clock_time, day, listed, moment, whole
from .book import Book

COORDINATOR = "S1"
ASSETS = {row["person"]: row["assets"] for row in data.ASSETS}


def edits(book: Book) -> Iterator:
    for row in data.PEOPLE:
        yield book.add(Person, _person(row), row["code"])
    for row in data.ROLES:
        yield book.add(
            Role, {"person": book[row["person"]], "role": row["role"], "starts_on": day(data.ROLES_START)}
        )
    for row in data.ACCESS_NEEDS:
        yield book.add(AccessNeed, {"person": book[row["person"]], "need": row["need"]})
    yield from _free_and_helped(book)
    yield from _agreements(book)
    yield from _declarations(book)
    yield from _training(book)


def _free_and_helped(book: Book) -> Iterator:
    for row in data.AVAILABILITIES:
        for weekday in listed(row["weekdays"]):
            values: dict[str, Any] = {
                "person": book[row["person"]],
                "weekday": whole(weekday),
                "starts_at": clock_time(row["from"]),
                "ends_at": clock_time(row["until"]),
            }
            yield book.add(Availability, values)
    for row in data.SUPPORTERS:
        values = {
            "person": book[row["person"]],
            "supporter": book[row["supporter"]],
            "sees_meetings": row["meetings"] == "yes",
        }
        yield book.add(Supporter, values)


def _person(row: dict[str, str]) -> dict:
    first, _, last = row["name"].partition(" ")
    return {
        "name": row["name"],
        "first_name": first,
        "sort_name": f"{last}, {first}",
        "town": row["town"],
        "kind": "rep" if row["code"] in data.REPS else "staff",
        "state": row["state"],
        "state_since": day(row["since"]),
        "areas": row["areas"],
        "forum_role": row["role"],
        "email": data.email_of(row["name"]),
        "hours_a_month": whole(row["hours"]),
        "availability": row["availability"],
        "contact_wishes": row["wishes"],
        "assets": ASSETS.get(row["code"], ""),
    }


def _agreements(book: Book) -> Iterator:
    """The agreement is the policy: who accepted the one signed the other; the coordinator signed too."""
    signed = [code for code in data.REPS if code not in data.NOT_YET_ACCEPTED]
    for number, policy in enumerate((data.POLICY, *data.POLICIES)):
        dates = {name: day(policy[name]) for name in ("starts_on", "review_on")}
        yield book.add(Policy, policy | dates, f"policy {number}")
        for code in signed:
            values: dict[str, Any] = {
                "person": book[code],
                "policy": book[f"policy {number}"],
                "accepted_on": day(data.AGREEMENT["signed_on"]),
            }
            yield book.add(PolicyAcceptance, values)
    for code in [*signed, COORDINATOR]:
        values = {
            "person": book[code],
            "policy": book["policy 0"],
            "signed_on": day(data.AGREEMENT["signed_on"]),
            "starts_at": moment(data.AGREEMENT["from"]),
            "ends_at": moment(data.AGREEMENT["until"]),
        }
        yield book.add(Agreement, values)


def _declarations(book: Book) -> Iterator:
    said = {row["person"]: row for row in data.DECLARATIONS}
    usual = {"text": "", "nothing": "yes", **data.EVERYONE_ELSE_DECLARED}
    for code in data.REPS:
        row = said.get(code, usual)
        values: dict[str, Any] = {
            "person": book[code],
            "text": row["text"],
            "nothing": row["nothing"] == "yes",
            "renewed_on": day(row["renewed"]),
            "due_on": day(row["due"]),
        }
        yield book.add(Declaration, values)


def _training(book: Book) -> Iterator:
    for row in data.COURSES:
        values: dict[str, Any] = {
            "name": row["name"],
            "provider": row["provider"],
            "minutes": whole(row["minutes"]),
            "partner_staff_trained": whole(row["partner_staff"]),
            "needed_to_sit": row["code"] in data.NEEDED_TO_SIT,
        }
        yield book.add(Training, values, row["code"])
    for row in data.TRAINED:
        for state in ("done", "booked"):
            for code in _those(row[state]):
                values = {"person": book[code], "training": book[row["course"]], "state": state}
                yield book.add(TrainingRecord, values)
    for row in data.WANTED:
        for code in listed(row["wanted"]):
            values = {"person": book[code], "training": book[row["course"]], "state": "wanted"}
            yield book.add(TrainingRecord, values)
    for row in data.TRAINED_ON_A_DAY:
        values = {
            "person": book[row["person"]],
            "training": book[row["course"]],
            "state": row["state"],
            "day": day(row["day"]),
            "words": row["words"],
        }
        yield book.add(TrainingRecord, values)


def _those(cell: str) -> list[str]:
    """ "R01, R08", or everybody "all but R25"."""
    if not cell.startswith("all but"):
        return listed(cell)
    left_out = listed(cell.removeprefix("all but"))
    return [code for code in data.REPS if code not in left_out]
