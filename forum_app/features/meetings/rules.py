"""A meeting's flags and deadlines, and the words of answering and logging; all from plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from ... import clock
from ...fields import Minutes
from ...fields.words import clock_time, number_of, number_word, short_day
from ...records.errors import RuleBroken
from .calendar import SchoolCalendar

ITEMS_CLOSE = time(17)
# One kind of time in one log; more is a slip of the thumb.
LOG_MINUTES = Minutes(most=12 * 60)
LOG_KINDS = ("meeting", "reading", "briefing", "travel")
REPLIES = {"coming": "Yes", "maybe": "Maybe", "not_coming": "No", "deputy": "My deputy will go"}
# The first is what somebody with a seat is taken to speak as, and the only one that reports count.
HATS = {
    "representative": "Representative of the forum",
    "parent_carer": "Individual parent carer",
    "expert": "Expert by experience",
}
RESERVED_ANSWERS = {"support": "Support", "do_not_support": "Do not support", "ask_more": "Ask more"}
# The questions after a meeting and the answers to each, in the order they are asked.
PULSE = {
    "heard": ("yes", "partly", "no"),
    "welcomed": ("yes", "partly", "no"),
    "answer": ("good", "mixed", "hard"),
    "settled_before": ("yes", "no"),
}
_SAID = {
    "support": ("supports", "support"),
    "do_not_support": ("does not support", "do not support"),
    "ask_more": ("asks more", "ask more"),
}
_LOGGED = {"there": "Logged", "deputy": "Logged: a deputy went", "apologies": "Logged: could not go"}


def all_answered(asked: int, given: int) -> bool:
    """Whether everybody who was asked a question has answered it; both are numbers of people."""
    return 0 < asked == given


def is_settled(asked: int, given: int, answer_by: date | None, today: date) -> bool:
    """Whether a question rests: all have answered, and the day until which they may think again is past."""
    return all_answered(asked, given) and answer_by is not None and answer_by < today


def answers_words(asked: int, answers: Sequence[str]) -> str:
    """How many of those asked have answered, and once all have, what: "2 support, 1 does not support"."""
    given = len(answers)
    if not all_answered(asked, given):
        return f"{given} of {asked} {'has' if given == 1 else 'have'} answered."
    tally = [(many, _SAID[answer]) for answer in RESERVED_ANSWERS if (many := answers.count(answer))]
    said = ", ".join(f"{many} {singular if many == 1 else plural}" for many, (singular, plural) in tally)
    everybody = "The one asked has" if asked == 1 else f"All {asked} have"
    return f"{everybody} answered: {said}."


def words_of_log(attended: str) -> str:
    """What the history says of a log: there, deputy or apologies."""
    return _LOGGED[attended]


@dataclass(frozen=True)
class MeetingFacts:
    """What the rules need of one meeting. `planned` and `limit` are minutes; no limit is None.

    `held`: it has begun. `forum_present`: how many forum people were there, None when not known.
    """

    date: date
    start: time
    planned: int
    limit: int | None = None
    long_reason: str = ""
    invited_on: date | None = None
    papers_on: date | None = None
    forum_present: int | None = None
    urgent_reason: str = ""
    notice_days: int = 14
    papers_days: int = 7
    items_working_days: int = 3
    school_start: time = time(9, 15)
    school_end: time = time(14, 45)
    held: bool = False


@dataclass(frozen=True)
class Flag:
    """One thing to notice about a meeting; `days` is how many it is short or late by, else 0."""

    kind: str
    words: str
    days: int = 0


def notice_kept(facts: MeetingFacts) -> bool:
    """Whether the invite came as early as the board agreed; urgency explains one that did not."""
    return facts.invited_on is not None and (facts.date - facts.invited_on).days >= facts.notice_days


def papers_kept(facts: MeetingFacts) -> bool:
    """Whether papers came as early as the board agreed."""
    return facts.papers_on is not None and (facts.date - facts.papers_on).days >= facts.papers_days


def flags(facts: MeetingFacts, calendar: SchoolCalendar, today: date | None = None) -> list[Flag]:
    """What to notice, in the order it is told. `today` makes what has not come yet late once it is due."""
    return [
        *_notice_flags(facts, calendar, today),
        *_papers_flags(facts, calendar, today),
        *_time_flags(facts, calendar),
        *_length_flags(facts),
        *_presence_flags(facts),
    ]


def _notice_flags(facts: MeetingFacts, calendar: SchoolCalendar, today: date | None) -> Iterator[Flag]:
    due = calendar.notice_deadline(facts.date, facts.notice_days)
    if facts.invited_on is None:
        if facts.held:
            yield Flag("notice_missing", "no invite recorded")
        elif today and today > due:
            yield Flag("notice_short", f"not invited, {_short_of(facts, today, due)}", (today - due).days)
    elif facts.invited_on > due:
        kind, urgent = "notice_short", ""
        if facts.urgent_reason:
            kind, urgent = "notice_urgent", f" (urgent: {facts.urgent_reason})"
        days = (facts.invited_on - due).days
        yield Flag(kind, f"{_short_of(facts, facts.invited_on, due)}{urgent}", days)


def _short_of(facts: MeetingFacts, day: date, due: date) -> str:
    return f"{number_of((day - due).days, 'day')} short of {_length(facts.notice_days)}"


def _papers_flags(facts: MeetingFacts, calendar: SchoolCalendar, today: date | None) -> Iterator[Flag]:
    due = calendar.papers_deadline(facts.date, facts.papers_days)
    came = facts.papers_on or (None if facts.held else today)
    if came and came > due:
        yield Flag("papers_late", f"papers {number_of((came - due).days, 'day')} late", (came - due).days)
    elif facts.held and came is None:
        yield Flag("papers_missing", "no papers recorded")


def _time_flags(facts: MeetingFacts, calendar: SchoolCalendar) -> Iterator[Flag]:
    start, end = _minutes(facts.start), _minutes(facts.start) + facts.planned
    if start < _minutes(facts.school_start) or end > _minutes(facts.school_end):
        yield Flag("outside_hours", "outside school hours")
    if calendar.in_school_holiday(facts.date):
        yield Flag("school_holiday", "school holiday")
    elif calendar.is_bank_holiday(facts.date):
        yield Flag("bank_holiday", "bank holiday")
    elif facts.date in calendar.inset:
        yield Flag("inset_day", "INSET day")
    elif facts.date.weekday() > 4:
        yield Flag("weekend", "at the weekend")
    if facts.papers_on and calendar.in_school_holiday(facts.papers_on):
        yield Flag("papers_in_holiday", "papers issued in holiday")


def _length_flags(facts: MeetingFacts) -> Iterator[Flag]:
    if facts.limit is None or facts.planned <= facts.limit:
        return
    if facts.long_reason:
        yield Flag("long_with_reason", "long, with reason")
    else:
        yield Flag("over_length", f"planned {facts.planned} minutes, limit {facts.limit}, no reason given")


def _presence_flags(facts: MeetingFacts) -> Iterator[Flag]:
    if facts.held and facts.forum_present == 0:
        yield Flag("no_rep_present", "no representative present")


def still_missing(aim: str, issued: bool, summaries: Sequence[str], terms: bool) -> list[str]:
    """What a coming meeting still lacks of what one needs to prepare: aim, papers, plain summary, terms.

    `issued`: papers have come. `summaries`: the plain summary of each paper, empty where there is none.
    """
    plain = bool(summaries) and all(summaries)
    held = (("An aim", aim), ("Papers", issued), ("A plain summary of each paper", plain),
            ("Terms of reference", terms))  # fmt: skip
    return [name for name, there in held if not there]


@dataclass(frozen=True)
class Deadline:
    """One clock of a meeting. `state`: kept, short, late, due_today, due_tomorrow, not_yet, open or closed.

    `pill` is the shape that shows it (kept, late, due, open, noted); `note` says when it falls in a holiday.
    """

    due: date
    state: str
    words: str
    pill: str
    pill_words: str
    note: str = ""


@dataclass(frozen=True)
class Deadlines:
    notice: Deadline
    papers: Deadline
    items: Deadline


def deadlines(facts: MeetingFacts, calendar: SchoolCalendar, today: date) -> Deadlines:
    """The three clocks of a meeting: notice and papers in calendar days, agenda items in working days."""
    return Deadlines(
        notice=_notice(facts, calendar, today),
        papers=_papers(facts, calendar, today),
        items=_items(facts, calendar, today),
    )


def items_close_at(day: date, calendar: SchoolCalendar, working_days: int = 3) -> datetime:
    """The moment, in UTC, after which an agenda item is late and needs the chair's yes."""
    return clock.at(calendar.items_deadline(day, working_days), ITEMS_CLOSE.hour, ITEMS_CLOSE.minute)


def _notice(facts: MeetingFacts, calendar: SchoolCalendar, today: date) -> Deadline:
    due = calendar.notice_deadline(facts.date, facts.notice_days)
    note = calendar.holiday_note(due)
    agreed = f"{_length(facts.notice_days, in_words=True)} agreed"
    if facts.invited_on:
        words = f"{number_of((facts.date - facts.invited_on).days, 'day')}, {agreed}"
        if notice_kept(facts):
            return Deadline(due, "kept", words, "kept", "Kept", note)
        short = f"{number_of((facts.invited_on - due).days, 'day')} short"
        if facts.urgent_reason:
            return Deadline(due, "short", words, "noted", f"{short}, urgent", note)
        return Deadline(due, "short", words, "late", short, note)
    if facts.held:
        return Deadline(due, "late", "no invite recorded", "late", "Not recorded", note)
    return _awaited(due, today, "Not yet invited", note)


def _papers(facts: MeetingFacts, calendar: SchoolCalendar, today: date) -> Deadline:
    due = calendar.papers_deadline(facts.date, facts.papers_days)
    note = calendar.holiday_note(due)
    if facts.papers_on:
        agreed = f"{_length(facts.papers_days, in_words=True)} agreed"
        words = f"{_ahead((facts.date - facts.papers_on).days)}, {agreed}"
        if papers_kept(facts):
            return Deadline(due, "kept", words, "kept", "Kept", note)
        return Deadline(due, "late", words, "late", _days_late(due, facts.papers_on), note)
    if facts.held:
        return Deadline(due, "late", "none recorded", "late", "Not recorded", note)
    return _awaited(due, today, "Not yet due", note)


def _awaited(due: date, today: date, not_yet: str, note: str) -> Deadline:
    """A deadline whose thing has not come."""
    if due < today:
        return Deadline(due, "late", f"was due {short_day(due, today)}", "late", _days_late(due, today), note)
    if due == today:
        return Deadline(due, "due_today", f"due today, {short_day(due)}", "due", "Due today", note)
    if (due - today).days == 1:
        return Deadline(due, "due_tomorrow", f"due tomorrow, {short_day(due)}", "due", "Due tomorrow", note)
    return Deadline(due, "not_yet", f"due {short_day(due, today)}", "open", not_yet, note)


def _items(facts: MeetingFacts, calendar: SchoolCalendar, today: date) -> Deadline:
    due = calendar.items_deadline(facts.date, facts.items_working_days)
    words = f"by {short_day(due, today)}, {clock_time(ITEMS_CLOSE)}"
    note = calendar.holiday_note(due)
    if due < today:
        return Deadline(due, "closed", words, "noted", "Closed", note)
    if due == today:
        return Deadline(due, "due_today", words, "due", "Due today", note)
    return Deadline(due, "open", words, "open", "Open", note)


def _minutes(clock_face: time) -> int:
    return clock_face.hour * 60 + clock_face.minute


def _length(days: int, in_words: bool = False) -> str:
    """A number of days as weeks where it is: "2 weeks", "10 days"; `in_words`, "two weeks"."""
    number, unit = (days // 7, "week") if days and days % 7 == 0 else (days, "day")
    figures = number_of(number, unit)
    return figures.replace(str(number), number_word(number), 1) if in_words and number <= 10 else figures


def _ahead(days: int) -> str:
    if days < 1:
        return "on the day" if days == 0 else "after the meeting"
    return f"{number_of(days, 'day')} ahead"


def _days_late(due: date, came: date) -> str:
    return f"{number_of((came - due).days, 'day')} late"


def check_still_on(meeting, field: str = "") -> None:
    """Raises RuleBroken for a meeting that was called off: it has no agenda, and nothing came of it."""
    if meeting.state == "cancelled":
        raise RuleBroken(field, "This meeting was called off, so there is nothing to note.")
