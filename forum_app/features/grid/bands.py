"""One page of a table as it stands on the screen: heads of groups and rows between them, in one order."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...permissions.roles import Viewer
from ...records import groups, listing, totals
from ...records.groups import Bunch
from ...records.listing import Row
from ...records.registry import Table
from ...records.shown import Shown
from ...records.totals import Tally
from ...records.views import FOLDED

TOO_MANY = f"That makes more than {groups.MOST_GROUPS} groups, so the rows stand ungrouped."


@dataclass(frozen=True)
class Head:
    """The head of a group. `depth` 0 or 1; `rows` in it, which a folded one keeps to itself."""

    bunch: Bunch
    depth: int
    folded: bool


@dataclass
class Band:
    """Rows that stand together, under the head of their group if there is one."""

    head: Head | None = None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """What is on the screen. `tally` is of the whole view; None when it has too many rows to count."""

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
        found = groups.bunches(viewer, table, asked)
        if len(found) <= groups.MOST_GROUPS:
            return _grouped(viewer, table, asked, after, turned, found)
        asked = replace(asked, groups=(), told=(*asked.told, TOO_MANY))
    page = listing.page_of(viewer, table, after, listing.SIZE, asked)
    tally = totals.whole(viewer, table, asked, any_size=counted)
    return Sheet([Band(None, page.rows)], tally, page.previous, page.next, asked.told)


def _grouped(
    viewer: Viewer, table: Table, asked: Shown, after: str | None, turned: frozenset[str], found: list[Bunch]
) -> Sheet:
    deep = len(asked.groups) > 1
    outer = groups.outer(viewer, table, asked, found) if deep else []
    begins_folded = asked.view.folds == FOLDED
    folded = {one.keys for one in (*outer, *found) if (one.token in turned) != begins_folded}
    open_ones = [one for one in found if one.keys not in folded and one.keys[:1] not in folded]
    page = None
    if open_ones:
        where = _where(asked, outer, found, folded, open_ones)
        page = listing.page_of(viewer, table, after, listing.SIZE, asked, *where)
    rows = page.rows if page else []
    there = _on_this_page(found, open_ones, rows, page)
    tally = _all(found) or totals.whole(viewer, table, asked)
    return Sheet(
        _bands(outer, there, folded, rows),
        tally,
        page.previous if page else None,
        page.next if page else None,
        asked.told,
    )


def _where(asked: Shown, outer: list[Bunch], found: list[Bunch], folded: set, open_ones: list[Bunch]) -> list:
    """The condition for the rows of open groups, by whichever are fewer."""
    if len(open_ones) == len(found):
        return []
    closed = [one for one in outer if one.keys in folded]
    closed += [
        one for one in found if one.keys in folded and (len(one.keys) == 1 or one.keys[:1] not in folded)
    ]
    if len(closed) <= len(open_ones):
        return [groups.outside(asked.groups, closed)]
    return [groups.inside(asked.groups, open_ones)]


def _on_this_page(found: list[Bunch], open_ones: list[Bunch], rows: list[Row], page) -> list[Bunch]:
    """The groups from the first row's to the last row's, with the folded ones among them."""
    if not rows:
        return found
    at = {bunch.keys: n for n, bunch in enumerate(found)}
    showing = {bunch.keys for bunch in open_ones}
    first = at.get(rows[0].keys, 0) if page.previous else 0
    while first and found[first - 1].keys not in showing:
        first -= 1
    last = at.get(rows[-1].keys, len(found) - 1) if page.next else len(found) - 1
    return found[first : last + 1]


def _bands(outer: list[Bunch], there: Sequence[Bunch], folded: set, rows: list[Row]) -> list[Band]:
    by_keys: dict[tuple, list[Row]] = {}
    for row in rows:
        by_keys.setdefault(row.keys, []).append(row)
    above = {one.keys: one for one in outer}
    bands: list[Band] = []
    before = None
    for bunch in there:
        head = above.get(bunch.keys[:1]) if outer else None
        if head is not None and head is not before:
            bands.append(Band(Head(head, 0, head.keys in folded)))
            before = head
        if head is None or head.keys not in folded:
            bands.append(
                Band(Head(bunch, 1 if outer else 0, bunch.keys in folded), by_keys.get(bunch.keys, []))
            )
    return bands


def _all(found: list[Bunch]) -> Tally | None:
    tally = found[0].tally if found else None
    for bunch in found[1:]:
        tally = tally + bunch.tally if tally else bunch.tally
    return tally
