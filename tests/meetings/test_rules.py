"""Every flag of the meetings held since September, and the clocks of those to come."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from forum_app.features.meetings import rules
from forum_app.features.meetings.calendar import SchoolCalendar
from forum_app.features.meetings.rules import MeetingFacts, deadlines, flags, notice_kept, papers_kept
from forum_app.fields import Problem

TODAY = date(2026, 11, 24)
CALENDAR = SchoolCalendar(
    terms=(
        (date(2026, 9, 3), date(2026, 10, 23)),
        (date(2026, 11, 3), date(2026, 12, 18)),
        (date(2027, 1, 5), date(2027, 2, 12)),
    ),
    inset=frozenset({date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 2)}),
)

# Board: planned minutes, limit, reason to be longer.
BOARDS = {
    "B00": (120, 120, ""),
    "B01": (90, 90, ""),
    "B02": (90, 90, ""),
    "B03": (90, 90, ""),
    "B04": (120, 90, ""),
    "B05": (90, 90, ""),
    "B06": (75, 90, ""),
    "B07": (90, 90, ""),
    "B08": (60, 90, ""),
    "B09": (60, 90, ""),
    "B10": (180, 90, "Whole files are read"),
    "B11": (90, 90, ""),
    "B12": (90, 90, ""),
    "B13": (90, 90, ""),
    "B14": (240, None, ""),
}

# Reference, board, day and start, invited on, papers on, forum people there, then what must be said.
HELD = """
M01 B00 2026-09-08 10:00 2026-08-07 2026-08-28 8 papers issued in holiday
M02 B02 2026-09-09 10:00 2026-08-20 2026-09-03 2 papers 1 day late
M03 B03 2026-09-14 13:00 2026-08-25 2026-09-10 1 papers 3 days late
M04 B10 2026-09-14 09:30 2026-08-19 2026-09-11 1 papers 4 days late; long, with reason
M05 B07 2026-09-16 10:30 2026-08-26 2026-09-11 1 papers 2 days late
M06 B05 2026-09-17 10:00 2026-08-28 2026-09-11 2 papers 1 day late
M07 B04 2026-09-22 13:30 2026-08-21 2026-09-17 1 papers 2 days late; outside school hours; \
planned 120 minutes, limit 90, no reason given
M08 B01 2026-09-24 09:30 2026-08-27 2026-09-18 2 papers 1 day late
M09 B08 2026-09-25 10:00 2026-09-14 2026-09-22 2 3 days short of 2 weeks; papers 4 days late
M10 B06 2026-09-29 10:00 2026-09-11 2026-09-18 1
M11 B11 2026-09-30 13:00 2026-09-07 2026-09-24 1 papers 1 day late
M12 B09 2026-10-01 12:30 2026-09-04 2026-09-23 1
M13 B13 2026-10-02 10:00 2026-09-14 2026-09-25 2
M14 B14 2026-10-06 10:00 2026-08-21 2026-09-25 2
M15 B02 2026-10-07 10:00 2026-09-11 2026-09-30 3
M16 B12 2026-10-08 16:00 2026-08-31 2026-09-30 1 outside school hours
M17 B10 2026-10-12 09:30 2026-09-16 2026-10-09 1 papers 4 days late; long, with reason
M18 B00 2026-10-13 10:00 2026-09-14 2026-10-06 8
M19 B05 2026-10-15 10:00 2026-09-21 2026-10-09 3 papers 1 day late
M20 B03 2026-10-19 13:00 2026-10-06 2026-10-15 1 1 day short of 2 weeks; papers 3 days late
M21 B08 2026-10-23 10:00 2026-10-14 2026-10-22 1 5 days short of 2 weeks; papers 6 days late
M22 B03 2026-10-28 13:00 2026-10-22 2026-10-27 1 8 days short of 2 weeks (urgent: inspection letter); \
papers 6 days late; school holiday; papers issued in holiday
M23 B02 2026-11-04 10:00 2026-10-16 2026-10-27 2 papers issued in holiday
M24 B10 2026-11-09 09:30 2026-10-16 2026-11-06 2 papers 4 days late; long, with reason
M25 B00 2026-11-10 10:00 2026-10-13 2026-11-02 6
M26 B07 2026-11-11 10:30 2026-10-20 2026-11-06 0 papers 2 days late; no representative present
M27 B01 2026-11-12 09:30 2026-10-19 2026-11-05 2
M28 B06 2026-11-17 10:00 2026-10-27 2026-11-10 1
M29 B11 2026-11-18 13:00 2026-10-27 2026-11-11 1
M30 B05 2026-11-19 10:00 2026-10-30 2026-11-13 3 papers 1 day late
M31 B13 2026-11-20 10:00 2026-10-30 2026-11-13 2
"""


def held_meetings() -> dict[str, tuple[MeetingFacts, str]]:
    found = {}
    for line in HELD.strip().splitlines():
        ref, board, day, start, invited, papers, present, *expected = line.split(" ", 7)
        planned, limit, reason = BOARDS[board]
        found[ref] = (
            MeetingFacts(
                date=date.fromisoformat(day),
                start=time.fromisoformat(start),
                planned=planned,
                limit=limit,
                long_reason=reason,
                invited_on=date.fromisoformat(invited),
                papers_on=date.fromisoformat(papers),
                forum_present=int(present),
                urgent_reason="inspection letter" if ref == "M22" else "",
                held=True,
            ),
            "".join(expected),
        )
    return found


MEETINGS = held_meetings()
PLAIN = MEETINGS["M27"][0]


def said(facts: MeetingFacts, today: date | None = TODAY) -> str:
    return "; ".join(flag.words for flag in flags(facts, CALENDAR, today))


@pytest.mark.parametrize("ref", MEETINGS)
def test_a_held_meeting_says_exactly_what_there_is_to_notice(ref):
    facts, expected = MEETINGS[ref]
    assert said(facts) == expected


def test_the_totals_of_the_meetings_held():
    assert len(MEETINGS) == 31
    assert sum(notice_kept(facts) for facts, _ in MEETINGS.values()) == 27
    assert sum(papers_kept(facts) for facts, _ in MEETINGS.values()) == 14


def test_one_day_moves_one_total():
    moved = replace(MEETINGS["M20"][0], invited_on=date(2026, 10, 5))
    assert notice_kept(moved) and not notice_kept(MEETINGS["M20"][0])
    assert said(moved) == "papers 3 days late"
    late = replace(PLAIN, papers_on=date(2026, 11, 6))
    assert (papers_kept(late), said(late)) == (False, "papers 1 day late")


def test_thirteen_days_are_a_day_short_and_fourteen_are_met():
    assert said(replace(PLAIN, invited_on=PLAIN.date - timedelta(13))) == "1 day short of 2 weeks"
    assert said(replace(PLAIN, invited_on=PLAIN.date - timedelta(14))) == ""
    ten = replace(PLAIN, notice_days=10, invited_on=PLAIN.date - timedelta(8))
    assert said(ten) == "2 days short of 10 days"


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"start": time(9, 15)}, []),
        ({"start": time(9, 14)}, ["outside_hours"]),
        ({"start": time(13, 15)}, []),
        ({"start": time(13, 16)}, ["outside_hours"]),
        ({"start": time(23, 30)}, ["outside_hours"]),
        ({"start": time(16), "school_end": time(18)}, []),
        ({"limit": None, "planned": 300}, []),
        ({"planned": 91}, ["over_length"]),
        ({"planned": 91, "long_reason": "exams"}, ["long_with_reason"]),
        ({"forum_present": None}, []),
        ({"forum_present": 0}, ["no_rep_present"]),
        ({"forum_present": 0, "held": False}, []),
        ({"invited_on": None, "papers_on": None}, ["notice_missing", "papers_missing"]),
    ],
)
def test_flags_at_their_edges(changes, kinds):
    assert [flag.kind for flag in flags(replace(PLAIN, **changes), CALENDAR, TODAY)] == kinds


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 2), "INSET day"),
        (date(2026, 10, 27), "school holiday"),
        (date(2026, 11, 14), "at the weekend"),
        (date(2026, 12, 25), "school holiday"),
        (date(2026, 11, 13), "bank holiday"),
    ],
)
def test_days_on_which_pupils_are_not_in(day, words):
    local = replace(CALENDAR, extra_holidays=frozenset({date(2026, 11, 13)}))
    facts = replace(PLAIN, date=day, invited_on=date(2026, 9, 10), papers_on=date(2026, 9, 18))
    assert [flag.words for flag in flags(facts, local)] == [words]


def coming(day: date, **changes) -> MeetingFacts:
    return replace(
        PLAIN, **{"date": day, "held": False, "invited_on": day - timedelta(28), "papers_on": None} | changes
    )


def test_the_clocks_of_the_next_co_production_meeting():
    clocks = deadlines(coming(date(2026, 12, 2), invited_on=date(2026, 11, 9)), CALENDAR, TODAY)
    assert (clocks.notice.words, clocks.notice.state, clocks.notice.pill_words) == (
        "23 days, two weeks agreed",
        "kept",
        "Kept",
    )
    assert (clocks.papers.words, clocks.papers.state, clocks.papers.pill) == (
        "due tomorrow, Wed 25 Nov",
        "due_tomorrow",
        "due",
    )
    assert clocks.papers.pill_words == "Due tomorrow"
    assert (clocks.items.words, clocks.items.state) == ("by Fri 27 Nov, 17:00", "open")


def test_papers_that_were_due_yesterday_are_late():
    facts = coming(date(2026, 11, 30))
    papers = deadlines(facts, CALENDAR, TODAY).papers
    assert (papers.state, papers.words, papers.pill_words) == ("late", "was due Mon 23 Nov", "1 day late")
    assert said(facts) == "papers 1 day late"
    assert said(facts, date(2026, 11, 23)) == said(facts, None) == ""


@pytest.mark.parametrize(
    ("changes", "today", "state", "words"),
    [
        ({"papers_on": date(2026, 11, 18)}, TODAY, "kept", "8 days ahead, one week agreed"),
        ({"papers_on": date(2026, 11, 20)}, TODAY, "late", "6 days ahead, one week agreed"),
        ({"papers_on": date(2026, 11, 26)}, TODAY, "late", "on the day, one week agreed"),
        (
            {"papers_on": date(2026, 11, 27), "held": True},
            TODAY,
            "late",
            "after the meeting, one week agreed",
        ),
        ({}, date(2026, 11, 18), "due_tomorrow", "due tomorrow, Thu 19 Nov"),
        ({}, date(2026, 11, 19), "due_today", "due today, Thu 19 Nov"),
        ({}, date(2026, 11, 1), "not_yet", "due Thu 19 Nov"),
        ({"held": True}, TODAY, "late", "none recorded"),
    ],
)
def test_papers_of_the_local_offer_group(changes, today, state, words):
    papers = deadlines(coming(date(2026, 11, 26), **changes), CALENDAR, today).papers
    assert (papers.due, papers.state, papers.words) == (date(2026, 11, 19), state, words)


def test_an_invite_that_has_not_gone_out():
    day = date(2027, 1, 13)
    facts = coming(day, invited_on=None)
    notice = deadlines(facts, CALENDAR, TODAY).notice
    assert (notice.state, notice.words, notice.pill_words) == ("not_yet", "due Wed 30 Dec", "Not yet invited")
    assert notice.note == "falls in school holiday"
    late = deadlines(facts, CALENDAR, date(2027, 1, 2)).notice
    assert (late.state, late.pill_words) == ("late", "3 days late")
    assert said(facts, date(2027, 1, 2)) == "not invited, 3 days short of 2 weeks"
    assert said(facts) == ""
    short = deadlines(replace(facts, invited_on=date(2027, 1, 4)), CALENDAR, TODAY).notice
    assert (short.state, short.words, short.pill_words) == (
        "short",
        "9 days, two weeks agreed",
        "5 days short",
    )


def test_items_close_on_their_day():
    facts = coming(date(2026, 12, 2))
    states = [deadlines(facts, CALENDAR, date(2026, 11, day)).items.state for day in (26, 27, 28)]
    assert states == ["open", "due_today", "closed"]


def test_one_log_takes_at_most_twelve_hours_of_a_kind():
    words = "That is more than 12 hours. Write minutes as 90 or 1:30"
    assert rules.LOG_MINUTES.parse("900") == Problem(words)
    assert {rules.words_of_log(attended) for attended in ("there", "deputy", "apologies")}.isdisjoint({""})


def test_answers_are_counted_and_once_all_are_in_told():
    assert rules.answers_words(3, ()) == "0 of 3 have answered."
    assert rules.answers_words(3, ("support",)) == "1 of 3 has answered."
    told = rules.answers_words(3, ("ask_more", "do_not_support", "ask_more"))
    assert told == "All 3 have answered: 1 does not support, 2 ask more."
    assert rules.answers_words(1, ("ask_more",)) == "The one asked has answered: 1 asks more."
