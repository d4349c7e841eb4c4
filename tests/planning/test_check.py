"""The check of a proposed time: what it says, in words, from plain values."""

from datetime import date, time

import pytest

from forum_app.features.meetings.rules import MeetingFacts
from forum_app.features.planning.rules import Busy, Rep, Slot, findings, to_keep, who_can_come
from tests.meetings.test_calendar import CALENDAR

TODAY = date(2026, 11, 24)


def said(day: str, start: str = "10:00", planned: int = 90, **more) -> list[str]:
    facts = MeetingFacts(date.fromisoformat(day), time.fromisoformat(start), planned, 90, **more)
    return [finding.words for finding in findings(facts, CALENDAR, TODAY)]


@pytest.mark.parametrize(
    ("day", "start", "planned", "words"),
    [
        ("2027-01-13", "10:30", 90, []),
        ("2027-01-13", "09:15", 90, []),
        ("2027-01-13", "09:00", 90, ["It starts before school hours, which are from 09:15."]),
        ("2027-01-13", "13:30", 90, ["It ends at 15:00, and school hours end at 14:45."]),
        ("2027-02-17", "10:00", 60, ["Wednesday 17 February is in a school holiday."]),
        ("2027-01-04", "10:00", 60, ["Monday 4 January is an INSET day: pupils are at home."]),
        (
            "2026-12-28",
            "10:00",
            60,
            ["Monday 28 December is in a school holiday.", "Monday 28 December is a bank holiday."],
        ),
        ("2027-01-16", "10:00", 60, ["Saturday 16 January is at the weekend."]),
        ("2027-01-13", "10:00", 95, ["95 minutes, and 90 were agreed. Shorten it, or say why."]),
        ("2026-12-07", "10:00", 60, ["1 day short of 2 weeks of notice."]),
        ("2026-12-08", "10:00", 60, []),
        (
            "2026-11-30",
            "10:00",
            60,
            [
                "8 days short of 2 weeks of notice.",
                "Papers were due by Mon 23 Nov, so they will be late.",
            ],
        ),
    ],
)
def test_a_bad_time_is_told_when_it_is_set(day, start, planned, words):
    assert said(day, start, planned) == words


def test_a_reason_makes_an_exception_of_short_notice_and_of_length():
    assert said("2026-12-07", urgent_reason="inspection letter") == [
        "1 day short of 2 weeks of notice, urgent: inspection letter"
    ]
    assert said("2027-01-13", "10:00", 120, long_reason="whole files are read") == [
        "120 minutes, and 90 were agreed. The reason: whole files are read"
    ]


def test_the_dates_to_keep_say_which_fall_in_a_holiday():
    facts = MeetingFacts(date(2027, 1, 5), time(10), 90)
    assert to_keep(facts, CALENDAR, TODAY) == [
        ("Invite by", "Tue 22 Dec", "falls in school holiday"),
        ("Papers by", "Tue 29 Dec", "falls in school holiday"),
        ("Agenda items by", "Wed 30 Dec, 17:00", "falls in school holiday"),
    ]


SLOT = Slot(date(2027, 1, 13), time(9, 30), 90)
ALL_DAY = ((time(8), time(15)),)
MORNINGS = ((time(9, 15), time(14, 45)),)


@pytest.mark.parametrize(
    ("rep", "can", "words"),
    [
        ({"free": MORNINGS}, True, ""),
        ({}, True, "has not said when they are free"),
        ({"free": MORNINGS, "way": 10}, True, "leaves at 09:20, back at 11:10"),
        (
            {"free": MORNINGS, "way": 45},
            False,
            "is usually free from 09:15, and would leave at 08:45 with 45 min of travel",
        ),
        ({"free": ()}, False, "is not usually free on a Wednesday"),
        ({"free": MORNINGS, "way": None}, True, "the way there is not known"),
        (
            {"free": MORNINGS, "busy": (Busy("CAMHS", Slot(SLOT.day, time(10), 60)),)},
            False,
            "is at CAMHS, 10:00 to 11:00",
        ),
        (
            {"free": ALL_DAY, "way": 40, "busy": (Busy("CAMHS", Slot(SLOT.day, time(11, 30), 60)),)},
            False,
            "is at CAMHS, 11:30 to 12:30, and the way takes 40 min",
        ),
        (
            {"free": MORNINGS, "needs": ("A quiet room", "Large text")},
            True,
            "needs a quiet room, which the place does not have",
        ),
    ],
)  # fmt: skip
def test_who_can_come_is_told_with_travel_at_both_ends(rep, can, words):
    place = {"quiet_room": "no", "step_free": "yes"}
    answer = who_can_come(SLOT, [Rep("1", "Olu", **rep)], place)[0]
    assert (answer.can, answer.words) == (can, words)
