"""Puts a pasted email together with the forum's calendar, its reps and what was typed over the dates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ....fields.words import capital, number_of
from .. import queries, rules
from ..queries import ACCESS, Plan, Where
from ..views import facts_of
from .mail import find
from .rows import BOTH, MOST, ONLINE, Row, mark, places, read, rows_found, rows_sent

CHANGED = "The email, its board or the board’s meetings changed, so the dates were found again."


@dataclass
class Sheet:
    """The dates of an email before they are added. `more`: how many over the limit are left out."""

    plan: Plan
    mark: str
    rows: Sequence[Row] = ()
    places: Sequence[tuple[str, str]] = ()
    more: int = 0
    adds: bool = False
    unplaced: bool = False
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def told(self) -> str:
        ticked = sum(row.keep for row in self.rows)
        return capital(f"{number_of(len(self.rows), 'date')} found, {ticked or 'none'} ticked")


def sheet_of(viewer, board_id: str, form, sent) -> Sheet:
    """The sheet of an email; what was typed over its dates counts while all it was made from is as it was.

    Raises NotFound, NotAllowed.
    """
    plan = queries.plan_page(viewer, board_id)
    text, wants = form.email.data, sent.get("do")
    found = find(text, viewer.today, [(venue.id, venue.name) for venue in plan.venues])
    ahead = queries.days_taken(viewer, plan.board)
    taken = ahead & {one.day for one in found if one.day}
    sheet = Sheet(plan, mark(text, board_id, taken), more=max(0, len(found) - MOST))
    sheet.rows = rows_found(found, plan, taken, viewer.today)
    sheet.places = places(plan, found)
    as_it_was = sent.get("mark") == sheet.mark
    if as_it_was and wants in {"look", "add"}:
        offered = {value for value, _ in sheet.places}
        rows_sent(sheet.rows, sent, sent.getlist("keep"), offered, form.new_venue.data or "")
    elif wants == "add":
        form.status = 409
        form.refuse("", CHANGED)
    read(sheet.rows, viewer.today)
    sheet.wrong = [wrong for row in sheet.rows for wrong in row.wrong]
    sheet.adds = as_it_was and wants == "add" and not sheet.wrong
    sheet.unplaced = any(not row.where for row in sheet.rows)
    _check(viewer, sheet, ahead)
    return sheet


def _check(viewer, sheet: Sheet, ahead: set[date]) -> None:
    """What the calendar says of each date that can be read, and who cannot come. Ten statements at most."""
    plan, year, today = sheet.plan, queries.year_of(viewer), viewer.today
    # Of a day that is past, or known already, there is nothing to weigh unless it was ticked.
    new = [row for row in sheet.rows if row.slot and row.slot.day >= today and row.slot.day not in ahead]
    asked_of = [(row, row.slot) for row in sheet.rows if row.slot and (row.keep or row in new)]
    venues = {venue.id: venue for venue in plan.venues}
    asked = [(slot, _where(row)) for row, slot in asked_of]
    for (row, slot), (_, where), reps in zip(
        asked_of, asked, queries.reps_at(viewer, plan.board, asked), strict=True
    ):
        facts = facts_of(plan, slot, {}, year)
        met = slot.day in ahead and not row.doubts
        ends = plan.board.ends_on
        row.findings = rules.findings(facts, year.calendar, today, board_ends=ends, met_already=met)
        venue = venues.get(where.venue_id or "")
        access = {column: getattr(venue, column) or "" for column in ACCESS} if venue else {}
        answers = rules.who_can_come(slot, reps, access if where.goes else None)
        row.cannot = [f"{answer.name} {answer.words}" for answer in answers if not answer.can]


def _where(row: Row) -> Where:
    return Where(row.where != ONLINE, row.where.removeprefix(BOTH) or None)
