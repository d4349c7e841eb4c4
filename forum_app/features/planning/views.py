"""Turns a planned meeting and its check into what the templates print."""

import re
from dataclasses import dataclass
from typing import Any

from ...clock import london
from ...fields.dates import read_time
from ...fields.problem import Problem
from ...fields.words import capital, join, long_day, number_of, span
from ..meetings.facts import SchoolYear
from ..meetings.rules import MeetingFacts
from ..meetings.venues import venue_words
from . import queries, rules
from .queries import ACCESS, Plan, Where

A_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")


@dataclass(frozen=True)
class Check:
    """What the calendar says of a proposed time."""

    title: str
    findings: tuple = ()
    unread: tuple[str, ...] = ()
    can: tuple = ()
    cannot: tuple = ()
    to_keep: tuple = ()
    place: str = ""
    when: str = ""


def usual_values(plan: Plan) -> dict[str, Any]:
    """What the form begins with: the meeting's own values, or what its board usually does."""
    meeting = plan.meeting
    if meeting is None:
        return _usual_of_board(plan)
    start = london(meeting.starts_at)
    return {
        "day": meeting.day,
        "starts": start.time(),
        "minutes": meeting.planned_minutes,
        "mode": meeting.mode,
        "venue": meeting.venue_id,
        "join_link": meeting.join_link,
        "aim": meeting.aim,
        "chair": meeting.chair,
        "invited_on": meeting.invited_on,
        "urgent_reason": meeting.urgent_reason,
        "long_reason": meeting.long_reason,
    }


def _usual_of_board(plan: Plan) -> dict[str, Any]:
    board, last = plan.board, plan.last
    return {
        "starts": usual_start(board, last),
        "minutes": board.planned_minutes,
        "mode": board.mode,
        "venue": last.venue_id if last and board.mode != "online" else None,
        "chair": last.chair if last and not board.chair else board.chair,
    }


def usual_start(board, last=None):
    """When the board usually starts: as its rhythm says, else as last time; None when neither is known."""
    if found := A_TIME.search(board.usual_time or ""):
        read = read_time(found[0], "")
        return None if isinstance(read, Problem) else read
    return london(last.starts_at).time() if last else None


def venue_options(plan: Plan) -> list[tuple[str, str]]:
    return [(venue.id, venue.name) for venue in plan.venues]


def check_of(viewer, plan: Plan, values: dict[str, Any], unread: list[str]) -> Check | None:
    """The check of what the form holds now, or None while it holds no time yet."""
    if unread:
        return Check("The check waits for the time", unread=tuple(unread))
    if not (values["day"] and values["starts"] and values["minutes"]):
        return None
    slot = rules.Slot(values["day"], values["starts"], values["minutes"])
    year, meeting_id = queries.year_of(viewer), plan.meeting.id if plan.meeting else None
    facts = facts_of(plan, slot, values, year)
    found = rules.findings(
        facts,
        year.calendar,
        viewer.today,
        board_ends=plan.board.ends_on,
        met_already=queries.meets_already(viewer, plan.board, slot.day, meeting_id),
    )
    venue = _venue(plan, values)
    where = Where(values["mode"] != "online", venue.id if venue else None)
    reps = queries.reps_on(viewer, plan.board, slot, where, meeting_id)
    access = {column: getattr(venue, column) or "" for column in ACCESS} if venue else {}
    answers = rules.who_can_come(slot, reps, access if where.goes else None)
    return Check(
        title=_title(found, answers),
        findings=tuple(found),
        can=tuple(answer for answer in answers if answer.can),
        cannot=tuple(answer for answer in answers if not answer.can),
        to_keep=tuple(rules.to_keep(facts, year.calendar, viewer.today)),
        place=_place_words(venue, values),
        when=f"{long_day(slot.day, viewer.today)}, {span(slot.start, slot.minutes)}",
    )


def facts_of(plan: Plan, slot: rules.Slot, values: dict[str, Any], year: SchoolYear) -> MeetingFacts:
    """A proposed time as the rules want it."""
    board = plan.board
    hours = {"school_start": year.starts_at, "school_end": year.ends_at} if year.starts_at else {}
    return MeetingFacts(
        date=slot.day,
        start=slot.start,
        planned=slot.minutes,
        limit=board.limit_minutes,
        long_reason=values.get("long_reason") or board.long_reason,
        invited_on=values.get("invited_on"),
        papers_on=plan.meeting.papers_on if plan.meeting else None,
        urgent_reason=values.get("urgent_reason") or "",
        notice_days=board.notice_days,
        papers_days=board.papers_days,
        items_working_days=board.items_working_days,
        **hours,
    )


def _venue(plan: Plan, values: dict[str, Any]):
    if values["mode"] == "online" or values.get("new_venue"):
        return None
    return next((venue for venue in plan.venues if venue.id == values.get("venue")), None)


def _place_words(venue, values: dict[str, Any]) -> str:
    if venue:
        return f"{venue.name}: {venue_words(venue)}"
    if values["mode"] != "online" and values.get("new_venue"):
        return f"{values['new_venue']} is new: nothing is known of its access yet."
    return ""


def _title(found: list, answers: list) -> str:
    """How it stands, in a line: what is wrong first, then who cannot come."""
    wrong = [finding for finding in found if finding.pill != "noted"]
    cannot = [answer for answer in answers if not answer.can]
    if not wrong and not cannot:
        return "Nothing stands in the way"
    parts = []
    if wrong:
        parts.append(f"{number_of(len(wrong), 'thing')} to look at")
    if cannot:
        parts.append(f"{len(cannot)} of {len(answers)} cannot come")
    return capital(join(parts))


def saved_words(check: Check | None, words: str) -> str:
    """What is said after saving: that it is saved, and what still stands."""
    standing = [finding.words for finding in check.findings if finding.pill != "noted"] if check else []
    cannot = [answer.name for answer in check.cannot] if check else []
    told = [*standing[:2]]
    if len(standing) > 2:
        told.append(f"{number_of(len(standing) - 2, 'more thing')} to look at.")
    if cannot:
        told.append(f"{join(cannot)} cannot come.")
    return " ".join([f"{words}.", *told])
