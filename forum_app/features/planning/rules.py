"""What stands in the way of a proposed time, and who could come to it; all from plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from ...fields.words import WEEKDAYS, clock_time, join, long_day, number_of, short_day, spoken_hours
from ..meetings.calendar import SchoolCalendar
from ..meetings.rules import ITEMS_CLOSE, MeetingFacts, deadlines, flags

# What words of a need ask of a place: the column of the venue, and how the need is told of.
NEEDS_OF_A_PLACE = (
    (("step-free", "step free", "wheelchair", "ramp", "stairs"), "step_free", "step-free access"),
    (("loop", "hearing"), "hearing_loop", "a hearing loop"),
    (("quiet",), "quiet_room", "a quiet room"),
)
NOT_THERE = {"no", "none"}
NOT_KNOWN = {"", "unknown"}


@dataclass(frozen=True)
class Finding:
    """One thing to look at before a meeting is set. `pill` is its shape: due, late or noted."""

    kind: str
    words: str
    pill: str = "due"


@dataclass(frozen=True)
class Slot:
    """A proposed time: a London day, when it starts there, and how many minutes it takes."""

    day: date
    start: time
    minutes: int

    @property
    def begins(self) -> int:
        return self.start.hour * 60 + self.start.minute

    @property
    def ends(self) -> int:
        return self.begins + self.minutes


@dataclass(frozen=True)
class Busy:
    """Another meeting that somebody has on the same day; `way` is their way there in minutes."""

    board: str
    slot: Slot
    way: int = 0


@dataclass(frozen=True)
class Rep:
    """Somebody with a seat. `way`: minutes to the place, None when not known. `free`: their usual hours on
    that weekday, None when they never said when they are free."""

    id: str
    name: str
    way: int | None = 0
    busy: tuple[Busy, ...] = ()
    free: tuple[tuple[time, time], ...] | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """Whether somebody could come, and in words what stands in the way."""

    id: str
    name: str
    can: bool
    words: str


def findings(
    facts: MeetingFacts,
    calendar: SchoolCalendar,
    today: date,
    *,
    board_ends: date | None = None,
    met_already: bool = False,
) -> list[Finding]:
    """What is wrong with a time in itself, the gravest first. Nothing here forbids it."""
    found = [*_about_the_day(facts, calendar, today, board_ends, met_already)]
    found += _about_the_hours(facts)
    if facts.limit is not None and facts.planned > facts.limit:
        over = f"{facts.planned} minutes, and {facts.limit} were agreed"
        if facts.long_reason:
            found.append(Finding("long_with_reason", f"{over}. The reason: {facts.long_reason}", "noted"))
        else:
            found.append(Finding("over_length", f"{over}. Shorten it, or say why."))
    if facts.date >= today:
        found += _about_what_goes_out(facts, calendar, today)
    return found


def _about_the_day(facts, calendar, today, board_ends, met_already) -> Iterator[Finding]:
    day = long_day(facts.date, today)
    if facts.date < today:
        yield Finding(
            "past",
            f"{long_day(facts.date)} {facts.date.year} is past. It is kept as a meeting that was held.",
        )
    if calendar.in_school_holiday(facts.date):
        yield Finding("school_holiday", f"{day} is in a school holiday.")
    elif facts.date in calendar.inset:
        yield Finding("inset_day", f"{day} is an INSET day: pupils are at home.")
    elif facts.date.weekday() > 4:
        yield Finding("weekend", f"{day} is at the weekend.")
    elif calendar.terms and not calendar.in_term(facts.date) and facts.date > today:
        whole = f"{long_day(facts.date)} {facts.date.year}"
        yield Finding("not_known", f"No term dates are known for {whole} yet.", "noted")
    if calendar.is_bank_holiday(facts.date):
        yield Finding("bank_holiday", f"{day} is a bank holiday.")
    if board_ends and facts.date > board_ends:
        yield Finding("after_the_end", f"The group ends on {short_day(board_ends, today)}.")
    if met_already:
        yield Finding("same_day", "This board has a meeting on that day already.")


def _about_the_hours(facts: MeetingFacts) -> Iterator[Finding]:
    slot = Slot(facts.date, facts.start, facts.planned)
    opens, closes = _of(facts.school_start), _of(facts.school_end)
    if slot.begins < opens:
        since = clock_time(facts.school_start)
        yield Finding("outside_hours", f"It starts before school hours, which are from {since}.")
    if slot.ends > closes:
        until = clock_time(facts.school_end)
        yield Finding("outside_hours", f"It ends at {_clock(slot.ends)}, and school hours end at {until}.")


def _about_what_goes_out(facts, calendar, today) -> Iterator[Finding]:
    for flag in flags(facts, calendar, today):
        short = f"{number_of(flag.days, 'day')} short of {_length(facts.notice_days)} of notice"
        if flag.kind in {"notice_short", "notice_urgent"} and facts.urgent_reason:
            yield Finding("notice_urgent", f"{short}, urgent: {facts.urgent_reason}", "noted")
        elif flag.kind == "notice_short":
            yield Finding(flag.kind, f"{short}.", "late")
        elif flag.kind == "papers_late" and facts.papers_on is None:
            due = short_day(calendar.papers_deadline(facts.date, facts.papers_days), today)
            yield Finding(flag.kind, f"Papers were due by {due}, so they will be late.", "late")


def to_keep(facts: MeetingFacts, calendar: SchoolCalendar, today: date) -> list[tuple[str, str, str]]:
    """The deadlines of a time: what, by when, and a note when that day falls in a school holiday."""
    clocks = deadlines(facts, calendar, today)
    closes = f", {clock_time(ITEMS_CLOSE)}"
    return [
        ("Invite by", short_day(clocks.notice.due, today), clocks.notice.note),
        ("Papers by", short_day(clocks.papers.due, today), clocks.papers.note),
        ("Agenda items by", short_day(clocks.items.due, today) + closes, clocks.items.note),
    ]


def who_can_come(slot: Slot, reps: Sequence[Rep], place: dict[str, str] | None = None) -> list[Answer]:
    """Whether each rep could come, with travel at both ends, and why not; those who can come first.

    `place`: the access facts of the venue, None where nobody has to go anywhere.
    """
    answers = [_answer(slot, rep, place) for rep in reps]
    return sorted(answers, key=lambda answer: not answer.can)


def _answer(slot: Slot, rep: Rep, place: dict[str, str] | None) -> Answer:
    against = [*_clashes(slot, rep), *_not_free(slot, rep)]
    notes = list(_unmet(rep, place)) if place is not None else []
    if against:
        return Answer(rep.id, rep.name, False, join([*against, *notes]))
    if rep.free is None:
        notes.insert(0, "has not said when they are free")
    if rep.way is None:
        notes.append("the way there is not known")
    elif rep.way and not notes:
        leave, back = _clock(slot.begins - rep.way), _clock(slot.ends + rep.way)
        notes.append(f"leaves at {leave}, back at {back}")
    return Answer(rep.id, rep.name, True, join(notes))


def _clashes(slot: Slot, rep: Rep) -> Iterator[str]:
    for other in rep.busy:
        way = max(rep.way or 0, other.way)
        when = f"{_clock(other.slot.begins)} to {_clock(other.slot.ends)}"
        if slot.begins < other.slot.ends and other.slot.begins < slot.ends:
            yield f"is at {other.board}, {when}"
        elif slot.begins < other.slot.ends + way and other.slot.begins < slot.ends + way:
            yield f"is at {other.board}, {when}, and the way takes {spoken_hours(way)}"


def _not_free(slot: Slot, rep: Rep) -> Iterator[str]:
    if rep.free is None:
        return
    if not rep.free:
        yield f"is not usually free on a {WEEKDAYS[slot.day.weekday()]}"
        return
    way = rep.way or 0
    leaves, back = slot.begins - way, slot.ends + way
    if any(_of(since) <= leaves and back <= _of(until) for since, until in rep.free):
        return
    since, until = max(rep.free, key=lambda window: _shared(leaves, back, window))
    with_way = f" with {spoken_hours(way)} of travel" if way else ""
    if leaves < _of(since):
        yield f"is usually free from {clock_time(since)}, and would leave at {_clock(leaves)}{with_way}"
    if back > _of(until):
        yield f"is usually free until {clock_time(until)}, and would be back at {_clock(back)}{with_way}"


def _shared(leaves: int, back: int, window: tuple[time, time]) -> int:
    return min(back, _of(window[1])) - max(leaves, _of(window[0]))


def _unmet(rep: Rep, place: dict[str, str]) -> Iterator[str]:
    """Needs that the place does not meet, or of which nobody knows whether it does."""
    for need in rep.needs:
        for signs, column, words in NEEDS_OF_A_PLACE:
            if not any(sign in need.casefold() for sign in signs):
                continue
            known = place.get(column, "").strip().casefold()
            if known in NOT_THERE:
                yield f"needs {words}, which the place does not have"
            elif known in NOT_KNOWN:
                yield f"needs {words}: nobody knows yet whether the place has it"


def _of(clock_face: time) -> int:
    return clock_face.hour * 60 + clock_face.minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _length(days: int) -> str:
    return number_of(days // 7, "week") if days and days % 7 == 0 else number_of(days, "day")
