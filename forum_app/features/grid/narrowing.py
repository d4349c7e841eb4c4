"""What an address asks of a table: conditions as a tree, and one more as somebody fills it in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...fields import OPERATOR_WORDS, Problem
from ...fields.clean import clean
from ...fields.kind import EMPTINESS
from ...permissions.readable import readable
from ...permissions.roles import Viewer
from ...records import filters
from ...records.columns import visible
from ...records.filters import ME, MINE, OWN_WORDS, WITHIN, Branch, Leaf
from ...records.registry import Table

OPERATORS = {name: "is within" if name == WITHIN else words for name, words in OPERATOR_WORDS.items()}
ASKED = ("column", "operator", "value")
TOO_MANY = f"That is as much as one filter holds: {filters.MOST_LEAVES} conditions. Take one out first."


@dataclass(frozen=True)
class Narrowing:
    """The conditions of an address. `typed` is the one being added, with `wrong` beside it; else it is in."""

    tree: Branch
    left_out: tuple[str, ...] = ()
    typed: Mapping[str, str] | None = None
    wrong: str = ""

    @property
    def added(self) -> bool:
        return self.typed is not None and not self.wrong


def narrowing(viewer: Viewer, table: Table, args: Mapping[str, str]) -> Narrowing:
    """What the address and the form in it say."""
    where = args.get("where", "")
    found = filters.read(where) if where else Branch()
    tree, told = (Branch(), (found.words,)) if isinstance(found, Problem) else (found, ())
    if "column" not in args:
        return Narrowing(tree, told)
    typed = {name: clean(args.get(name, ""))[:500] for name in ASKED}
    leaf = _leaf(viewer, table, typed)
    wrong = filters.problem_of(viewer, table, leaf)
    more = replace(tree, parts=(*tree.parts, leaf))
    if not wrong and isinstance(filters.read(filters.written(more)), Problem):
        wrong = TOO_MANY
    return Narrowing(tree if wrong else more, told, typed, wrong)


def _leaf(viewer: Viewer, table: Table, typed: Mapping[str, str]) -> Leaf:
    column, operator, value = (typed[name] for name in ASKED)
    if operator in EMPTINESS:
        return Leaf(column, operator)
    if operator == WITHIN:
        period = "-".join(value.casefold().split()).removeprefix("in-").removeprefix("the-")
        return Leaf(column, operator, (period,))
    parts = [value]
    if operator == "between":
        parts = value.split(" and ")
    elif operator in ("is_any_of", "is_none_of"):
        parts = [part for part in value.split(",") if part.strip()]
    return Leaf(column, operator, tuple(_linked(viewer, table, column, part.strip()) for part in parts))


def _linked(viewer: Viewer, table: Table, column: str, typed: str) -> str:
    """Of a link, the id of the one record that is called so; what leads to nothing stays as it was typed."""
    known = next((one for one in visible(viewer, table) if one.name == column), None)
    target = table.target(column) if known else None
    if target is None:
        return typed
    own = {words: token for token, words in OWN_WORDS.get(target, {}).items()} | {"my boards": MINE, "me": ME}
    if typed.casefold() in own:
        return own[typed.casefold()]
    if "name" not in target._meta.fields:
        return typed
    found = [row.id for row in readable(target, viewer).where(target.name == typed).limit(2)]
    return found[0] if len(found) == 1 else typed


def parts_of(viewer: Viewer, table: Table, tree: Branch) -> Iterator[tuple[str, Branch]]:
    """Each outermost condition in words, and the tree without it."""
    for at, part in enumerate(tree.parts):
        words = filters.sentence(viewer, table, Branch((part,)))
        if words:
            yield words, replace(tree, parts=tree.parts[:at] + tree.parts[at + 1 :])
