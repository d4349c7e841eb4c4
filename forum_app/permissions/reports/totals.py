"""The forum's named totals: time given, what came back, interest forms overdue."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from peewee import Case, Expression, Select, Value, fn

from ...db import unguarded
from ...fields.words import school_year
from ...models.money import Claim, ClaimLine, Thanks, TimeEntry
from ...models.people import Declaration, Person
from ..prepared import PreparedReport
from ..roles import Viewer
from .readers import reads_names, reads_sums

COUNTED_STATES = ("accepted", "to_confirm")
# Time under any other hat is the person's own, and counts in no report.
COUNTED_HAT = "representative"
TRAINING_RECEIVED = "training received"
# What a meeting asks for; every other kind that counts is a panel or an event.
MEETING_KINDS = ("meeting", "reading", "briefing", "travel")
GROUPS = (
    ("Meetings", ("meeting",)),
    ("Reading", ("reading",)),
    ("Panels and events", ()),
    ("Travel, briefing", ("travel", "briefing")),
)


def school_year_start(today: date) -> date:
    """The 1 September with which the forum's year of giving and getting back began."""
    return school_year(today)[0]


@dataclass(frozen=True)
class Figures:
    """The totals of one stretch of days. Minutes are whole minutes, money is whole pence."""

    minutes: dict[tuple[str, str], int] = field(default_factory=dict)  # (kind, state) of time given
    training_minutes: int = 0
    paid_pence: int = 0
    approved_pence: int = 0
    people_thanked: int = 0
    people_who_gave: int = 0
    nothing_back: int = 0
    forms_overdue: int = 0

    @property
    def given_minutes(self) -> int:
        return sum(self.minutes.values())

    def minutes_of(self, kinds: tuple[str, ...] = (), state: str = "") -> int:
        """Minutes of these kinds; without any, of every kind that no meeting asks for."""
        return sum(
            minutes
            for (kind, found), minutes in self.minutes.items()
            if (kind in kinds if kinds else kind not in MEETING_KINDS) and state in ("", found)
        )

    @property
    def groups(self) -> list[tuple[str, int]]:
        """Time given, in the four parts that the chart shows."""
        return [(label, self.minutes_of(kinds)) for label, kinds in GROUPS]


def figures(viewer: Viewer, since: date, until: date) -> Figures:
    """Every named total, in one statement. Raises NotAllowed."""
    reads_sums(viewer)
    rows = _TOTALS.rows(None, since, until)
    found: dict[str, dict[tuple[str, str], int]] = {}
    for what, one, other, number in rows:
        found.setdefault(what, {})[one, other] = int(number)
    time, claims, gave = found.get("time", {}), found.get("claims", {}), found.get("gave", {})
    return Figures(
        minutes={key: minutes for key, minutes in time.items() if key[0] != TRAINING_RECEIVED},
        training_minutes=sum(minutes for key, minutes in time.items() if key[0] == TRAINING_RECEIVED),
        paid_pence=claims.get(("paid", ""), 0),
        approved_pence=claims.get(("approved", ""), 0),
        people_thanked=found["thanked"]["", ""],
        people_who_gave=sum(gave.values()),
        nothing_back=gave.get(("nothing", ""), 0),
        forms_overdue=found["forms"]["", ""],
    )


def nothing_back_names(viewer: Viewer, since: date, until: date) -> list[tuple[str, str]]:
    """Who gave time and had no money, training or thanks: (id, name), by name. Raises NotAllowed."""
    reads_names(viewer)
    found = Person.select(Person.id, Person.name).where(
        Person.binned_at.is_null(), _gave(since, until), ~_had_something(since, until)
    )
    with unguarded("a fixed report: who gave and had nothing back"):
        return list(found.order_by(Person.sort_name, Person.id).tuples())


def given_by_day(viewer: Viewer, since: date, until: date) -> list[tuple[date, int]]:
    """Minutes given on each day, so that each can be valued at the rate of its day. Raises NotAllowed."""
    reads_sums(viewer)
    days = TimeEntry.select(TimeEntry.day, fn.SUM(TimeEntry.minutes)).group_by(TimeEntry.day)
    with unguarded("a fixed report: minutes given by day"):
        return list(days.where(_in_days(since, until), given()).order_by(TimeEntry.day).tuples())


def given() -> Expression:
    """The condition that a time entry counts as given: settled or to confirm, for the forum, not training."""
    return _counted() & (TimeEntry.kind != TRAINING_RECEIVED)


def received_training() -> Expression:
    """The condition that a time entry is training that its person received."""
    return _counted() & (TimeEntry.kind == TRAINING_RECEIVED)


def _counted() -> Expression:
    return TimeEntry.state.in_(COUNTED_STATES) & (TimeEntry.hat == COUNTED_HAT)


def _totals(since: date, until: date) -> Select:
    parts = [part.tuples() for part in _parts(since, until)]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.union_all(part)
    return whole.tuples()


def _parts(since: date, until: date) -> Iterator[Select]:
    """The totals as rows of (what, of which, of which, number)."""
    blank = _text("")
    yield (
        TimeEntry.select(_text("time"), TimeEntry.kind, TimeEntry.state, fn.SUM(TimeEntry.minutes))
        .where(_in_days(since, until), _counted())
        .group_by(TimeEntry.kind, TimeEntry.state)
    )
    yield (
        ClaimLine.select(_text("claims"), Claim.state, blank, fn.SUM(ClaimLine.pence))
        .join(Claim, on=(Claim.id == ClaimLine.claim))
        .where(ClaimLine.binned_at.is_null(), Claim.binned_at.is_null(), _paid(since, until) | _on_its_way())
        .group_by(Claim.state)
    )
    back = Case(None, [(_had_something(since, until), _text("something"))], _text("nothing"))
    givers = Person.select(back.alias("back")).where(Person.binned_at.is_null(), _gave(since, until))
    givers = givers.alias("givers")
    yield (
        Select([givers], [_text("gave"), givers.c.back, blank, fn.COUNT(Value(1))]).group_by(givers.c.back)
    )
    yield Thanks.select(_text("thanked"), blank, blank, fn.COUNT(Thanks.person.distinct())).where(
        _thanked(since, until)
    )
    yield Person.select(_text("forms"), blank, blank, fn.COUNT(Person.id)).where(
        Person.binned_at.is_null(), _form_is_overdue(until)
    )


def _text(words: str):
    return Value(words).cast("text")


def _in_days(since: date, until: date) -> Expression:
    return TimeEntry.day.between(since, until) & TimeEntry.binned_at.is_null()


def _of_person(since: date, until: date, which: Expression) -> Select:
    return TimeEntry.select(TimeEntry.id).where(TimeEntry.person == Person.id, _in_days(since, until), which)


def _gave(since: date, until: date) -> Expression:
    return fn.EXISTS(_of_person(since, until, given()))


def _had_something(since: date, until: date) -> Expression:
    """Money paid or on its way, training, or thanks. A free choice to take no money is none of them."""
    money = (
        Claim.select(Claim.id)
        .join(ClaimLine, on=(ClaimLine.claim == Claim.id))
        .where(
            Claim.person == Person.id,
            Claim.binned_at.is_null(),
            ClaimLine.binned_at.is_null(),
            ClaimLine.pence > 0,
            _on_its_way() | _paid(since, until),
        )
    )
    thanked = Thanks.select(Thanks.id).where(Thanks.person == Person.id, _thanked(since, until))
    # Few people are trained in a year: found once, not asked for each person.
    trained = TimeEntry.select(TimeEntry.person).where(_in_days(since, until), received_training())
    return Person.id.in_(trained) | fn.EXISTS(money) | fn.EXISTS(thanked)


def _paid(since: date, until: date) -> Expression:
    return (Claim.state == "paid") & Claim.paid_on.between(since, until)


def _on_its_way() -> Expression:
    return Claim.state == "approved"


def _thanked(since: date, until: date) -> Expression:
    return Thanks.binned_at.is_null() & Thanks.day.between(since, until) & (Thanks.state == "sent")


def _form_is_overdue(today: date) -> Expression:
    """The newest statement of interests of a rep has run out."""
    newest = Declaration.select(fn.MAX(Declaration.due_on)).where(
        Declaration.person == Person.id, Declaration.binned_at.is_null()
    )
    return (Person.kind == "rep") & (newest < today)


_TOTALS = PreparedReport(_totals, "day", "day")
