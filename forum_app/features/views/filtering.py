"""A filter as a form has it: lines and groups, each at its place, changed one step at a time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...fields import Problem
from ...fields.clean import clean
from ...fields.ids import looks_like_id
from ...fields.kind import EMPTINESS
from ...fields.words import sentence
from ...models.base import Record
from ...permissions.roles import Viewer
from ...records import filters
from ...records.columns import visible
from ...records.conditions import problem_of
from ...records.filters import OWN_WORDS, WITHIN, Branch, Leaf
from ...records.picking import Finder
from ...records.registry import Column, Table
from ...records.several import holds_several

GROUP, COLUMN, OPERATOR, VALUE, DO = "a", "c", "o", "v", "do"
ADD, INNER, OUT, APPLY = "add", "group", "out", "apply"
LONGEST_VALUE, MOST_VALUES = 500, 60
PLACE = re.compile(r"([ac])((?:\.\d{1,2}){0,9})")
SEVERAL = frozenset({"is_any_of", "is_none_of", "has_any_of", "has_all_of", "has_none_of"})
FULL = f"That is as much as one filter holds: {filters.MOST_LEAVES} conditions. Take one out first."
DEEP = f"Groups go {filters.DEEPEST} deep at most."
CHOOSE = "Choose a column."
SAID_AS = {"my boards": "my-boards", "one of my boards": "my-boards", "me": "me", "myself": "me"}


@dataclass(frozen=True)
class Line:
    """One condition as it stands in the form. `wrong`: what is to be put right beside its box."""

    place: str
    column: str = ""
    operator: str = ""
    values: tuple[str, ...] = ()
    wrong: str = ""

    @property
    def blank(self) -> bool:
        return not self.column and not any(self.values)


@dataclass(frozen=True)
class Group:
    """Lines and groups of which every one has to hold, or any one. `place` is "" for the outermost."""

    place: str = ""
    every: bool = True
    parts: tuple["Line | Group", ...] = ()

    def lines(self) -> Iterator[Line]:
        for part in self.parts:
            if isinstance(part, Line):
                yield part
            else:
                yield from part.lines()


@dataclass(frozen=True)
class Filling:
    """The form at one moment. `told`: what it cannot do; `new`: the place that was added last."""

    group: Group
    told: tuple[str, ...] = ()
    new: str = ""

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.group.lines() if line.wrong]


def from_tree(tree: Branch) -> Filling:
    """The form for a filter that stands; an empty one begins with a line to fill in."""
    return Filling(_numbered(_with_a_line(_plain(tree))))


def _plain(tree: Branch) -> Group:
    parts = (
        Line("", part.column, part.operator, part.values) if isinstance(part, Leaf) else _plain(part)
        for part in tree.parts
    )
    return Group("", tree.every, tuple(parts))


def from_form(viewer: Viewer, table: Table, args: Mapping[str, Sequence[str]]) -> Filling:
    """What the form was sent with, and the step that its button asks for."""
    group = _with_a_line(_group(args, "", _children(args)))
    group = _fitting(group, {column.name: column for column in visible(viewer, table)})
    step, _, place = next(iter(args.get(DO, ())), "").partition(".")
    place = f".{place}" if place else ""
    if step == APPLY:
        return _checked(viewer, table, group)
    return _after(group, step, place)


def _children(args: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[int, str]]]:
    """What stands in each group: (number, kind), in their order."""
    found: dict[str, dict[int, str]] = {}
    for name in args:
        if (at := PLACE.fullmatch(name)) and at[2]:
            above, _, number = at[2].rpartition(".")
            found.setdefault(above, {}).setdefault(int(number), at[1])
    return {above: sorted(kinds.items()) for above, kinds in found.items()}


def _group(args: Mapping[str, Sequence[str]], place: str, children: dict) -> Group:
    parts: list[Line | Group] = []
    for number, kind in children.get(place, ()):
        at = f"{place}.{number}"
        if kind == GROUP:
            parts.append(_group(args, at, children))
        else:
            values = [clean(one)[:LONGEST_VALUE] for one in args.get(VALUE + at, ())[:MOST_VALUES]]
            parts.append(Line(at, _first(args, COLUMN + at), _first(args, OPERATOR + at), tuple(values)))
    return Group(place, _first(args, GROUP + place) != filters.ANY, tuple(parts))


def _first(args: Mapping[str, Sequence[str]], name: str) -> str:
    return clean(next(iter(args.get(name, ())), ""))[:100]


def _fitting(group: Group, seen: Mapping[str, Column]) -> Group:
    """A column that was changed begins with its first question; one that is not there is none at all."""
    parts = tuple(
        _fitting(part, seen) if isinstance(part, Group) else _line_fitting(part, seen) for part in group.parts
    )
    return replace(group, parts=parts)


def _line_fitting(line: Line, seen: Mapping[str, Column]) -> Line:
    column = seen.get(line.column)
    if column is None:
        return replace(line, column="", operator="")
    if line.operator in column.kind.operators:
        return line
    return replace(line, operator=column.kind.operators[0], values=())


def _after(group: Group, step: str, place: str) -> Filling:
    """The form after one step: a line or a group more, or one less."""
    if step == OUT:
        return Filling(_numbered(_with_a_line(_without(group, place))))
    if step not in (ADD, INNER):
        return Filling(_numbered(group))
    if len(list(group.lines())) >= filters.MOST_LEAVES:
        return Filling(_numbered(group), (FULL,))
    if step == INNER and place.count(".") + 2 > filters.DEEPEST:
        return Filling(_numbered(group), (DEEP,))
    added: Line | Group = (
        Line("") if step == ADD else Group(every=not group.every, parts=(Line(""), Line("")))
    )
    grown = _numbered(_with(group, place, added))
    new = _last_line(grown, place) if grown != _numbered(group) else ""
    return Filling(grown, new=new)


def _with_a_line(group: Group) -> Group:
    """A form always has a line to fill in."""
    return group if group.parts else replace(group, parts=(Line(".0"),))


def _with(group: Group, place: str, added: "Line | Group") -> Group:
    if group.place == place:
        return replace(group, parts=(*group.parts, added))
    parts = tuple(_with(part, place, added) if isinstance(part, Group) else part for part in group.parts)
    return replace(group, parts=parts)


def _without(group: Group, place: str) -> Group:
    kept = (part for part in group.parts if part.place != place)
    parts = (_without(part, place) if isinstance(part, Group) else part for part in kept)
    return replace(group, parts=tuple(part for part in parts if isinstance(part, Line) or part.parts))


def _numbered(group: Group, place: str = "") -> Group:
    """Places counted anew, so that none is missing."""
    parts = tuple(
        _numbered(part, f"{place}.{number}")
        if isinstance(part, Group)
        else replace(part, place=f"{place}.{number}")
        for number, part in enumerate(group.parts)
    )
    return replace(group, place=place, parts=parts)


def _last_line(group: Group, place: str) -> str:
    """The first line of what was added last in the group at this place."""
    for part in group.parts:
        if isinstance(part, Group) and place.startswith(part.place + "."):
            return _last_line(part, place)
        if isinstance(part, Group) and part.place == place:
            return _first_of(part.parts[-1])
    return _first_of(group.parts[-1])


def _first_of(part: "Line | Group") -> str:
    return part.place if isinstance(part, Line) else _first_of(part.parts[0])


def _checked(viewer: Viewer, table: Table, group: Group) -> Filling:
    """Every line read as it will be asked; what cannot be is told beside its box."""
    found = Filling(_numbered(_read(viewer, table, group)))
    told = isinstance(filters.read(filters.written(tree_of(found.group))), Problem)
    return replace(found, told=(filters.TOO_MUCH,)) if told and not found.wrong else found


def _read(viewer: Viewer, table: Table, group: Group) -> Group:
    parts = tuple(
        _read(viewer, table, part) if isinstance(part, Group) else _line_read(viewer, table, part)
        for part in group.parts
    )
    return replace(group, parts=parts)


def _line_read(viewer: Viewer, table: Table, line: Line) -> Line:
    if line.blank:
        return line
    if not line.column:
        return replace(line, wrong=CHOOSE)
    values = tuple(one for one in line.values if one)
    if line.operator in EMPTINESS:
        values = ()
    elif line.operator != "between" and not takes_several(table.by_name[line.column], line.operator):
        values = values[:1]
    target = table.target(line.column)
    if target is not None and line.operator != WITHIN:
        found = _meant(viewer, target, values)
        if isinstance(found, Problem):
            return replace(line, wrong=sentence(found.words))
        values = found
    wrong = problem_of(viewer, table, Leaf(line.column, line.operator, values))
    return replace(line, wrong=wrong) if wrong else replace(line, values=values)


def _meant(viewer: Viewer, target: type[Record], typed: Sequence[str]) -> tuple[str, ...] | Problem:
    """Ids of the records whose names were typed, or what is said of oneself."""
    own, finder = OWN_WORDS.get(target, {}), Finder(viewer, target)
    finder.learn(typed)
    found: dict[str, None] = {}
    for one in typed:
        said = SAID_AS.get(" ".join(one.casefold().split()), one)
        meant = said if said in own or looks_like_id(said) else finder.guess(said)
        if isinstance(meant, Problem):
            return meant
        found[meant] = None
    return tuple(found)


def takes_several(column: Column, operator: str) -> bool:
    """Whether a question is answered with some of a list."""
    return operator in SEVERAL or holds_several(column)


def tree_of(group: Group) -> Branch:
    """The filter that the form stands for; lines left blank ask nothing."""
    parts: list[Leaf | Branch] = []
    for part in group.parts:
        if isinstance(part, Line):
            parts += [] if part.blank else [Leaf(part.column, part.operator, part.values)]
        elif (inner := tree_of(part)).parts:
            parts.append(inner)
    return Branch(tuple(parts), group.every)
