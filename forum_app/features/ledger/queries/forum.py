"""The forum's ledger: its sums, and everyone's hours for the coordinator."""

from dataclasses import dataclass
from datetime import date

from peewee import Case, fn

from ....models.money import TimeEntry
from ....models.people import Person
from ....permissions import reports
from ....permissions.readable import readable
from ....permissions.roles import TEAM, Viewer
from .given import value_of

PAGE = 50


@dataclass
class Forum:
    """The forum's own sums for the school year."""

    since: date
    figures: reports.Figures
    feedback: list[reports.FeedbackOf]
    sources: list[reports.Source]
    value_pence: int | None
    rate_pence: int | None


def forum_ledger(viewer: Viewer, rates: list) -> Forum | None:
    """The forum's sums, or None for those they are not for. `rates`: those of a volunteer's hour."""
    if not viewer.has("steering", *TEAM):
        return None
    since, until = reports.school_year_start(viewer.today), viewer.today
    value, rate = value_of(rates, reports.given_by_day(viewer, since, until))
    return Forum(
        since,
        reports.figures(viewer, since, until),
        reports.outcome_feedback(viewer),
        reports.money_by_source(viewer, since, until),
        value,
        rate,
    )


@dataclass(frozen=True)
class HoursOf:
    """One person's hours, for the coordinator: time only, never money."""

    person_id: str
    name: str
    accepted: int
    to_confirm: int
    training: int
    nothing_back: bool


@dataclass
class Hours:
    """One page of everyone's hours, by name; `later` goes on from the last person."""

    people: list[HoursOf]
    later: str | None = None


def everyones_hours(viewer: Viewer, after: str | None = None) -> Hours | None:
    """Everyone's hours since 1 September, 50 people at a time; None for all but the coordinator."""
    if not viewer.has("coordinator"):
        return None
    since = reports.school_year_start(viewer.today)
    people = readable(Person, viewer).select(Person.id, Person.name).where(Person.kind != "guest")
    if after and (last := readable(Person, viewer).where(Person.id == after).first()):
        same = (Person.sort_name == last.sort_name) & (Person.id > last.id)
        people = people.where((Person.sort_name > last.sort_name) | same)
    page = list(people.order_by(Person.sort_name, Person.id).limit(PAGE + 1).tuples())
    waiting = {person for person, _ in reports.nothing_back_names(viewer, since, viewer.today)}
    sums = _sums_of(viewer, [person for person, _ in page[:PAGE]], since)
    rows = [
        HoursOf(person, name, *sums.get(person, (0, 0, 0)), person in waiting) for person, name in page[:PAGE]
    ]
    return Hours(rows, page[PAGE - 1][0] if len(page) > PAGE else None)


def _sums_of(viewer: Viewer, people: list[str], since: date) -> dict[str, tuple[int, int, int]]:
    def minutes(which):
        return fn.SUM(Case(None, [(which, TimeEntry.minutes)], 0))

    rows = (
        readable(TimeEntry, viewer)
        .select(
            TimeEntry.person,
            minutes(reports.given() & (TimeEntry.state == "accepted")),
            minutes(reports.given() & (TimeEntry.state == "to_confirm")),
            minutes(reports.received_training()),
        )
        .where(TimeEntry.person.in_(people), TimeEntry.day >= since, TimeEntry.day <= viewer.today)
        .group_by(TimeEntry.person)
    )
    return {person: tuple(sums) for person, *sums in rows.tuples()}
