"""When digests are due, by London's clock."""

from datetime import date, timedelta

import pytest

from forum_app.clock import parse
from forum_app.features.digests import rules

TUESDAY_TEN = (1, 10)


@pytest.mark.parametrize(
    ("now", "last", "next_one"),
    [
        ("2026-11-24 09:59", "2026-11-17 10:00", "2026-11-24 10:00"),
        ("2026-11-24 10:00", "2026-11-24 10:00", "2026-12-01 10:00"),
        ("2026-11-22 12:00", "2026-11-17 10:00", "2026-11-24 10:00"),
        # The clocks go back on 25 October and forward on 28 March: ten stays ten.
        ("2026-10-26 12:00", "2026-10-20 10:00", "2026-10-27 10:00"),
        ("2027-03-29 12:00", "2027-03-23 10:00", "2027-03-30 10:00"),
    ],
)
def test_a_week_ends_at_the_readers_hour(now, last, next_one):
    assert rules.last_slot(parse(now), *TUESDAY_TEN) == parse(last)
    assert rules.next_slot(parse(now), *TUESDAY_TEN) == parse(next_one)
    assert rules.a_week_before(parse(next_one)) == parse(last)


def test_somebody_new_is_not_sent_what_has_long_passed():
    slot = parse("2026-11-24 10:00")
    for later, owed in ((0, slot), (23, slot), (24, None), (100, None)):
        assert rules.due_slot(slot + timedelta(hours=later), *TUESDAY_TEN, None) == owed


def test_weeks_that_were_missed_are_owed_as_one():
    assert rules.due_slot(parse("2026-12-24 12:00"), *TUESDAY_TEN, parse("2026-11-24 10:00")) == parse(
        "2026-12-22 10:00"
    )
    assert rules.due_slot(parse("2026-12-24 12:00"), *TUESDAY_TEN, parse("2026-12-22 10:00")) is None


@pytest.mark.parametrize(
    ("now", "quiet"),
    [
        ("2026-11-24 20:59", False),
        ("2026-11-24 21:00", True),
        ("2026-11-25 06:59", True),
        ("2026-11-25 07:00", False),
        ("2026-07-01 20:30", False),
        ("2026-07-01 21:00", True),
    ],
)
def test_nights_are_londons(now, quiet):
    assert rules.is_quiet(parse(now)) is quiet


TERMS = [
    (date(2026, 9, 3), date(2026, 10, 23)),
    (date(2026, 11, 3), date(2026, 12, 18)),
    (date(2027, 1, 5), date(2027, 2, 12)),
    (date(2027, 2, 22), date(2027, 3, 25)),
    (date(2027, 4, 12), date(2027, 5, 28)),
    (date(2027, 6, 7), date(2027, 7, 21)),
]


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 11, 24), date(2026, 9, 1)),
        (date(2027, 1, 4), date(2026, 9, 1)),
        (date(2027, 1, 5), date(2026, 12, 19)),
        (date(2027, 3, 1), date(2026, 12, 19)),
        (date(2027, 6, 30), date(2027, 3, 26)),
    ],
)
def test_a_term_holds_two_half_terms(today, start):
    assert rules.term_start(TERMS, today) == start
    assert rules.term_start([], today) == date(2026, 9, 1)
