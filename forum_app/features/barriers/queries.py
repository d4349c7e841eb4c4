"""What stands in the way and what was raised, as far as one viewer may read it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...fields.words import number_of, plain_day
from ...models.boards import Board, BoardLink
from ...models.meetings import AgendaItem, Barrier, Escalation, Meeting
from ...models.organisations import Contact, Organisation
from ...models.people import Person
from ...permissions.abilities import can
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import Viewer
from ...records.history import Entry, history_of
from ..control.queries import Level, levels
from . import rules

MOST = 100
UP = ("reports_to", "feeds", "consulted_by")


@dataclass
class BarrierLine:
    """One barrier in a list."""

    id: str
    version: int
    text: str
    board: str
    seen_on: date
    seen_by: str
    owner: str
    partner: str
    state: str

    @property
    def pill(self) -> tuple[str, str]:
        pills = {"open": ("open", "Open"), "mitigated": ("noted", "Mitigated"), "closed": ("done", "Closed")}
        return pills.get(self.state, ("open", "Open"))


@dataclass
class EscalationLine:
    """Something raised with a partner: who presses for it, who holds it, how it stands."""

    id: str
    version: int
    title: str
    board: str
    level: str
    raised_with: str
    owner: str
    partner: str
    raised_on: date
    due_on: date | None
    answered_on: date | None
    today: date

    @property
    def is_past_due(self) -> bool:
        return self.answered_on is None and self.due_on is not None and self.due_on < self.today

    @property
    def holder(self) -> str:
        """Who holds it on the partner's side."""
        return ", with ".join(dict.fromkeys(one for one in (self.partner, self.raised_with) if one))

    @property
    def pill(self) -> tuple[str, str]:
        if self.answered_on:
            return "kept", f"Answered {plain_day(self.answered_on, self.today)}"
        if self.is_past_due and self.due_on:
            return "late", f"{number_of((self.today - self.due_on).days, 'day')} late"
        return "open", f"Answer by {plain_day(self.due_on, self.today)}" if self.due_on else "Open"


def barriers(viewer: Viewer) -> list[BarrierLine]:
    """Open ones first, the newest first. One statement."""
    rows = readable(Barrier, viewer).order_by(Barrier.seen_on.desc(), Barrier.id.desc()).limit(MOST)
    order = ("open", "mitigated", "closed")
    return sorted((_barrier(row) for row in _named(rows, Barrier)), key=lambda row: order.index(row.state))


def escalations(viewer: Viewer) -> list[EscalationLine]:
    """Past due first, then what waits, then what was answered. One statement."""
    rows = readable(Escalation, viewer).order_by(Escalation.due_on.is_null(), Escalation.due_on)
    lines = [_escalation(row, viewer.today) for row in _named(rows.limit(MOST), Escalation)]
    return sorted(lines, key=lambda row: (row.answered_on is not None, not row.is_past_due))


def past_due(viewer: Viewer, most: int = 10) -> list[EscalationLine]:
    """For Home: what nobody answered by its day, with who holds it. One statement."""
    late = readable(Escalation, viewer).where(
        Escalation.answered_on.is_null(), Escalation.due_on < viewer.today
    )
    rows = _named(late.order_by(Escalation.due_on, Escalation.id).limit(most), Escalation)
    return [_escalation(row, viewer.today) for row in rows]


def _named(query, model) -> list:
    by = model.person if model is Barrier else model.raised_by
    query = with_names(query, Board, model.board, board_name="short_name")
    query = with_names(query, Person, by, by_name="first_name")
    query = with_names(query, Person, model.owner, owner_name="name")
    query = with_names(query, Contact, model.partner_contact, officer="name")
    return list(query.objects())


def _barrier(row) -> BarrierLine:
    return BarrierLine(
        row.id,
        row.version,
        row.text,
        row.board_name or "",
        row.seen_on,
        row.by_name or "",
        row.owner_name or "",
        row.officer or "",
        row.state if row.state in dict(rules.STATES) else "open",
    )


def _escalation(row, today: date) -> EscalationLine:
    return EscalationLine(
        id=row.id,
        version=row.version,
        title=row.title,
        board=row.board_name or "",
        level=rules.level_words(row.height),
        raised_with=row.raised_with,
        owner=row.owner_name or "",
        partner=row.officer or "",
        raised_on=row.raised_on,
        due_on=row.due_on,
        answered_on=row.answered_on,
        today=today,
    )


@dataclass
class RecordPage:
    """One barrier or escalation with what hangs together with it and what became of it."""

    row: Any
    line: Any
    board: Any = None
    meeting: Any = None
    item: Any = None
    sign: Level | None = None
    barrier: Any = None
    raised: list[EscalationLine] = field(default_factory=list)
    history: list[Entry] = field(default_factory=list)
    may: dict[str, bool] = field(default_factory=dict)


def barrier_page(viewer: Viewer, barrier_id: str) -> RecordPage:
    """Raises NotFound."""
    row = one(Barrier, barrier_id, viewer)
    [named] = _named(readable(Barrier, viewer).where(Barrier.id == row.id), Barrier)
    found = RecordPage(row, _barrier(named))
    higher = readable(Escalation, viewer).where(Escalation.barrier == row.id).order_by(Escalation.raised_on)
    found.raised = [_escalation(one_row, viewer.today) for one_row in _named(higher, Escalation)]
    _fill(viewer, found, Barrier, ("mitigate_barrier", "ask_for_escalation", "name_owners"))
    return found


def escalation_page(viewer: Viewer, escalation_id: str) -> RecordPage:
    """Raises NotFound."""
    row = one(Escalation, escalation_id, viewer)
    [named] = _named(readable(Escalation, viewer).where(Escalation.id == row.id), Escalation)
    found = RecordPage(row, _escalation(named, viewer.today))
    if row.barrier_id:
        found.barrier = readable(Barrier, viewer).where(Barrier.id == row.barrier_id).first()
    _fill(viewer, found, Escalation, ("answer_escalation", "raise_higher", "name_owners"))
    return found


def _fill(viewer: Viewer, found: RecordPage, model, acts: tuple[str, ...]) -> None:
    row = found.row
    if row.board_id:
        found.board = readable(Board, viewer).where(Board.id == row.board_id).first()
    if row.meeting_id:
        found.meeting = readable(Meeting, viewer).where(Meeting.id == row.meeting_id).first()
    if row.agenda_item_id:
        found.item = readable(AgendaItem, viewer).where(AgendaItem.id == row.agenda_item_id).first()
    found.sign = levels(viewer, [row]).get(row.marking_id)
    found.history = history_of(viewer, model, row.id)
    found.may = {act: can(viewer, act, row) for act in acts}


def items_of(viewer: Viewer, meeting_id: str) -> list[tuple[str, str]]:
    """The items of a meeting's agenda that something can be about."""
    rows = readable(AgendaItem, viewer).where(AgendaItem.meeting == meeting_id)
    return [(row.id, row.title) for row in rows.order_by(AgendaItem.position, AgendaItem.id)]


def people(viewer: Viewer) -> list[tuple[str, str]]:
    """The forum's own, to own something."""
    rows = readable(Person, viewer).where(Person.kind != "guest", Person.state != "left")
    return [(row.id, row.name) for row in rows.order_by(Person.sort_name, Person.id)]


def officers(viewer: Viewer) -> list[tuple[str, str]]:
    """Partner officers, with where they work."""
    rows = with_names(readable(Contact, viewer), Organisation, Contact.organisation, works_for="short_name")
    return [
        (row.id, f"{row.name}, {row.works_for}" if row.works_for else row.name)
        for row in rows.order_by(Contact.name, Contact.id).objects()
    ]


def board_above(viewer: Viewer, board_id: str | None) -> str:
    """The name of the board that this one answers to, if the forum knows one."""
    up = readable(BoardLink, viewer).where(BoardLink.from_board == board_id, BoardLink.kind.in_(UP))
    named = with_names(up.order_by(BoardLink.id), Board, BoardLink.to_board, above="name")
    return next((row.above for row in named.objects() if row.above), "")
