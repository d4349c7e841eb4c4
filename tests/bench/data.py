"""A forum ten times the size of the largest: 500 people, 200 boards, 5,000 meetings, 100,000 time entries."""

import random
from datetime import date, datetime, timedelta
from itertools import chain

from forum_app import clock
from forum_app.db import db, is_postgres, unguarded
from forum_app.models.boards import Board, SchoolHours, SchoolTerm, Seat
from forum_app.models.control import Account, Setting
from forum_app.models.meetings import AgendaItem, Attendance, Decision, Meeting, MeetingReport, Paper
from forum_app.models.money import TimeEntry
from forum_app.models.organisations import Organisation
from forum_app.models.people import Agreement, Person, Role

TODAY = date(2026, 11, 24)
NOW = clock.at(TODAY, 9)
PEOPLE, BOARDS, MEETINGS, ENTRIES = 500, 200, 5000, 100_000
SEED = 11
KINDS = ("meeting", "reading", "briefing", "travel")


def fill(seed: int = SEED) -> None:
    """Plant the rows, straight into the tables: it is the reading that is measured."""
    chance = random.Random(seed)
    with unguarded("the benchmark plants its rows"), db.atomic():
        _insert(
            Setting, ({"id": row_id("set", n), "name": k, "value": v} for n, (k, v) in enumerate(_settings()))
        )
        _insert(Organisation, [{"id": row_id("org", 0), "name": "County Council", "short_name": "Council"}])
        _insert(Person, map(_person, range(PEOPLE)))
        _insert(Account, map(_account, range(PEOPLE)))
        _insert(Agreement, map(_agreement, range(PEOPLE)))
        _insert(
            Role,
            [{"id": row_id("rol", 0), "person": row_id("per", 0), "role": "coordinator", "starts_on": TODAY}],
        )
        _insert(Board, map(_board, range(BOARDS)))
        _insert(Seat, (_seat(n) for n in range(BOARDS * 3)))
        _insert(SchoolTerm, [_term()])
        _insert(SchoolHours, [_hours()])
        _insert(Meeting, map(_meeting, range(MEETINGS)))
        for model in (AgendaItem, Paper, Decision):
            _insert(model, (_content(model, n) for n in range(MEETINGS * 3)))
        _insert(MeetingReport, (_report(n) for n in range(MEETINGS * 2)))
        _insert(Attendance, (_attendance(n) for n in range(MEETINGS * 2)))
        _insert(TimeEntry, (_entry(n, chance) for n in range(ENTRIES)))
    settle()


def settle() -> None:
    """Let the engine look at its rows. PostgreSQL does both by itself, a minute after so many came."""
    with unguarded("the benchmark lets the engine look at its rows"):
        db.execute_sql("vacuum analyze" if is_postgres() else "analyze")


def _insert(model, rows) -> None:
    """One statement made ready for all rows: the columns of the first are those of every one."""
    rows = iter(rows)
    first = next(rows)
    fields = [model._meta.combined[name] for name in first]
    standing = _standing(model, {field.name for field in fields})
    names = ", ".join(f'"{name}"' for name in [*(field.column_name for field in fields), *standing])
    marks = ", ".join([db.param] * (len(fields) + len(standing)))
    db.cursor().executemany(
        f'insert into "{model._meta.table_name}" ({names}) values ({marks})',
        (
            [field.db_value(value) for field, value in zip(fields, row.values(), strict=True)]
            + list(standing.values())
            for row in chain([first], rows)
        ),
    )


def _standing(model, named: set[str]) -> dict[str, object]:
    """The columns that no row names, each with what stands in it unless somebody says otherwise."""
    found = {}
    for field in model._meta.sorted_fields:
        if field.name not in named and field.default is not None:
            value = field.default() if callable(field.default) else field.default
            found[field.column_name] = "{}" if value == {} else field.db_value(value)
    return found


def row_id(kind: str, number: int) -> str:
    return f"rec{kind}{number:011}"


def _settings():
    return [("forum_name", "Bench Parent Carer Forum")]


def _person(n: int) -> dict:
    name = f"Person {n:03}"
    return {"id": row_id("per", n), "name": name, "first_name": name, "sort_name": name, "town": "Town"}


def _account(n: int) -> dict:
    return {"id": row_id("acc", n), "person": row_id("per", n), "email": f"person{n}@example.org"}


def _agreement(n: int) -> dict:
    start = NOW - timedelta(days=90)
    return {
        "id": row_id("agr", n),
        "person": row_id("per", n),
        "signed_on": start.date(),
        "starts_at": start,
        "ends_at": NOW + timedelta(days=275),
    }


def _board(n: int) -> dict:
    return {
        "id": row_id("boa", n),
        "name": f"Board number {n:03}",
        "short_name": f"Board {n:03}",
        "host": row_id("org", 0),
        "called_by": "Council",
        "is_steering": n == 0,
        "limit_minutes": 90,
        "quorum_total": 4,
        "position": n,
    }


def _seat(n: int) -> dict:
    board, place = divmod(n, 3)
    return {
        "id": row_id("sea", n),
        "board": row_id("boa", board),
        "person": row_id("per", n % PEOPLE),
        "role": ("lead", "second", "deputy")[place],
        "position": place,
        "starts_on": date(2025, 9, 1),
    }


def _term() -> dict:
    return {
        "id": row_id("ter", 0),
        "name": "Autumn",
        "first_day": date(2026, 9, 3),
        "last_day": date(2026, 12, 18),
    }


def _hours() -> dict:
    from datetime import time

    return {"id": row_id("hou", 0), "starts_at": time(9, 15), "ends_at": time(14, 45)}


def meeting_day(n: int) -> date:
    return TODAY + timedelta(days=n % 700 - 600)


def _meeting(n: int) -> dict:
    day = meeting_day(n)
    start = datetime(day.year, day.month, day.day, 10, tzinfo=clock.LONDON)
    return {
        "id": row_id("mee", n),
        "board": row_id("boa", n % BOARDS),
        "starts_at": start,
        "day": day,
        "planned_minutes": 90,
        "aim": "Agree what is next",
        "invited_on": day - timedelta(days=20 - n % 10),
        "papers_on": day - timedelta(days=n % 9),
    }


def _content(model, n: int) -> dict:
    meeting = row_id("mee", n // 3)
    row = {"id": row_id("con", n), "meeting": meeting}
    if model is AgendaItem:
        return {**row, "position": n % 3, "title": f"Item {n}"}
    if model is Paper:
        return {**row, "title": f"Paper {n}"}
    return {
        **row,
        "board": row_id("boa", n // 3 % BOARDS),
        "text": f"Action {n}",
        "owner": row_id("per", n % PEOPLE),
    }


def _report(n: int) -> dict:
    return {
        "id": row_id("rep", n),
        "meeting": row_id("mee", n // 2),
        "person": row_id("per", n % PEOPLE),
        "text": f"What was said at {n}",
        "logged_at": NOW - timedelta(days=n % 500),
    }


def _attendance(n: int) -> dict:
    return {
        "id": row_id("att", n),
        "meeting": row_id("mee", n // 2),
        "person": row_id("per", n % PEOPLE),
        "state": "present",
    }


def entry_days(seed: int = SEED) -> list[tuple[date, int]]:
    """The day of each time entry beside its number, as they were planted."""
    chance = random.Random(seed)
    return [(_entry(n, chance)["day"], n) for n in range(ENTRIES)]


def _entry(n: int, chance: random.Random) -> dict:
    return {
        "id": row_id("tim", n),
        "person": row_id("per", n % PEOPLE),
        "day": TODAY - timedelta(days=chance.randrange(600)),
        "kind": KINDS[n % 4],
        "minutes": chance.randrange(10, 180, 5),
        "meeting": row_id("mee", n % MEETINGS),
        "state": "accepted",
    }
