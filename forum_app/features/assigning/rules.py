"""Who may take a seat, who would suit it best, and what to know before somebody is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ...fields.words import capital, day, join, number_of, short_date, spoken_hours
from ..boards.rules import ACTING, SEAT_NAMES
from .fit import Free, Slot, clashes, free_for, shared_fields
from .load import Habits, Period, asked_for

GOES_EACH_TIME = ("lead", "second", "shadow")
CLOSED = ("board", "restricted")
FEW = 2


@dataclass(frozen=True)
class Course:
    """A course that a seat needs, as it stands for one person. `state`: done, booked or missing."""

    id: str
    name: str
    state: str
    day: date | None = None


@dataclass(frozen=True)
class Candidate:
    """What is known of somebody who might take a seat. `most`: whole hours a month, None for no limit.

    `slots`: meetings that their seats ask them to, within the year. `roles_here`: seats they hold on this
    board. `lacks`: policies not accepted yet. `interest`: what they declared that touches the board.
    """

    id: str
    name: str
    first_name: str
    sort_name: str = ""
    areas: str = ""
    state: str = "active"
    most: int | None = None
    free: tuple[Free, ...] = ()
    free_words: str = ""
    slots: tuple[Slot, ...] = ()
    roles_here: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    agreed: bool = True
    courses: tuple[Course, ...] = ()
    interest: str = ""
    interests_due: date | None = None
    supported: bool = True


@dataclass(frozen=True)
class Wanted:
    """A seat, or one meeting of it, that wants somebody. `slots`: its board's meetings they would go to.

    `ask`: whether it is for one meeting only. `successor`: who was named to follow.
    """

    board_id: str
    board: str
    areas: str
    level: str
    role: str
    slots: tuple[Slot, ...]
    today: date
    period: Period
    successor: str | None = None
    ask: bool = False


@dataclass(frozen=True)
class Load:
    """Minutes of the coming period, without the seat and with it."""

    now: int
    then: int
    now_a_month: int
    then_a_month: int
    most: int | None

    @property
    def over(self) -> int:
        """Minutes a month over their own limit once they had the seat."""
        return max(0, self.then_a_month - self.most * 60) if self.most is not None else 0


@dataclass(frozen=True)
class Suggestion:
    """One person, in words: why they come up, what it asks of them, and what to look at first.

    `refused` says why they cannot take it at all. `needs`: courses that are booked when they are chosen.
    """

    candidate: Candidate
    why: str
    load: Load
    load_words: str
    period_words: str
    fine: tuple[str, ...]
    look: tuple[str, ...]
    refused: str
    order: tuple

    @property
    def needs(self) -> list[Course]:
        return [course for course in self.candidate.courses if course.state == "missing"]


def refusal(who: Candidate, wanted: Wanted) -> str:
    """Why somebody cannot take the seat, or nothing."""
    if who.state == "left":
        return f"{who.first_name} has left the forum."
    if who.state == "paused":
        return f"{who.first_name} is paused at the moment, so nothing new is asked of them."
    if set(who.roles_here) & set(ACTING) or wanted.role in who.roles_here:
        return f"{who.first_name} sits on this board already."
    if who.lacks:
        return f"{who.first_name} has not accepted the {join([_lower(name) for name in who.lacks])} yet."
    if wanted.level in CLOSED and not who.agreed:
        return (
            f"{who.first_name} has no current confidentiality agreement, and this board’s papers are closed."
        )
    return ""


def _lower(name: str) -> str:
    """ "Code of conduct" within a sentence; a name of capitals stays as it is."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def judge(who: Candidate, wanted: Wanted, habits: Habits) -> Suggestion:
    """Everything to be said of one person and one seat."""
    fields, closeness = shared_fields(who.areas, wanted.areas)
    load = _load(who, wanted, habits)
    fits = sum(free_for(who.free, slot) for slot in wanted.slots)
    clashing = clashes(who.slots, wanted.slots)
    look = _to_look_at(who, wanted, load, fits, clashing)
    refused = refusal(who, wanted)
    here = _stands_here(who, wanted)
    order = (
        bool(refused),
        who.id != wanted.successor,
        -(closeness + (2 if here else 0)),
        bool(clashing) + bool(load.over) + (fits * 2 < len(wanted.slots)),
        len(look),
        load.then_a_month / max(1, (who.most or 0) * 60) if who.most else 1.0,
        who.sort_name or who.name,
        who.id,
    )
    return Suggestion(
        candidate=who,
        why=_why(fields, here),
        load=load,
        load_words=_load_words(who, wanted, load),
        period_words=_period_words(wanted, load),
        fine=_fine(who, wanted, fits),
        look=tuple(look),
        refused=refused,
        order=order,
    )


def in_order(people: Iterable[Candidate], wanted: Wanted, habits: Habits) -> list[Suggestion]:
    """Everybody who could be asked, the one who suits best first; those who cannot take it come last."""
    return sorted((judge(who, wanted, habits) for who in people), key=lambda one: one.order)


def _stands_here(who: Candidate, wanted: Wanted) -> str:
    if who.id == wanted.successor:
        return "named to follow"
    roles = [SEAT_NAMES[role] for role in who.roles_here if role not in ACTING]
    return f"{join(roles)} here now" if roles else ""


def _why(fields: Sequence[str], here: str) -> str:
    chose = f"chose {join(fields)}" if fields else ""
    told = ", ".join(part for part in (here, chose) if part)
    return capital(told) if told else "Has not chosen this field"


def _load(who: Candidate, wanted: Wanted, habits: Habits) -> Load:
    period = wanted.period
    own = [slot for slot in who.slots if period.holds(slot.day)]
    goes = wanted.ask or wanted.role in GOES_EACH_TIME
    new = [slot for slot in wanted.slots if goes and period.holds(slot.day) and slot not in set(own)]
    now = asked_for(who.id, own, habits)
    then = now + asked_for(who.id, new, habits)
    return Load(now, then, period.a_month(now), period.a_month(then), who.most)


def _load_words(who: Candidate, wanted: Wanted, load: Load) -> str:
    has = "Has set no limit" if who.most is None else f"Has {number_of(who.most, 'hour')} a month"
    asked = (
        f"is asked for {spoken_hours(load.now_a_month)}" if load.now_a_month else "is asked for nothing yet"
    )
    if wanted.period.a_month_long:
        asked += f" in {wanted.period.name}"
    if load.then == load.now:
        only = " A deputy goes only now and then." if wanted.role == "deputy" and not wanted.ask else ""
        return f"{has} and {asked}.{only}"
    return f"{has} and {asked}; with this {spoken_hours(load.then_a_month)}."


def _period_words(wanted: Wanted, load: Load) -> str:
    """The hours of the whole period, where that is not the month that was told already."""
    if wanted.period.a_month_long:
        return ""
    if load.then == load.now:
        return f"{wanted.period.name}: {spoken_hours(load.now)} in all."
    return f"{wanted.period.name}: {spoken_hours(load.now)} in all, {spoken_hours(load.then)} with this."


def _to_look_at(who, wanted: Wanted, load: Load, fits: int, clashing: Sequence[Slot]) -> list[str]:
    """What should be thought of before asking; none of it forbids anything."""
    found = []
    if load.over:
        found.append(f"That is {spoken_hours(load.over)} a month over their own limit")
    elif who.most is not None and load.now_a_month > who.most * 60:
        found.append("They are over their own limit already")
    if clashing:
        found.append(_clash_words(clashing, wanted.today))
    if wanted.slots and who.free and fits * 2 < len(wanted.slots):
        found.append(_not_free(who, wanted, fits))
    if who.interest:
        found.append(who.interest)
    if who.interests_due and who.interests_due < wanted.today:
        found.append(f"Their interests form was due on {short_date(who.interests_due, wanted.today)}")
    missing = [course.name for course in who.courses if course.state == "missing"]
    if missing and not wanted.ask:
        found.append(f"Not trained yet: {join(missing)} will be booked for them")
    if not who.agreed and wanted.level not in CLOSED:
        found.append("No current confidentiality agreement, so what is closed stays closed to them")
    return found


def _clash_words(clashing: Sequence[Slot], today: date) -> str:
    named = [f"{slot.board} on {day(slot.day, today)}" for slot in clashing[:FEW]]
    more = len(clashing) - FEW
    return f"Clashes with {join([*named, *([f'{more} more'] if more > 0 else [])])}"


def _not_free(who: Candidate, wanted: Wanted, fits: int) -> str:
    usual = f"Usually free {who.free_words}" if who.free_words else "Not usually free then"
    if len(wanted.slots) == 1:
        return f"{usual}, and this is on {day(wanted.slots[0].day, wanted.today)}"
    return f"{usual}: that fits {'none' if not fits else fits} of the {len(wanted.slots)} meetings ahead"


def _fine(who: Candidate, wanted: Wanted, fits: int) -> tuple[str, ...]:
    """What is in order, in few words."""
    found = [_free_words(who, wanted, fits)]
    for course in who.courses:
        if course.state == "booked":
            when = f" for {short_date(course.day, wanted.today)}" if course.day else ""
            found.append(f"{_lower(course.name)} booked{when}")
    if who.courses and all(course.state == "done" for course in who.courses):
        found.append("trained")
    if who.agreed:
        found.append("agreement current")
    if not who.supported:
        found.append("nobody named to support them yet")
    return tuple(words for words in found if words)


def _free_words(who: Candidate, wanted: Wanted, fits: int) -> str:
    ahead = len(wanted.slots)
    if not ahead:
        return ""
    if not who.free:
        return "has not said when they are free"
    if fits * 2 < ahead:
        return ""
    if ahead == 1:
        return "usually free then"
    return f"usually free for {'all' if fits == ahead else f'{fits} of the'} {ahead} meetings ahead"
