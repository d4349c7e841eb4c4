"""Saved views, as people meet them in a table of their own."""

from ...fields import Choice, Moment, Number, Person, RecordLink, Text
from ...models import views as models
from ...records import registry
from ...records.errors import RuleBroken
from ...records.registry import Column, Table, register
from ...records.views import PARTS

LONGEST_NAME, LONGEST_WHY, LARGEST = 60, 200, 20_000
SHOWN_TO = (
    ("everybody", "Everybody in the forum"),
    ("rep", "Representatives"),
    ("steering", "The steering group"),
    ("cochair", "The co-chairs"),
    ("treasurer", "The treasurer"),
    ("coordinator", "The coordinator alone"),
    ("board", "Whoever sits on a board"),
)
LOCKED = "This look is locked, so it stays as it is. Unlock it first, or save yours beside it."


def has_a_name(values, _before, _viewer) -> None:
    if not values["name"]:
        raise RuleBroken("name", "Give the view a name.")


def says_who_for(values, _before, _viewer) -> None:
    if values["shown_to"] == "board" and not values["board"]:
        raise RuleBroken("board", "Choose the board whose seats it is for.")


def is_a_look_at_a_table(values, before, _viewer) -> None:
    """What an address may say of one of our tables, and nothing else."""
    if before and all(before[name] == values[name] for name in ("table", "params")):
        return
    if values["table"] not in {table.name for table in registry.tables()}:
        raise RuleBroken("table", "There is no such table.")
    params = values["params"]
    lists = all(isinstance(said, list) for said in params.values())
    if not lists or params.keys() - set(PARTS) or len(repr(params)) > LARGEST or not _are_texts(params):
        raise RuleBroken("params", "That look could not be read.")


def _are_texts(params) -> bool:
    return all(isinstance(one, str) for said in params.values() for one in said)


def keeps_its_look_while_locked(values, before, _viewer) -> None:
    """A lock is opened by an act of its own: undo and paste do not reach under it."""
    if before and before["locked_at"] and values["locked_at"]:
        if any(before[name] != values[name] for name in ("params", "name", "table")):
            raise RuleBroken("", LOCKED)
    if values["locked_at"] and values["person"]:
        raise RuleBroken("", "A view of one's own is not locked: nobody else can change it.")


register(
    Table(
        "saved-views",
        models.SavedView,
        "Saved views",
        (
            Column("name", "Name", Text(LONGEST_NAME)),
            Column("table", "Table", Text(60)),
            Column("person", "Whose", Person(), help="Empty when it is shared"),
            Column("shown_to", "Shared with", Choice(SHOWN_TO)),
            Column("board", "Board", RecordLink()),
            Column("position", "Place", Number(whole=True, least=0), adds=False),
            Column("locked_at", "Locked", Moment()),
            Column("locked_by", "Locked by", Person()),
            Column("locked_because", "Why it is locked", Text(LONGEST_WHY)),
        ),
        order=("table", "position", "name"),
        checks=(has_a_name, says_who_for, is_a_look_at_a_table, keeps_its_look_while_locked),
    )
)
