"""The tables about partners, as people meet them."""

from collections.abc import Mapping
from typing import Any

from ...fields import Date, Email, LongText, RecordLink, RecordLinks, Text
from ...models import organisations as models
from ...models.boards import Board
from ...records.errors import RuleBroken
from ...records.made import LinksFrom
from ...records.registry import Column, Table, register
from ...records.unique_names import named_once
from .rules import short_name_of


def has_a_name(values, _before, _viewer) -> None:
    if not values["name"]:
        raise RuleBroken("name", "Write the name.")


def called_something(values, _before, _viewer) -> Mapping[str, Any]:
    """In lists it goes by its name until somebody says better."""
    return {"short_name": values["short_name"] or short_name_of(values["name"])}


def follows_another(values, _before, _viewer) -> None:
    if values["successor"] and values["successor"] == values["id"]:
        raise RuleBroken("successor", "An organisation cannot follow itself.")


def ends_after_it_starts(values, _before, _viewer) -> None:
    started, ended = values["started_on"], values["ended_on"]
    if started and ended and ended < started:
        raise RuleBroken("ended_on", "An organisation ends after it starts.")


register(
    Table(
        "organisations",
        models.Organisation,
        "Organisations",
        (
            Column("name", "Name", Text(200), needed=True),
            Column("short_name", "Short name", Text(60)),
            Column("plain_name", "In a sentence", Text(60), help="As one says it: council, ICB"),
            Column("sector", "Sector", Text(60)),
            Column("boards", "Boards it hosts", RecordLinks(), made=LinksFrom(Board.host)),
            Column("note", "Note", LongText(2_000)),
            Column("started_on", "Started", Date()),
            Column("ended_on", "Ended", Date(), fixed=True),
            Column("successor", "Followed by", RecordLink(), fixed=True),
        ),
        natural_key="name",
        checks=(has_a_name, named_once(models.Organisation), follows_another, ends_after_it_starts),
        along=called_something,
        change="edit_record",
        add="add_record",
    )
)

register(
    Table(
        "departments",
        models.Department,
        "Departments",
        (
            Column("name", "Name", Text(200), needed=True),
            Column("organisation", "Organisation", RecordLink(), fixed=True),
        ),
        checks=(has_a_name,),
        change="edit_record",
        bin="bin_record",
    )
)

register(
    Table(
        "contacts",
        models.Contact,
        "Partner officers",
        (
            Column("name", "Name", Text(200), needed=True),
            Column("role_title", "Role", Text(200)),
            Column("organisation", "Organisation", RecordLink()),
            Column("department", "Department", RecordLink()),
            Column("email", "Email", Email(), help="Their address at work"),
            Column("left_on", "Left", Date(), fixed=True),
        ),
        checks=(has_a_name,),
        change="edit_record",
        add="add_record",
        bin="bin_record",
    )
)
