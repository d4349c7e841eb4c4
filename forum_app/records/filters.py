"""A filter: conditions on a table's columns, all or any of them, nested as people nest them.

The tree is what an address, a view and a digest keep. `conditions` asks it of rows, `sentences` says it.
"""

import json
from dataclasses import dataclass
from typing import Any

from ..fields import Problem
from ..models.base import Record
from ..models.boards import Board
from ..models.people import Person

DEEPEST, MOST_LEAVES, LONGEST = 8, 50, 8_000
ALL, ANY = "all", "any"
UNREADABLE = "That filter could not be read, so everything is shown."
TOO_MUCH = f"A filter holds at most {MOST_LEAVES} conditions, {DEEPEST} levels deep. This one is left out."
WITHIN, ME, MINE = "within", "me", "my-boards"
OWN_WORDS: dict[type[Record], dict[str, str]] = {Person: {ME: "me"}, Board: {MINE: "one of my boards"}}
_PARTS = ("contains", "does_not_contain", "starts_with")  # a part of a number, say, is no number


def is_part(operator: str) -> bool:
    """Whether it asks for a part of a text, which is no value of its kind."""
    return operator in _PARTS


@dataclass(frozen=True)
class Leaf:
    """One condition. `values` as somebody wrote them, or as a form sent them."""

    column: str
    operator: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Branch:
    """Conditions of which every one has to hold, or any one."""

    parts: tuple["Leaf | Branch", ...] = ()
    every: bool = True


def read(text: str) -> Branch | Problem:
    """The tree that an address holds. A Problem when it is none."""
    if len(text) > LONGEST:
        return Problem(TOO_MUCH)
    try:
        tree = _branch(json.loads(text), 1)
        written(tree).encode()  # halves of letters stand in no address
    except (ValueError, TypeError, KeyError, RecursionError):
        return Problem(UNREADABLE)
    return tree if _size(tree) <= MOST_LEAVES and _depth(tree) <= DEEPEST else Problem(TOO_MUCH)


def written(tree: Branch) -> str:
    """The tree as an address and a view keep it."""
    return json.dumps(_plain(tree), ensure_ascii=False, separators=(",", ":"))


def _plain(part: Leaf | Branch) -> Any:
    if isinstance(part, Leaf):
        return [part.column, part.operator, *part.values]
    return {ALL if part.every else ANY: [_plain(one) for one in part.parts]}


def _branch(found: Any, depth: int) -> Branch:
    ((word, parts),) = found.items() if isinstance(found, dict) else ((None, None),)
    if word not in (ALL, ANY) or not isinstance(parts, list) or depth > LONGEST // 8:
        raise ValueError("neither all nor any")
    return Branch(tuple(_part(part, depth) for part in parts), word == ALL)


def _part(found: Any, depth: int) -> Leaf | Branch:
    if isinstance(found, dict):
        return _branch(found, depth + 1)
    column, operator, *values = found
    if not all(isinstance(one, str) for one in (column, operator, *values)):
        raise ValueError("not in words")
    return Leaf(column, operator, tuple(values))


def _size(part: Leaf | Branch) -> int:
    return 1 if isinstance(part, Leaf) else sum(map(_size, part.parts))


def _depth(part: Leaf | Branch) -> int:
    return 0 if isinstance(part, Leaf) else 1 + max(map(_depth, part.parts), default=0)
