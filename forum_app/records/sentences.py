"""A filter in words, as somebody would say it, and only as far as its viewer may ask it."""

from datetime import date, datetime

from .. import clock
from ..fields import OPERATOR_WORDS, Problem, periods, words
from ..fields.clean import clean
from ..fields.kind import EMPTINESS
from ..permissions.roles import Viewer
from .columns import visible
from .conditions import Columns, asked_of
from .filters import OWN_WORDS, WITHIN, Branch, Leaf, is_part
from .registry import Column, Table
from .several import holds_several
from .titles import titles

UNKNOWN = "one that is not here"
_OF_ONE = {"is_any_of": "is", "is_none_of": "is_not", "has_all_of": "has_any_of"}
_HAS_ONE = {"has_any_of": "has", "has_none_of": "does not have"}


def sentence(viewer: Viewer, table: Table, tree: Branch) -> str:
    """The filter in words: "kind is reading and (day is after 1 September or note is empty)"."""
    columns = {column.name: column for column in visible(viewer, table)}
    return _said(viewer, table, columns, tree, outermost=True)


def said(viewer: Viewer, table: Table, tree: Branch) -> list[tuple[int, str]]:
    """Each outermost condition in words, with its place; a group in brackets unless it stands alone."""
    columns = {column.name: column for column in visible(viewer, table)}
    alone = len(tree.parts) == 1
    each = ((at, _said(viewer, table, columns, part, alone)) for at, part in enumerate(tree.parts))
    return [(at, words) for at, words in each if words]


def _said(
    viewer: Viewer, table: Table, columns: Columns, part: Leaf | Branch, outermost: bool = False
) -> str:
    if isinstance(part, Leaf):
        asked = _can_ask(viewer, table, columns, part)
        return _leaf_said(viewer, table, columns[part.column], part) if asked else ""
    if (together := _as_one(part)) and all(_can_ask(viewer, table, columns, one) for one in part.parts):
        return _leaf_said(viewer, table, columns[together.column], together)
    each = [said for one in part.parts if (said := _said(viewer, table, columns, one))]
    joined = (" and " if part.every else " or ").join(each)
    return joined if outermost or len(each) < 2 else f"({joined})"


def _can_ask(viewer: Viewer, table: Table, columns: Columns, part: Leaf | Branch) -> bool:
    return isinstance(part, Branch) or not isinstance(asked_of(viewer, table, columns, part), Problem)


def _as_one(part: Branch) -> Leaf | None:
    """Any of several "is" of one column, as people say it: "kind is Strategic or Operational"."""
    leaves = [one for one in part.parts if isinstance(one, Leaf) and one.operator == "is" and one.values]
    if (
        part.every
        or len(leaves) < 2
        or len(leaves) < len(part.parts)
        or len({one.column for one in leaves}) > 1
    ):
        return None
    return Leaf(leaves[0].column, "is_any_of", tuple(value for one in leaves for value in one.values))


def _leaf_said(viewer: Viewer, table: Table, column: Column, leaf: Leaf) -> str:
    operator = _OF_ONE.get(leaf.operator, leaf.operator) if len(leaf.values) == 1 else leaf.operator
    words_of = {**OPERATOR_WORDS, **(_HAS_ONE if len(leaf.values) == 1 else {})}
    how = "is" if operator == "is_any_of" else words_of[operator]
    said = f"{words.small(column.label)} {how}"
    shown = [_value_said(viewer, table, column, leaf.operator, one) for one in leaf.values]
    target = table.target(column.name)
    if target is not None and leaf.operator != WITHIN:
        called = titles(target, leaf.values, viewer) | OWN_WORDS.get(target, {})
        shown = [called.get(one, UNKNOWN) for one in leaf.values]
    every = leaf.operator in ("between", "has_all_of") or (leaf.operator == "is" and holds_several(column))
    joined = words.join(shown, "and" if every else "or")
    return f"{said} {joined}" if shown and leaf.operator not in EMPTINESS else said


def _value_said(viewer: Viewer, table: Table, column: Column, operator: str, value: str) -> str:
    """One value of a condition as a sentence has it: a day without its weekday, a part of a text quoted."""
    if operator == WITHIN:
        return periods.said(value)
    if is_part(operator):
        return f"“{value}”"
    if table.target(column.name) is not None:
        return value
    if holds_several(column):
        return column.kind.label(column.kind.find(clean(value)))
    found = column.kind.parse(value, viewer.today)
    if isinstance(found, datetime):
        found = found.astimezone(clock.LONDON).date()
    if isinstance(found, date):
        return words.plain_day(found, viewer.today)
    said = column.kind.show(found, viewer.today)
    return said.lower() if isinstance(found, bool) else said
