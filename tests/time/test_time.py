"""One's own time, newest first, a page by key."""

from datetime import date, timedelta

import pytest

from forum_app.db import unguarded
from forum_app.models.money import TimeEntry
from tests.story import code
from tests.web.browse import change


def test_becky_reads_her_own_entries_together_by_meeting(visit):
    page = visit("becky").read("/time")
    assert "Your time 3 h 35 min given since September." in page
    assert "Short Breaks Wed 16 Sep Accepted Meeting 1 h 30 min, reading 45 min, travel 1 h 20 min" in page


def test_states_and_hats_are_told_in_words(visit):
    change(TimeEntry, TimeEntry.row == "X12", person=code("R14"))
    page = visit("ellie").read("/time")
    assert "Handover notes for the EHC Plan Quality Panel Mon 16 Nov Draft" in page
    assert "Not counted Meeting as school governor" in page or "Not counted Other as school governor" in page
    assert "10 h given since September." in page


def test_time_to_confirm_and_training_are_told_apart(visit):
    page = visit("amara").read("/time")
    assert "3 h 50 min given since September, 2 h of it to confirm. 1 h 30 min of training" in page


def test_nobody_reads_the_time_of_others(visit):
    for who in ("gwen", "priya", "olu"):
        assert "Short Breaks" not in visit(who).read("/time")


def test_an_empty_page_says_what_to_do_next(visit):
    page = visit("leon").read("/time")
    assert "No time here yet" in page
    assert "Log a meeting" in page


@pytest.mark.parametrize("more, pages", [(0, 1), (60, 2)])
def test_pages_follow_by_key_without_a_gap(visit, more, pages):
    becky = visit("becky")
    with unguarded("a test's own rows"):
        for number in range(more):
            TimeEntry.insert(
                id=f"recextra{number:09d}",
                person=becky.person_id,
                day=date(2026, 9, 17) + timedelta(days=number % 50),
                kind="stand",
                minutes=10,
                state="accepted",
                words=f"Stand {number:03d}",
            ).execute()
    seen, path, count = "", "/time", 0
    while path:
        seen += becky.read(path)
        count += 1
        found = becky.page.partition('href="/time?after=')[2].partition('"')[0]
        path = f"/time?after={found}" if found else ""
    assert count == pages
    assert all(seen.count(f"Stand {number:03d} ") == 1 for number in range(more))
