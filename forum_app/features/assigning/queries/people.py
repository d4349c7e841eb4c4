"""What is known of everybody who could take a seat: wishes, hours, papers, training, what they declared."""

from datetime import timedelta
from typing import Any

from peewee import JOIN, fn

from ....models.meetings import Meeting, Travel
from ....models.money import TimeEntry
from ....models.people import (
    Agreement,
    Availability,
    Declaration,
    Person,
    Policy,
    PolicyAcceptance,
    Supporter,
    Training,
    TrainingRecord,
)
from ....permissions.readable import readable
from ....permissions.roles import Viewer
from ..fit import Free
from ..load import Habit, Habits
from ..rules import Course

FOR_REPS = ("everyone", "rep")
LOOK_BACK = timedelta(days=366)


def reps(viewer: Viewer) -> list[Any]:
    """Every representative who has not left, and whether they signed and are supported. One statement."""
    signed = readable(Agreement, viewer).select(Agreement.id)
    signed = signed.where(
        Agreement.person == Person.id, Agreement.starts_at <= viewer.now, Agreement.ends_at > viewer.now
    )
    helped = readable(Supporter, viewer).select(Supporter.id).where(Supporter.person == Person.id)
    rows = readable(Person, viewer).select_extend(
        fn.EXISTS(signed).alias("agreed"), fn.EXISTS(helped).alias("supported")
    )
    return list(
        rows.where(Person.kind == "rep", Person.state != "left").order_by(Person.sort_name, Person.id)
    )


def times_free(viewer: Viewer) -> dict[str, tuple[Free, ...]]:
    found: dict[str, tuple[Free, ...]] = {}
    for row in readable(Availability, viewer).order_by(Availability.weekday, Availability.starts_at):
        found[row.person_id] = (
            *found.get(row.person_id, ()),
            Free(row.weekday, row.starts_at, row.ends_at),
        )
    return found


def policies(viewer: Viewer) -> list[tuple[str, set[str]]]:
    """Each policy that a seat needs, in the edition that binds today, and who has accepted it."""
    accepted = readable(PolicyAcceptance, viewer)
    accepted = accepted.select(PolicyAcceptance.policy, PolicyAcceptance.person).alias("accepted")
    rows = (
        readable(Policy, viewer)
        .select(Policy.id, Policy.name, Policy.edition, accepted.c.person_id)
        .join(accepted, JOIN.LEFT_OUTER, on=(accepted.c.policy_id == Policy.id))
        .where(Policy.needed_to_sit, Policy.applies_to.in_(FOR_REPS), Policy.starts_on <= viewer.today)
        .order_by(Policy.name, Policy.edition)
        .tuples()
    )
    binding: dict[str, tuple[int, set[str]]] = {}
    for _id, name, edition, person in rows:
        if name not in binding or binding[name][0] < edition:
            binding[name] = (edition, set())
        binding[name][1].add(person)
    return [(name, people) for name, (_edition, people) in binding.items()]


def courses(viewer: Viewer) -> dict[str, tuple[Course, ...]]:
    """The courses that a seat needs, as they stand for each person; under "" as for somebody who has none."""
    held = readable(TrainingRecord, viewer).select(
        TrainingRecord.training, TrainingRecord.person, TrainingRecord.state, TrainingRecord.day
    )
    held = held.where(TrainingRecord.state.in_(["done", "booked"])).alias("held")
    day = held.c.day.converter(TrainingRecord.day.python_value)
    rows = (
        readable(Training, viewer)
        .select(Training.id, Training.name, held.c.person_id, held.c.state, day)
        .join(held, JOIN.LEFT_OUTER, on=(held.c.training_id == Training.id))
        .where(Training.needed_to_sit)
        .order_by(Training.name, Training.id)
        .tuples()
    )
    needed: dict[str, str] = {}
    found: dict[tuple[str, str], Course] = {}
    for training, name, person, state, day in rows:
        needed[training] = name
        # A part that is still to come counts more than one that is done.
        if person and (state == "booked" or (training, person) not in found):
            found[training, person] = Course(training, name, state, day)
    people = {person for _training, person in found} | {""}
    return {
        person: tuple(
            found.get((training, person)) or Course(training, name, "missing")
            for training, name in needed.items()
        )
        for person in people
    }


def declared(viewer: Viewer) -> dict[str, Any]:
    """The newest declaration of each person."""
    rows = readable(Declaration, viewer).order_by(Declaration.renewed_on, Declaration.id)
    return {row.person_id: row for row in rows}


def habits(viewer: Viewer, towns: dict[str, str], places: dict[str, str]) -> Habits:
    """How people read and travel for each board, from a year of their time. Two statements.

    `towns`: where each person sets out. `places`: the venue of each board that meets in person.
    """
    of = readable(Meeting, viewer).select(Meeting.id, Meeting.board).alias("of")
    rows = (
        readable(TimeEntry, viewer)
        .select(
            TimeEntry.person,
            of.c.board_id,
            TimeEntry.kind,
            fn.SUM(TimeEntry.minutes),
            fn.COUNT(TimeEntry.meeting.distinct()),
        )
        .join(of, on=(of.c.id == TimeEntry.meeting))
        .where(
            TimeEntry.day >= viewer.today - LOOK_BACK,
            TimeEntry.kind.in_(["meeting", "reading", "travel"]),
        )
        .group_by(TimeEntry.person, of.c.board_id, TimeEntry.kind)
        .tuples()
    )
    logged: dict[tuple[str, str], Habit] = {}
    of_board: dict[str, Habit] = {}
    for person, board, kind, minutes, meetings in rows:
        one = {"meeting": Habit(meetings), "reading": Habit(0, minutes), "travel": Habit(0, 0, minutes)}[kind]
        logged[person, board] = logged.get((person, board), Habit()) + one
        of_board[board] = of_board.get(board, Habit()) + one
    return Habits(logged, of_board, towns, _ways(viewer, places))


def _ways(viewer: Viewer, places: dict[str, str]) -> dict[tuple[str, str], int]:
    """Minutes there and back from each town, by (town, board)."""
    boards: dict[str, list[str]] = {}
    for board, venue in places.items():
        boards.setdefault(venue, []).append(board)
    rows = readable(Travel, viewer).where(Travel.venue.in_(sorted(boards) or [""]))
    return {(row.town, board): row.minutes * 2 for row in rows for board in boards[row.venue_id]}
