"""The words of Home, from plain values."""

from datetime import UTC, date, datetime

import pytest

from forum_app.features.home import rules
from forum_app.features.ledger.rules import the

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "hour, words", [(8, "Good morning, Ada"), (12, "Good afternoon, Ada"), (18, "Good evening, Ada")]
)
def test_the_greeting_keeps_london_time(hour, words):
    assert rules.greeting(datetime(2026, 11, 24, hour, tzinfo=UTC), "Ada") == words
    assert rules.greeting(datetime(2026, 7, 24, 11, tzinfo=UTC), "") == "Good afternoon"


def test_leaving_and_coming_home_are_told_to_the_quarter_hour_that_is_safe():
    start = datetime(2027, 1, 13, 10, 30, tzinfo=UTC)
    assert rules.leave_and_home(start, 90, 40) == "Leave by 9:45, home by 12:45."
    assert rules.leave_and_home(start, 90, 30) == "Leave by 10:00, home by 12:30."


def test_papers_are_due_late_or_here():
    day = date(2026, 12, 2)
    assert rules.papers_words(day, None, 7, TODAY) == ("Papers are due on Wed 25 November", False)
    assert rules.papers_words(day, None, 7, date(2026, 11, 25)) == ("Papers are due today", False)
    assert rules.papers_words(day, None, 7, date(2026, 11, 26)) == (
        "Papers were due on Wed 25 November",
        True,
    )
    assert rules.papers_words(day, date(2026, 11, 20), 7, TODAY) == ("Papers came on Fri 20 November", False)


def test_papers_of_the_last_time_are_told_in_days():
    day = date(2026, 11, 11)
    assert rules.last_time(day, date(2026, 11, 6), 7) == "Last time they came 2 days late."
    assert rules.last_time(day, date(2026, 11, 4), 7) == "Last time they came in time."
    assert rules.last_time(day, None, 7) == "Last time none came."


def test_what_needs_deciding_names_the_day_of_this_week():
    assert rules.needs_words(1, date(2026, 11, 26), TODAY) == "One decision needs you by Thursday."
    assert rules.needs_words(2, date(2026, 12, 1), TODAY) == "Two decisions need you, the first by Tue 1 Dec."
    assert rules.needs_words(1, TODAY, TODAY) == "One decision needs you by today."


def test_meetings_held_are_counted_in_words():
    assert rules.held_words(31, 15, True) == "Since September: 31 meetings on 15 boards, our own among them."
    assert rules.held_words(1, 1, True) == "Since September: 1 meeting on 1 board."
    assert rules.held_words(0, 0, False) == "No meeting has been held since September."


def test_an_answer_is_open_until_its_day_has_passed():
    assert rules.late_pill(TODAY, TODAY) == ("open", "Open")
    assert rules.late_pill(date(2026, 11, 23), TODAY) == ("late", "1 day late")
    assert rules.late_pill(None, TODAY) == ("open", "Open")


def test_a_promise_says_what_its_owner_said_before_how_far_it_came():
    assert rules.promise_pill("not_kept", 3, 5) == ("missed", "Not kept")
    assert rules.promise_pill("open", 3, 5) == ("open", "3 of 5")
    assert rules.promise_pill("open", 5, 5) == ("kept", "5 of 5")
    assert rules.promise_pill("open", None, None) == ("open", "Open")


def test_partners_are_named_as_in_a_sentence():
    assert [the(name) for name in ("council", "ICB", "Saltmarsh")] == ["the council", "the ICB", "Saltmarsh"]


def test_an_action_names_a_board_by_code_or_short_name():
    assert rules.names_board("Find a deputy for B07 and B12.", "B07", "Short Breaks")
    assert rules.names_board("Find a deputy for short breaks.", "B07", "Short Breaks")
    assert not rules.names_board("Find a deputy for B070.", "B07", "Short Breaks")
    assert not rules.names_board("Anything", "", "")
