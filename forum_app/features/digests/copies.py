"""Whose digest is due, for which weeks, and which copies there are: read for one person at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peewee import Value

from ...clock import LONDON, at
from ...models.boards import Board, Seat
from ...models.control import Marking
from ...models.people import Person, Role
from ...models.post import Delivery, DigestRun, Preference
from ...permissions.prepared import prepared
from ...permissions.readable import one, readable, with_names
from ...permissions.roles import AWAY, Viewer, command_line, seat_is_current, seat_is_taken_up
from ..boards.queries import steering_boards
from . import rules

# In these states nothing is left to tell of the copy's stretch of time.
TOLD = ("sent", "nothing")
A_MINUTE = timedelta(minutes=1)
PAGE = 50


@dataclass(frozen=True)
class Wishes:
    """When a person wants their digest. `day` is 0 for Monday, `hour` is London's."""

    day: int = rules.USUAL_DAY
    hour: int = rules.USUAL_HOUR
    wanted: bool = True
    every: str = rules.WEEKLY
    id: str | None = None
    version: int | None = None


@dataclass(frozen=True)
class Window:
    """The stretch of time that a copy tells of."""

    since: datetime
    until: datetime


def steering_readers(now: datetime) -> list[str]:
    """The people with a seat on the steering group who have neither stepped aside nor paused, by id."""
    return _seated(now, steering=True)


def seated_readers(now: datetime) -> list[str]:
    """The people with a seat on any other board, by id; whoever has paused is left in peace."""
    return _seated(now, steering=False)


def _seated(now: datetime, steering: bool) -> list[str]:
    everybody = command_line(now)
    board = readable(Board, everybody).select(Board.id).where(Board.is_steering == Value(steering))
    rows = (
        readable(Seat, everybody)
        .select(Seat.person)
        .where(
            Seat.board.in_(board),
            Seat.person.is_null(False),
            seat_is_current(now.astimezone(LONDON).date(), now),
            seat_is_taken_up(now.astimezone(LONDON).date()),
        )
        .distinct()
    )
    return sorted({row[0] for row in rows.tuples()} - _paused(everybody))


def coordinators(now: datetime) -> list[str]:
    """The forum's coordinators, by id."""
    everybody, today = command_line(now), now.astimezone(LONDON).date()
    rows = (
        readable(Role, everybody)
        .select(Role.person)
        .where(
            Role.role == "coordinator",
            Role.starts_on <= today,
            Role.ends_at.is_null() | (Role.ends_at > now),
        )
    )
    return sorted({row[0] for row in rows.tuples()} - _paused(everybody))


def paused_now(viewer: Viewer) -> bool:
    """Whether this reader paused: no copy for them meanwhile."""
    return any(state in AWAY for (state,) in _own_state(viewer))


def is_aside_from_steering(viewer: Viewer) -> bool:
    """Whether this reader stepped aside from the steering group: none of its copies meanwhile."""
    return viewer.boards.isdisjoint({board for (board,) in _steering_boards(viewer)})


@prepared()
def _steering_boards(viewer: Viewer):
    return steering_boards(viewer).tuples()


@prepared()
def _own_state(viewer: Viewer):
    return readable(Person, viewer).select(Person.state).where(Person.id == viewer.person_id).tuples()


def _paused(everybody: Viewer) -> set[str]:
    rows = readable(Person, everybody).select(Person.id).where(Person.state.in_(AWAY))
    return {row[0] for row in rows.tuples()}


def wishes(viewer: Viewer, kind: str) -> Wishes:
    """What this person wants of one digest; its usual day and hour until they say."""
    usual = Wishes(*rules.USUAL[kind])
    return next((Wishes(*row) for row in _own_wishes(viewer, kind)), usual)


@prepared("text")
def _own_wishes(viewer: Viewer, kind: str):
    said = (Preference.day, Preference.hour, Preference.wanted, Preference.every)
    own = readable(Preference, viewer).where(Preference.person == viewer.person_id, Preference.kind == kind)
    return own.select(*said, Preference.id, Preference.version).limit(1).tuples()


@dataclass(frozen=True)
class Copy:
    """One copy that a person was due, and the run it belongs to."""

    state: str
    sent_at: datetime | None
    until: datetime
    built_at: datetime

    @property
    def tells_up_to(self) -> datetime:
        """What happened after an early copy left is told by the next one."""
        return min(self.until, self.sent_at or self.built_at)


def own_copies(viewer: Viewer, kind: str) -> list[Copy]:
    """This person's last copies of one digest, the newest first."""
    return [Copy(*row) for row in _own_copies(viewer, kind)]


@prepared("text")
def _own_copies(viewer: Viewer, kind: str):
    run = readable(DigestRun, viewer).select(
        DigestRun.id, DigestRun.kind, DigestRun.until, DigestRun.built_at
    )
    run = run.alias("of_run")
    return (
        readable(Delivery, viewer)
        .select(
            Delivery.state,
            Delivery.sent_at,
            run.c.until.converter(DigestRun.until.python_value),
            run.c.built_at.converter(DigestRun.built_at.python_value),
        )
        .join(run, on=(run.c.id == Delivery.run_id))
        .where(Delivery.person == viewer.person_id, run.c.kind == kind)
        .order_by(run.c.until.desc())
        .limit(PAGE)
        .tuples()
    )


def due(viewer: Viewer, kind: str, wanted: Wishes) -> datetime | None:
    """The slot whose copy this person is owed now, or None."""
    if not wanted.wanted:
        return None
    copies = own_copies(viewer, kind)
    last = copies[0].until if copies else None
    return rules.due_slot(viewer.now, wanted.day, wanted.hour, last, wanted.every)


def by_hand(now: datetime, wanted: Wishes) -> tuple[str, Window]:
    """The period that a copy sent now by hand stands for: the week to come, or only itself."""
    slot = rules.next_slot(now, wanted.day, wanted.hour, wanted.every)
    if slot - now <= rules.STANDS_FOR_NEXT:
        return rules.period_of(slot), Window(rules.slot_before(slot, wanted.every), slot)
    last = rules.last_slot(now, wanted.day, wanted.hour, wanted.every)
    return rules.period_of(now), Window(last, now + A_MINUTE)


def this_week(viewer: Viewer, kind: str, wanted: Wishes) -> Window:
    """The week or month that is not over yet, from this person's last copy on."""
    slot = rules.next_slot(viewer.now, wanted.day, wanted.hour, wanted.every)
    return Window(_told_up_to(viewer, kind, slot) or rules.slot_before(slot, wanted.every), slot)


def window(viewer: Viewer, run, wanted: Wishes) -> Window:
    """What a run tells this person: from their copy before it on, so that no missed week is lost."""
    first = run.since
    if wanted.every == rules.MONTHLY:
        # A weekly and a monthly copy that leave at one moment are copies of one run.
        first = min(first, rules.slot_before(run.until, wanted.every))
    return Window(_told_up_to(viewer, run.kind, run.until) or first, run.until)


def _told_up_to(viewer: Viewer, kind: str, before: datetime) -> datetime | None:
    earlier = (copy for copy in own_copies(viewer, kind) if copy.until < before and copy.state in TOLD)
    return next((copy.tells_up_to for copy in earlier), None)


def run_of(viewer: Viewer, kind: str, period: str):
    """The run of a period, or None."""
    return next(iter(_runs_of(viewer, kind, period)), None)


@prepared("text", "text")
def _runs_of(viewer: Viewer, kind: str, period: str):
    return readable(DigestRun, viewer).where(DigestRun.kind == kind, DigestRun.period == period).limit(1)


def run_of_copy(viewer: Viewer, delivery_id: str):
    """The run that a copy belongs to, or None."""
    return next(iter(_runs_of_copy(viewer, delivery_id)), None)


@prepared("text")
def _runs_of_copy(viewer: Viewer, delivery_id: str):
    copy = readable(Delivery, viewer).select(Delivery.run).where(Delivery.id == delivery_id)
    return readable(DigestRun, viewer).where(DigestRun.id.in_(copy)).limit(1)


def own_delivery(viewer: Viewer, run_id: str):
    """This person's copy in a run, or None."""
    return next(iter(_own_deliveries(viewer, run_id)), None)


@prepared("text")
def _own_deliveries(viewer: Viewer, run_id: str):
    own = Delivery.person == viewer.person_id
    return readable(Delivery, viewer).where(Delivery.run == run_id, own).limit(1)


def has_left(viewer: Viewer, kind: str, week: str) -> bool:
    """Whether any copy of this kind has left in a week that begins on this day."""
    first = at(date.fromisoformat(week), 0)
    run = readable(DigestRun, viewer).select(DigestRun.id)
    run = run.where(DigestRun.kind == kind, DigestRun.until.between(first, first + timedelta(days=7)))
    left = readable(Delivery, viewer).where(Delivery.run.in_(run), Delivery.state == "sent")
    return left.select(Delivery.id).limit(1).tuples().first() is not None


@dataclass
class Listing:
    """The runs there were, the newest first, each with its own copy and how many went out and were read."""

    runs: list
    own: dict
    tallies: dict


def listing(viewer: Viewer) -> Listing:
    """What /digests shows. Two statements."""
    runs = list(readable(DigestRun, viewer).order_by(DigestRun.until.desc(), DigestRun.id).limit(PAGE))
    found = Listing(runs, {}, {})
    ids = [run.id for run in runs]
    deliveries = readable(Delivery, viewer).where(Delivery.run.in_(ids)) if ids else []
    for delivery in deliveries:
        if delivery.person_id == viewer.person_id:
            found.own[delivery.run_id] = delivery
        tally = found.tallies.setdefault(delivery.run_id, Tally())
        tally.add(delivery)
    return found


@dataclass
class Tally:
    copies: int = 0
    sent: int = 0
    refused: int = 0
    read: int = 0

    def add(self, delivery) -> None:
        self.copies += 1
        self.sent += delivery.state == "sent"
        self.refused += delivery.state == "failed"
        self.read += delivery.read_at is not None


def run(viewer: Viewer, run_id: str):
    """One run of a digest that the viewer gets, or keeps. Raises NotFound."""
    return one(DigestRun, run_id, viewer)


def deliveries_of(viewer: Viewer, run_id: str) -> list:
    """Every copy of a run that the viewer may know of, with its reader's name."""
    rows = readable(Delivery, viewer).where(Delivery.run == run_id)
    return list(with_names(rows, Person, Delivery.person, reader_name="name").order_by(Delivery.id).objects())


def left_out(viewer: Viewer, withheld: Iterable[dict]) -> list[tuple[str, str]]:
    """What a copy left out and by which rule; a name only where the viewer may open it now."""
    withheld = list(withheld)
    ids = sorted(one["part"][1] for one in withheld if one["part"][0] == "markings")
    names: dict[str, str] = {}
    if ids:
        rows = readable(Marking, viewer).select(Marking.id, Marking.name).where(Marking.id.in_(ids))
        names = dict(rows.tuples())
    return [(names.get(one["part"][1], "One item"), one["rule"]) for one in withheld]
