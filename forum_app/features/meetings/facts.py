"""Hands a meeting's rows to the pure rules, and the words of the rules to its pages."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from ...clock import london
from ...fields.words import capital, day, how_far, long_day, number_of, short_date, span
from . import rules
from .calendar import SchoolCalendar
from .quorum import Count, Part, Rule, forecast, held, warning
from .venues import venue_words

MODES = {"online": "Online", "in_person": "In person", "both": "In person and online"}
KIND_WORDS = {
    "meeting": "At the meeting",
    "reading": "Reading",
    "briefing": "Briefing",
    "travel": "Travel there and back",
}
KIND_ORDER = tuple(KIND_WORDS)
FLAG_PILLS = {
    "notice_short": "late",
    "notice_urgent": "noted",
    "papers_late": "late",
    "papers_missing": "late",
    "no_rep_present": "missed",
    "papers_in_holiday": "due",
    "school_holiday": "due",
    "long_with_reason": "noted",
}


@dataclass(frozen=True)
class SchoolYear:
    """The calendar as the rules want it, with the hours pupils are in."""

    calendar: SchoolCalendar
    starts_at: Any
    ends_at: Any


def calendar(rows) -> SchoolYear:
    """The calendar from its rows of (what, first, last) as text."""
    days = [(what, first, last) for what, first, last in rows if what != "hours"]
    hours = next(((first, last) for what, first, last in rows if what == "hours"), None)
    found = SchoolCalendar(
        terms=tuple(
            (date.fromisoformat(first), date.fromisoformat(last))
            for what, first, last in sorted(days, key=lambda row: row[1])
            if what == "term"
        ),
        inset=frozenset(date.fromisoformat(first) for what, first, _ in days if what == "inset"),
        extra_holidays=frozenset(date.fromisoformat(first) for what, first, _ in days if what == "holiday"),
    )
    starts, ends = (time.fromisoformat(text) for text in hours) if hours else (None, None)
    return SchoolYear(found, starts, ends)


def facts_of(viewer, meeting, board, year: SchoolYear, present: int | None) -> rules.MeetingFacts:
    hours = {"school_start": year.starts_at, "school_end": year.ends_at} if year.starts_at else {}
    return rules.MeetingFacts(
        date=meeting.day,
        start=london(meeting.starts_at).time(),
        planned=meeting.planned_minutes,
        limit=board.limit_minutes,
        long_reason=meeting.long_reason or board.long_reason,
        invited_on=meeting.invited_on,
        papers_on=meeting.papers_on,
        forum_present=present,
        urgent_reason=meeting.urgent_reason,
        notice_days=board.notice_days,
        papers_days=board.papers_days,
        items_working_days=board.items_working_days,
        held=meeting.starts_at <= viewer.now,
        **hours,
    )


@dataclass(frozen=True)
class FlagView:
    pill: str
    words: str


def flags(viewer, meeting, board, year: SchoolYear, present: int | None) -> list[FlagView]:
    """What is to be noticed about a meeting, as pills; of one that was called off, nothing."""
    if meeting.state == "cancelled":
        return []
    found = rules.flags(facts_of(viewer, meeting, board, year, present), year.calendar, viewer.today)
    return [FlagView(FLAG_PILLS.get(flag.kind, "due"), capital(flag.words)) for flag in found]


def missing(viewer, meeting, papers, terms: bool) -> list[str]:
    """What a coming meeting still lacks; one that was held lacks nothing any more."""
    if meeting.starts_at <= viewer.now or meeting.state == "cancelled":
        return []
    issued = meeting.papers_on is not None or any(paper.issued_on for paper in papers)
    return rules.still_missing(meeting.aim, issued, [paper.summary for paper in papers], terms)


def deadlines(viewer, meeting, board, year: SchoolYear):
    """The meeting's three clocks: notice, papers, agenda items."""
    return rules.deadlines(facts_of(viewer, meeting, board, year, None), year.calendar, viewer.today)


@dataclass(frozen=True)
class Point:
    """One point of the time line; `at` is its place, 0 to 100."""

    at: float
    day: str
    words: str
    state: str


def points(viewer, meeting, clocks) -> tuple[list[Point], float | None]:
    """The meeting's clocks on one rule, first to last, and today's place if it lies on the rule."""
    found = [
        (clocks.notice.due, f"{_weeks(meeting, clocks)} before", "mark"),
        (meeting.day, "Meeting", "meeting"),
    ]
    if meeting.invited_on:
        found.append((meeting.invited_on, "Invited", "done"))
    found.append((meeting.papers_on or clocks.papers.due, "Papers", _papers_state(meeting, clocks)))
    found.append((clocks.items.due, "Items", "done" if clocks.items.state == "closed" else "open"))
    found.sort(key=lambda point: (point[0], point[2] == "meeting"))
    first, last = found[0][0], max(point[0] for point in found)
    length = max((last - first).days, 1)
    placed = [
        Point(round((day - first).days * 100 / length, 1), short_date(day, viewer.today), words, state)
        for day, words, state in found
    ]
    today = (viewer.today - first).days * 100 / length
    return placed, round(today, 1) if 0 <= today <= 100 else None


def _weeks(meeting, clocks) -> str:
    days = (meeting.day - clocks.notice.due).days
    return number_of(days // 7, "week") if days % 7 == 0 else number_of(days, "day")


def _papers_state(meeting, clocks) -> str:
    if clocks.papers.state == "late":
        return "missed"
    if meeting.papers_on:
        return "done"
    return "due" if clocks.papers.state in {"due_today", "due_tomorrow"} else "open"


@dataclass(frozen=True)
class QuorumView:
    """One meeting's quorum: a title that says the outcome, a line, and a column for each part."""

    title: str
    so_far: str
    parts: tuple
    warning: str


def rule_of(board, parts) -> Rule:
    """The board's rule; parts carry the short and plain names of the bodies they name."""
    named = tuple(
        Part(
            name=part.short_name or part.sector.lower(),
            minimum=part.minimum,
            organisation=part.organisation_id or "",
            sector=part.sector,
            label=capital(part.plain_name) if part.plain_name else part.sector,
        )
        for part in sorted(parts, key=lambda part: part.body_sector != "Forum")
    )
    return Rule(
        total=board.quorum_total,
        parts=named,
        percent=board.quorum_percent,
        words=board.quorum_words,
        own=board.is_steering,
    )


def counts_of(board, counts, parts, turnout: tuple[int, int, int]) -> list[Count]:
    """Partner counts and the forum's own, as the rule wants them. Empty where a partner's are not known."""
    if not counts and not board.is_steering:
        return []
    found = [
        Count(
            name=row.label,
            organisation=row.now or row.organisation_id or "",
            sector=row.sector,
            present=row.present,
            yes=row.yes or 0,
            maybe=row.maybe or 0,
            guests=row.guests,
        )
        for row in counts
    ]
    own = next((part.organisation_id for part in parts if part.body_sector == "Forum"), "forum")
    present, yes, maybe = turnout
    return [Count("forum", own, "Forum", present, yes, maybe, ours=True), *found]


def quorum(viewer, meeting, board, parts, counts, turnout) -> QuorumView | None:
    """What the rule says of a meeting: held, from those present; ahead, from the replies."""
    rule = rule_of(board, parts)
    told = counts_of(board, counts, parts, turnout)
    if meeting.starts_at <= viewer.now:
        answer = held(rule, told)
        return QuorumView(capital(answer.words), "", (), warning(rule)) if answer.words else None
    ahead = forecast(rule, told)
    return (
        QuorumView(ahead.heading, ahead.so_far, tuple(ahead.parts), warning(rule)) if ahead.heading else None
    )


@dataclass(frozen=True)
class MeetingWords:
    """A meeting's envelope in words."""

    day: str
    long_day: str
    times: str
    mode: str
    length: str
    chair: str
    how_far: str
    venue_facts: str
    join_link: str


def words_of(viewer, meeting, venue=None) -> MeetingWords:
    start = london(meeting.starts_at)
    minutes = meeting.actual_minutes or meeting.planned_minutes
    return MeetingWords(
        day=day(meeting.day, viewer.today),
        long_day=long_day(meeting.day, viewer.today),
        times=span(start, meeting.planned_minutes),
        mode=MODES.get(meeting.mode, meeting.mode),
        length=_length(meeting, minutes),
        chair=chair_words(meeting),
        how_far=how_far(meeting.day, viewer.today),
        venue_facts=venue_words(venue),
        join_link=meeting.join_link,
    )


def _length(meeting, minutes: int) -> str:
    if meeting.actual_minutes and meeting.actual_minutes != meeting.planned_minutes:
        return f"{minutes} minutes, planned for {meeting.planned_minutes}"
    return number_of(minutes, "minute")


def chair_words(meeting) -> str:
    """Who chairs and takes notes, as one sentence, or nothing: "The council chairs and takes notes."."""
    if not meeting.chair:
        return ""
    several = meeting.chair.endswith("co-chairs")
    both = (" and take notes" if several else " and takes notes") if meeting.chair == meeting.notes_by else ""
    return f"{capital(meeting.chair)} {'chair' if several else 'chairs'}{both}."


def place_words(meeting, venue) -> str:
    """Where a meeting is, in one line."""
    if venue is None:
        return MODES.get(meeting.mode, "")
    return f"{venue.name}, and online" if meeting.mode == "both" else venue.name


def days_before(today: date, days: int) -> date:
    return today - timedelta(days=days)
