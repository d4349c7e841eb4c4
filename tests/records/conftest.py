"""The tables, people and rows that these stories are told with."""

from datetime import UTC, datetime

import pytest

from forum_app.db import unguarded
from forum_app.fields import Choice, Date, LongText, Minutes, Money, Phone, RecordLink, Text
from forum_app.models.boards import Board
from forum_app.models.control import Aside, Marking, NamedPerson
from forum_app.models.meetings import Decision, Meeting
from forum_app.models.money import Posting, TimeEntry
from forum_app.models.organisations import Organisation
from forum_app.models.people import Person, Role
from forum_app.permissions.abilities import Grant
from forum_app.permissions.roles import Viewer
from forum_app.records import registry
from forum_app.records.errors import RuleBroken
from forum_app.records.registry import Column, Table
from forum_app.records.write import Add, many


def ident(name: str) -> str:
    """A name in the form of an id."""
    return f"rec{name:0<14}"


becky, bryony, priya, board = map(ident, ("becky", "bryony", "priya", "board"))
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def other_says_what(values, _before, _viewer) -> None:
    if values["kind"] == "other" and not values["words"]:
        raise RuleBroken("words", "Say what it was.")


TABLES = (
    Table(
        "people",
        Person,
        "People",
        (
            Column("name", "Name", Text()),
            Column("town", "Town", Text()),
            Column("phone", "Phone", Phone(), audience="self_team"),
        ),
        order=("sort_name",),
        natural_key="name",
    ),
    Table("organisations", Organisation, "Organisations", (Column("name", "Name", Text()),)),
    Table(
        "boards",
        Board,
        "Boards",
        (Column("name", "Name", Text(longest=40)), Column("host", "Host", RecordLink())),
    ),
    Table("meetings", Meeting, "Meetings", (Column("board", "Board", RecordLink()),), order=("-starts_at",)),
    Table("markings", Marking, "Markings", (Column("name", "Name", Text()),)),
    Table("roles", Role, "Roles", (Column("role", "Role", Text()),), order=("role",)),
    Table("asides", Aside, "Asides", (Column("person", "Person", RecordLink()),), order=("person",)),
    Table("named-people", NamedPerson, "Named people", (Column("person", "Person", RecordLink()),)),
    Table(
        "decisions",
        Decision,
        "Decisions",
        (
            Column("text", "What", LongText()),
            Column("owner", "Who", RecordLink()),
            Column("due_on", "Due", Date()),
            Column("state", "State", Choice(["open", "done", "agreed", "noted", "waiting"])),
        ),
        order=("due_on",),
        title=lambda row: row.text,
    ),
    Table(
        "time-entries",
        TimeEntry,
        "Time",
        (
            Column("person", "Person", RecordLink()),
            Column("day", "Day", Date()),
            Column("kind", "Kind", Text()),
            Column("minutes", "Minutes", Minutes()),
            Column("words", "What", Text()),
        ),
        order=("-day",),
        checks=(other_says_what,),
    ),
    Table(
        "postings",
        Posting,
        "Money",
        (Column("pence", "Amount", Money(least=-1_000_000_00)), Column("account", "Where", Text())),
    ),
)


@pytest.fixture(autouse=True)
def tables(monkeypatch):
    """These tables and no others, whatever else the process has loaded."""
    monkeypatch.setattr(registry, "_by_name", {table.name: table for table in TABLES})
    monkeypatch.setattr(registry, "_by_model", {table.model: table for table in TABLES})


def viewer(name: str, *roles: str, **more) -> Viewer:
    more = {"now": NOW, "cleared": True} | more
    return Viewer(person_id=ident(name), name=name.capitalize(), roles=frozenset({"member", *roles}), **more)


def leave(who: Viewer, act: str = "") -> Grant:
    """Leave to write, as `require` gives it: the coordinator edits any record, others their own."""
    return Grant(who, act or ("edit_record" if who.has("coordinator") else "edit_own"))


BRYONY = viewer("bryony", "coordinator")
PRIYA = viewer("priya", "rep")
BECKY = viewer("becky", "rep")


@pytest.fixture
def forum(database):
    """Three people and a board, planted as the demo plants them."""
    planter = Grant(Viewer(now=NOW, name="the demo", roles=frozenset({"command"})), "load_demo")
    people = [
        Add(
            Person,
            {"name": name.capitalize(), "sort_name": name, "town": "Saltmere", "phone": "01632 960001"},
            ident(name),
        )
        for name in ("becky", "bryony", "priya")
    ]
    many(planter, [*people, Add(Board, {"name": "Short Breaks", "kind": "Operational"}, board)], via="demo")
    return planter


def rows_of(model) -> list:
    with unguarded("a test looks at what is really there"):
        return list(model.select().order_by(model.id))


def row_of(model, row_id: str):
    with unguarded("a test looks at what is really there"):
        return model.get_by_id(row_id)
