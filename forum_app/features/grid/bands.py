"""One page of a table as it stands on the screen: heads of groups and rows between them, in one order."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...permissions.roles import Viewer
from ...records import groups, listing, totals
from ...records.groups import Bunch
from ...records.listing import Page, Row
from ...records.registry import Table
from ...records.shown import Shown
from ...records.totals import Tally
from ...records.views import FOLDED

HEADS = listing.SIZE  # of groups on one page, at most
GROUP = "g"  # with the token of a group behind it: a page that begins there, not behind a row
TOO_MANY = f"That makes more than {groups.MOST_GROUPS:,} groups, so the rows stand ungrouped."
TOO_MANY_UNFOLDED = f"{TOO_MANY} Begin folded, and open them one by one."


@dataclass(frozen=True)
class Head:
    """The head of a group. `depth` 0 or 1; `again`: it stood on the page before, and its group goes on."""

    bunch: Bunch
    words: str
    depth: int
    folded: bool
    again: bool = False


@dataclass
class Band:
    """Rows that stand together, under the head of their group if there is one."""

    head: Head | None = None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """What is on the screen. `tally` is of the whole view; None when it has too many rows to count.

    `previous` and `next` go into the address as `after`; None where there is no more.
    """

    bands: list[Band]
    tally: Tally | None
    previous: str | None
    next: str | None
    told: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it has neither a row nor the head of a group."""
        return not any(band.head or band.rows for band in self.bands)

    @property
    def ends_with_groups(self) -> bool:
        """Whether what comes next begins with the head of a group."""
        return self.next is not None and self.next.startswith(GROUP)

    @property
    def rows(self) -> list[Row]:
        return [row for band in self.bands for row in band.rows]


def sheet(
    viewer: Viewer,
    table: Table,
    asked: Shown,
    after: str | None,
    turned: frozenset[str],
    *,
    counted: bool = False,
) -> Sheet:
    """The page that follows `after`; `turned`: the groups that are not folded or open as the view has it.

    `counted`: the whole is counted however large it is.
    """
    if not asked.columns:
        return Sheet([], None, None, None, asked.told)
    if asked.groups:
        found = _found(viewer, table, asked, turned)
        if len(found) <= groups.MOST_GROUPS:
            return _grouped(viewer, table, asked, after, turned, found)
        told = TOO_MANY if len(asked.groups) == 1 or asked.view.folds == FOLDED else TOO_MANY_UNFOLDED
        asked = replace(asked, groups=(), told=(*asked.told, told))
    page = listing.page_of(viewer, table, after, listing.SIZE, asked)
    tally = totals.whole(viewer, table, asked, any_size=counted)
    return Sheet([Band(None, page.rows)], tally, page.previous, page.next, asked.told)


def _found(viewer: Viewer, table: Table, asked: Shown, turned: frozenset[str]) -> list[Bunch]:
    """The inmost groups in order. If all begin folded, an outer one stands for its own until opened."""
    if len(asked.groups) == 1 or asked.view.folds != FOLDED:
        return groups.bunches(viewer, table, asked)
    outer = groups.bunches(viewer, table, asked.by_first)
    opened = [one for one in outer if one.token in turned]
    if not opened:
        return outer
    inner: dict[tuple, list[Bunch]] = {}
    for one in groups.bunches(viewer, table, asked.narrowed_by(groups.inside(asked.groups, opened))):
        inner.setdefault(one.keys[:1], []).append(one)
    return [one for above in outer for one in inner.get(above.keys, [above])]


def _grouped(
    viewer: Viewer, table: Table, asked: Shown, after: str | None, turned: frozenset[str], found: list[Bunch]
) -> Sheet:
    every = _Groups.of(asked, turned, found)
    begin = every.named(after)
    # A page that begins at a group goes no further than its heads do; one that goes on from a row may.
    showing = every.open_ones(begin, every.fitting(begin, len(found)) if begin else len(found))
    page = Page(asked.columns, [], None, None)
    if showing:
        where = every.where(asked, showing)
        page = listing.page_of(viewer, table, after, listing.SIZE, asked, *where)
    first, last = every.stretch(page, showing) if page.rows else (begin, len(found))
    first = max(first, begin)
    end = every.fitting(first, last)
    there, rows, on = found[first:end], page.rows, page.next
    if end < last:
        kept = {bunch.keys for bunch in there}
        rows, on = [row for row in rows if row.keys in kept], GROUP + found[end].token
    before = GROUP + found[max(begin - HEADS, 0)].token if begin else page.previous
    heads = _Heads(viewer, table, asked, every.folded, _again(found[:first], rows, page.follows))
    tally = groups.whole(found) or totals.whole(viewer, table, asked)
    return Sheet(_bands(heads, every.outer, there, rows), tally, before, on, asked.told)


def _again(before: list[Bunch], rows: list[Row], follows: tuple | None) -> set:
    """The keys of the groups that go on from the page before: the outer one, and that of its last row."""
    keys = {bunch.keys[:1] for bunch in before[-1:]}
    return keys | {follows, follows[:1]} if follows and rows and rows[0].keys == follows else keys


@dataclass(frozen=True)
class _Groups:
    """The groups of a view in order: `found`, the inmost, and `outer`, where it groups by two columns.

    `folded`: the keys of those that are. A stretch is told by its first and the one behind its last.
    """

    found: list[Bunch]
    outer: list[Bunch]
    folded: set

    @classmethod
    def of(cls, asked: Shown, turned: frozenset[str], found: list[Bunch]) -> "_Groups":
        """`turned`: the groups that are not folded or open as the view has it."""
        outer = groups.outer(found) if len(asked.groups) > 1 else []
        begins_folded, every = asked.view.folds == FOLDED, (*outer, *found)
        folded = {one.keys for one in every if (bool(turned) and one.token in turned) != begins_folded}
        return cls(found, outer, folded)

    def named(self, after: str | None) -> int:
        """The group that `after` names, or the first one within it; the first of all when it names none."""
        if not after or after[0] != GROUP:
            return 0
        tokens = ((one.token, groups.token_of(one.keys[:1])) for one in self.found)
        return next((n for n, either in enumerate(tokens) if after[1:] in either), 0)

    def open_ones(self, first: int, last: int) -> set:
        """The keys of those whose rows show."""
        return {one.keys for one in self.found[first:last] if not {one.keys, one.keys[:1]} & self.folded}

    def fitting(self, first: int, last: int) -> int:
        """How far one gets from the first before there are more heads than a page has."""
        heads, above = 0, None
        for number, bunch in enumerate(self.found[first:last], first):
            if self.outer:
                heads += bunch.keys[:1] != above
                above = bunch.keys[:1]
            heads += above not in self.folded
            if heads > HEADS and number > first:
                return number
        return last

    def where(self, asked: Shown, showing: set) -> list:
        """The condition for the rows that show, by whichever groups are fewer."""
        if len(showing) == len(self.found):
            return []
        closed = [one for one in self.outer if one.keys in self.folded]
        above = {one.keys for one in closed}
        closed += [one for one in self.found if one.keys not in showing and one.keys[:1] not in above]
        if len(closed) <= len(showing):
            return [groups.outside(asked.groups, closed)]
        return [groups.inside(asked.groups, [one for one in self.found if one.keys in showing])]

    def stretch(self, page: Page, showing: set) -> tuple[int, int]:
        """From the group that a page of rows follows or begins with to that of its last row or the end."""
        at = {bunch.keys: n for n, bunch in enumerate(self.found)}
        last = at.get(page.rows[-1].keys, len(self.found) - 1) + 1 if page.next else len(self.found)
        if not page.previous:
            return 0, last
        first = at.get(page.rows[0].keys, 0)
        if page.follows in at:
            return min(first, at[page.follows] + (page.follows != page.rows[0].keys)), last
        while first and self.found[first - 1].keys not in showing:
            first -= 1
        return first, last


@dataclass(frozen=True)
class _Heads:
    """Makes heads of groups. `folded`: the keys of those that are; `again`: that stood on the page before."""

    viewer: Viewer
    table: Table
    asked: Shown
    folded: set
    again: set

    def of(self, depth: int, bunches: Sequence[Bunch]) -> dict[tuple, Head]:
        """By their keys."""
        called = groups.called(self.viewer, self.table, self.asked.groups[depth], bunches)
        return {
            one.keys: Head(one, words, depth, one.keys in self.folded, one.keys in self.again)
            for one, words in zip(bunches, called, strict=True)
        }


def _bands(heads: _Heads, outer: list[Bunch], there: list[Bunch], rows: list[Row]) -> list[Band]:
    by_keys: dict[tuple, list[Row]] = {}
    for row in rows:
        by_keys.setdefault(row.keys, []).append(row)
    here = {bunch.keys[:1] for bunch in there}
    above = heads.of(0, [one for one in outer if one.keys in here])
    inner = (
        heads.of(1, [one for one in there if one.keys[:1] not in heads.folded])
        if outer
        else heads.of(0, there)
    )
    bands: list[Band] = []
    for bunch in there:
        if (head := above.pop(bunch.keys[:1], None)) is not None:
            bands.append(Band(head))
        if bunch.keys in inner:
            bands.append(Band(inner[bunch.keys], by_keys.get(bunch.keys, [])))
    return bands
