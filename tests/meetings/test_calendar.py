"""The school calendar and every deadline that is counted from it."""

from datetime import UTC, date, datetime

import pytest

from forum_app.features.meetings.calendar import IN_HOLIDAY, SchoolCalendar
from forum_app.features.meetings.rules import items_close_at

CALENDAR = SchoolCalendar(
    terms=(
        (date(2026, 9, 3), date(2026, 10, 23)),
        (date(2026, 11, 3), date(2026, 12, 18)),
        (date(2027, 1, 5), date(2027, 2, 12)),
        (date(2027, 2, 22), date(2027, 3, 25)),
        (date(2027, 4, 12), date(2027, 5, 28)),
        (date(2027, 6, 7), date(2027, 7, 21)),
    ),
    inset=frozenset(
        {date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 2), date(2027, 1, 4), date(2027, 6, 25)}
    ),
)

# Meeting day, invite by, papers by, items by, items by in clear days; then which fall in a holiday.
VECTORS = [
    ("2026-09-08", "2026-08-25", "2026-09-01", "2026-09-03", "2026-09-02", "invite"),
    ("2026-11-04", "2026-10-21", "2026-10-28", "2026-10-30", "2026-10-29", "papers items clear"),
    ("2026-12-02", "2026-11-18", "2026-11-25", "2026-11-27", "2026-11-26", ""),
    ("2027-01-05", "2026-12-22", "2026-12-29", "2026-12-30", "2026-12-29", "invite papers items clear"),
    ("2027-01-07", "2026-12-24", "2026-12-31", "2027-01-04", "2026-12-31", "invite papers clear"),
    ("2027-02-23", "2027-02-09", "2027-02-16", "2027-02-18", "2027-02-17", "papers items clear"),
    ("2027-04-13", "2027-03-30", "2027-04-06", "2027-04-08", "2027-04-07", "invite papers items clear"),
    ("2027-05-05", "2027-04-21", "2027-04-28", "2027-04-29", "2027-04-28", ""),
    ("2027-06-08", "2027-05-25", "2027-06-01", "2027-06-03", "2027-06-02", "papers items clear"),
    ("2027-07-20", "2027-07-06", "2027-07-13", "2027-07-15", "2027-07-14", ""),
]


@pytest.mark.parametrize(("meeting", "invite", "papers", "items", "clear", "noted"), VECTORS)
def test_deadlines(meeting, invite, papers, items, clear, noted):
    day = date.fromisoformat(meeting)
    found = {
        "invite": CALENDAR.notice_deadline(day),
        "papers": CALENDAR.papers_deadline(day),
        "items": CALENDAR.items_deadline(day),
        "clear": CALENDAR.clear_working_days_before(day, 3),
    }
    assert [value.isoformat() for value in found.values()] == [invite, papers, items, clear]
    assert (
        " ".join(name for name, value in found.items() if CALENDAR.holiday_note(value) == IN_HOLIDAY) == noted
    )


def test_boards_may_agree_on_other_numbers():
    day = date(2027, 1, 5)
    assert CALENDAR.notice_deadline(day, 10) == date(2026, 12, 26)
    assert CALENDAR.papers_deadline(day, 5) == date(2026, 12, 31)
    assert CALENDAR.items_deadline(day, 1) == date(2027, 1, 4)
    assert CALENDAR.items_deadline(day, 0) == day


def test_items_close_at_five_in_london():
    assert items_close_at(date(2026, 12, 2), CALENDAR) == datetime(2026, 11, 27, 17, tzinfo=UTC)
    assert items_close_at(date(2027, 7, 20), CALENDAR) == datetime(2027, 7, 15, 16, tzinfo=UTC)


def test_the_school_year_has_190_school_days_in_its_half_terms():
    days = [
        date.fromordinal(number)
        for number in range(date(2026, 9, 1).toordinal(), date(2027, 8, 31).toordinal())
    ]
    per_term = [
        sum(CALENDAR.is_school_day(day) for day in days if first <= day <= last)
        for first, last in CALENDAR.terms
    ]
    assert per_term == [37, 34, 29, 24, 34, 32]
    assert sum(CALENDAR.is_school_day(day) for day in days) == 190


def test_bank_holidays_with_their_substitutes():
    holidays = [
        "2026-08-31",
        "2026-12-25",
        "2026-12-28",
        "2027-01-01",
        "2027-03-26",
        "2027-03-29",
        "2027-05-03",
    ]
    holidays += ["2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"]
    for text in holidays:
        assert CALENDAR.is_bank_holiday(date.fromisoformat(text)), text
        assert not CALENDAR.is_working_day(date.fromisoformat(text))
    assert not CALENDAR.is_bank_holiday(date(2026, 11, 24))


def test_a_local_extra_holiday_moves_a_deadline():
    extra = SchoolCalendar(CALENDAR.terms, CALENDAR.inset, frozenset({date(2026, 11, 30)}))
    assert extra.items_deadline(date(2026, 12, 2)) == date(2026, 11, 26)
    assert not extra.is_school_day(date(2026, 11, 30))


def test_staff_only_days_are_working_days_and_neither_school_days_nor_holidays():
    for day in CALENDAR.inset:
        assert CALENDAR.is_working_day(day)
        assert not CALENDAR.is_school_day(day)
        assert not CALENDAR.in_school_holiday(day)


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 8, 28), True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 5), False),
        (date(2026, 10, 24), True),
        (date(2026, 10, 28), True),
        (date(2026, 12, 19), True),
        (date(2027, 1, 3), True),
        (date(2027, 4, 11), True),
        (date(2027, 5, 3), False),
        (date(2027, 7, 22), True),
        (date(2027, 8, 30), True),
        (date(2026, 7, 20), False),
        (date(2028, 3, 1), False),
    ],
)
def test_school_holidays(day, holiday):
    assert CALENDAR.in_school_holiday(day) is holiday


def test_after_a_term_whose_next_is_not_typed_yet_nothing_is_known():
    autumn = SchoolCalendar(terms=CALENDAR.terms[:2])
    assert not autumn.in_school_holiday(date(2026, 12, 21))
    assert not autumn.in_school_holiday(date(2027, 1, 13))
    assert autumn.in_school_holiday(date(2026, 10, 28))


def test_without_terms_nothing_is_known_to_be_a_holiday():
    assert not SchoolCalendar().in_school_holiday(date(2026, 8, 10))
    assert not SchoolCalendar().is_school_day(date(2026, 11, 24))
