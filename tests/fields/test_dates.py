"""Days, moments and times as people type them."""

from datetime import UTC, date, datetime, time

import pytest

from forum_app.fields import Date, Moment, Problem, TimeOfDay

ASK = "Write a date as 3 9 2026"
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed",
    [
        "3/9/26",
        "3/9/2026",
        "03/09/2026",
        "3 9 2026",
        "3.9.26",
        "3-9-2026",
        "3 / 9 / 2026",
        "3 September 2026",
        "3rd September 2026",
        "3 sept 26",
        "3 Sep",
        "3 Sep.",
        "3-Sep-26",
        "3/9",
        "Thu 3 Sep",
        "Thursday, 3 September 2026",
        "2026-09-03",
    ],
)
def test_dates_are_read_the_british_way(typed):
    assert Date().parse(typed, TODAY) == date(2026, 9, 3)


def test_a_date_without_its_year_is_this_school_years():
    assert Date().parse("13 January", TODAY) == date(2027, 1, 13)
    assert Date().parse("31 Aug", TODAY) == date(2027, 8, 31)
    assert Date().parse("29 Feb", date(2027, 11, 1)) == date(2028, 2, 29)
    assert Date().parse("3 Sep") == Problem(f"Write the year too. {ASK}")
    assert [Date().parse(word, TODAY).day for word in ("yesterday", "today", "Tomorrow")] == [23, 24, 25]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("30 Feb", f"There is no 30 February. {ASK}"),
        ("31/9/2026", f"There is no 31 September. {ASK}"),
        ("29 Feb 2027", f"There is no 29 February in 2027. {ASK}"),
        ("29 Feb", f"There is no 29 February in 2027. {ASK}"),
        ("2026-13-01", f"There is no month 13. {ASK}"),
        ("9/23/2026", f"There is no month 23. {ASK}"),
        ("0/9/2026", f"There is no 0 September. {ASK}"),
        ("next Tuesday", ASK),
        ("Wed 3 Sep", f"3 September 2026 is a Thursday. {ASK}"),
        ("3 Ma 2026", ASK),
        ("3 Jux", ASK),
        ("3/9/206", ASK),
        ("3/9/1026", f"Write a year from 1900 to 2199. {ASK}"),
        ("soon", ASK),
        ("3" * 5000, ASK),
        ("<b>3</b>", ASK),
    ],
)
def test_other_dates_are_asked_for_again(typed, words):
    assert Date().parse(typed, TODAY) == Problem(words)


def test_a_date_reads_back():
    kind, value = Date(), date(2027, 1, 13)
    assert kind.show(value, TODAY) == "Wed 13 January"
    assert kind.show(date(2025, 1, 13), TODAY) == "Mon 13 January 2025"
    assert kind.edit(value) == "13 1 2027"
    assert kind.export(value) == kind.to_json(value) == "2027-01-13"
    assert kind.parse(kind.edit(value)) == kind.parse(kind.export(value)) == value
    assert kind.parse(kind.show(value, TODAY), TODAY) == kind.from_json(kind.to_json(value)) == value
    assert kind.check(datetime(2026, 9, 3)) == kind.check("2026-09-03") == Problem(ASK)
    assert (kind.parse(""), kind.check(None), kind.show(None)) == (None, None, "")


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("3 9 2026 10:30", datetime(2026, 9, 3, 9, 30, tzinfo=UTC)),
        ("3/9/26, 10.30", datetime(2026, 9, 3, 9, 30, tzinfo=UTC)),
        ("Thu 3 September at 2:15 pm", datetime(2026, 9, 3, 13, 15, tzinfo=UTC)),
        ("3 Sep 2026 9am", datetime(2026, 9, 3, 8, 0, tzinfo=UTC)),
        ("2 December 2026 10:00", datetime(2026, 12, 2, 10, 0, tzinfo=UTC)),
        ("2026-09-03T10:30", datetime(2026, 9, 3, 9, 30, tzinfo=UTC)),
        ("2026-09-03 10:30:15", datetime(2026, 9, 3, 9, 30, 15, tzinfo=UTC)),
        ("2026-09-03T10:30:00Z", datetime(2026, 9, 3, 10, 30, tzinfo=UTC)),
        ("2026-09-03T10:30+02:00", datetime(2026, 9, 3, 8, 30, tzinfo=UTC)),
        ("2026-09-03T10:30-0530", datetime(2026, 9, 3, 16, 0, tzinfo=UTC)),
        ("today 10:00", datetime(2026, 11, 24, 10, 0, tzinfo=UTC)),
    ],
)
def test_moments_are_typed_in_london_time_and_held_in_utc(typed, utc):
    found = Moment().parse(typed, TODAY)
    assert found == utc
    assert found.tzinfo is UTC


def test_other_moments_are_asked_for_again():
    ask = "Write a day and a time as 3 9 2026 10:30"
    for typed in (
        "3 9 2026",
        "10:30",
        "3 9 2026 25:00",
        "3 9 2026 10:75",
        "soon 10:30",
        "T10:30",
        "2026-09-03T10:30+99:99",
    ):
        assert Moment().parse(typed, TODAY) == Problem(ask)
    assert Moment().parse("30 Feb 2027 10:30") == Problem(f"There is no 30 February. {ask}")
    skipped = Problem(f"The clocks go forward, so there is no 01:30 on 28 March. {ask}")
    assert Moment().parse("28 3 2027 1:30") == skipped
    assert Moment().check(datetime(2026, 9, 3, 10, 30)) == Moment().check("now") == Problem(ask)


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 9, 3, 9, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 12, 2, 10, 0, 1, 250, tzinfo=UTC),
    ],
)
def test_a_moment_reads_back_even_in_the_hour_that_comes_twice(value):
    kind = Moment()
    assert kind.parse(kind.edit(value)) == kind.parse(kind.export(value)) == value
    assert kind.from_json(kind.to_json(value)) == value


def test_a_moment_shows_in_london_time():
    value = datetime(2026, 9, 3, 9, 30, tzinfo=UTC)
    assert Moment().show(value, TODAY) == "Thu 3 September, 10:30"
    assert Moment().edit(value) == "3 9 2026 10:30"
    assert Moment().export(value) == "2026-09-03T10:30:00+01:00"


def test_times_of_day():
    kind = TimeOfDay()
    told = ("10:30", "10.30", "9am", "2:15 pm", "12 am", "12pm", "noon", "00:00")
    expected = [(10, 30), (10, 30), (9, 0), (14, 15), (0, 0), (12, 0), (12, 0), (0, 0)]
    assert [kind.parse(text) for text in told] == [time(*pair) for pair in expected]
    for text in ("24:00", "10:60", "13pm", "0am", "10", "half past", "-1:00"):
        assert kind.parse(text) == Problem("Write a time as 10:30")
    assert kind.show(time(9, 5)) == kind.edit(time(9, 5)) == "09:05"
    assert kind.parse(kind.export(time(9, 5, 30))) == kind.from_json("09:05:30") == time(9, 5, 30)
