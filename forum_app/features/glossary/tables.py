"""The glossary, as people meet it."""

from collections.abc import Mapping
from typing import Any

from ...fields import Choice, Date, LongText, Text
from ...models import glossary as models
from ...records.errors import RuleBroken
from ...records.registry import Column, Table, register

STATES = (("checked", "Checked"), ("asked", "Asked"))
LONGEST_SHORT = 20


def says_what_it_is(values, _before, _viewer) -> None:
    """A term has a short form, and is checked only once it says what it stands for, and when."""
    if not values["short"]:
        raise RuleBroken("short", "Write the short form, like SEND.")
    if values["state"] == "checked" and not (values["stands_for"] and values["checked_on"]):
        raise RuleBroken("stands_for", "Write what it stands for, and the day it was checked.")


def is_checked_by_whoever_explains_it(values, before, viewer) -> Mapping[str, Any]:
    """As on its own page: what the coordinator writes is checked today."""
    said = before is None or any(values[name] != before[name] for name in ("stands_for", "meaning", "source"))
    return {"state": "checked", "checked_on": viewer.today} if said and values["stands_for"] else {}


register(
    Table(
        "glossary",
        models.GlossaryTerm,
        "Glossary",
        (
            Column("short", "Short form", Text(LONGEST_SHORT), fixed=True),
            Column("stands_for", "Stands for", Text(200), needed=True),
            Column("meaning", "In plain words", LongText(600)),
            Column("checked_on", "Checked", Date(), fixed=True),
            Column("source", "Source", Text(200)),
            Column("state", "State", Choice(STATES), fixed=True),
        ),
        order=("short",),
        natural_key="short",
        checks=(says_what_it_is,),
        title=lambda row: row.short,
        along=is_checked_by_whoever_explains_it,
        change="explain_term",
        bin="bin_term",
    )
)
