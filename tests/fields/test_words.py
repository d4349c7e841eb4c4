"""Values in the forum's words, spreadsheets that run nothing, and ids that rise."""

import csv
import io
from datetime import UTC, date, datetime, time, timedelta

import pytest

from forum_app.fields import KINDS, OPERATOR_WORDS, words
from forum_app.fields.export import disarm, rearm
from forum_app.fields.ids import Ids, looks_like_id, new_id

TODAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_hours_and_pounds():
    told = [words.hours(minutes) for minutes in (215, 45, 60, 120, 0, 8035)]
    assert told == ["3 h 35 min", "45 min", "1 h 00 min", "2 h 00 min", "0 min", "133 h 55 min"]
    assert [words.spoken_hours(minutes) for minutes in (360, 215, 45)] == ["6 h", "3 h 35 min", "45 min"]
    assert [words.pounds(pence) for pence in (2420, 180118, 5, 0, -499)] == [
        "£24.20",
        "£1,801.18",
        "£0.05",
        "£0.00",
        "-£4.99",
    ]
    assert [words.rate(pence) for pence in (55, 1345)] == ["55p", "£13.45"]


def test_days_leave_out_this_school_year():
    assert words.day(date(2027, 1, 13), TODAY) == words.day(date(2027, 1, 13)) == "Wed 13 January"
    assert words.day(date(2026, 9, 1), TODAY) == "Tue 1 September"
    assert words.day(date(2026, 8, 31), TODAY) == "Mon 31 August 2026"
    assert words.day(date(2027, 9, 1), TODAY) == "Wed 1 September 2027"
    assert words.long_day(date(2027, 1, 13)) == "Wednesday 13 January"
    assert words.short_day(date(2026, 11, 26)) == "Thu 26 Nov"
    assert words.short_date(date(2026, 12, 8), TODAY) == "8 Dec"
    assert words.plain_day(date(2026, 9, 14)) == "14 September"
    assert words.school_year(TODAY) == (date(2026, 9, 1), date(2027, 8, 31))


def test_times_are_londons():
    assert words.clock_time(time(9, 5)) == "09:05"
    assert words.clock_time(datetime(2026, 7, 1, 9, 30, tzinfo=UTC)) == "10:30"
    assert words.span(time(10), 90) == words.span(datetime(2026, 7, 1, 9, tzinfo=UTC), 90) == "10:00 to 11:30"
    assert words.moment(datetime(2026, 12, 8, 9, tzinfo=UTC), TODAY) == "Tue 8 December, 09:00"


def test_how_far():
    told = {0: "today", 1: "tomorrow", -1: "yesterday", 8: "in 8 days", 13: "in 13 days", 14: "in 2 weeks"}
    told |= {50: "in 7 weeks", -3: "3 days ago", -21: "3 weeks ago"}
    assert {apart: words.how_far(TODAY + timedelta(apart), TODAY) for apart in told} == told


def test_lists_and_counts():
    assert [words.join(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert words.join(["yes", "no"], "or") == "yes or no"
    assert [words.count(number, "person", "people") for number in (0, 1, 7)] == [
        "no people",
        "one person",
        "7 people",
    ]
    assert words.count(7, "rep") == "7 reps"
    assert [words.number_of(number, "day") for number in (0, 1, 4)] == ["0 days", "1 day", "4 days"]
    assert (words.number_word(2), words.number_word(31), words.capital("quorate")) == ("two", "31", "Quorate")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 1632",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "-",
        "'=1",
        "''=1",
    ],
)
def test_what_a_spreadsheet_would_run_is_disarmed_and_reads_back(text):
    assert disarm(text) == f"'{text}"
    assert rearm(disarm(text)) == text


@pytest.mark.parametrize("text", ["", "Becky", "-5", "-24.20", "24.20", "'quoted'", "a=b", "£5", "'"])
def test_other_text_is_left_alone(text):
    assert disarm(text) == rearm(disarm(text)) == text


def test_disarmed_text_survives_a_csv_file():
    texts = ["=1", "\n=1", '"+1"', "-5"]
    file = io.StringIO()
    csv.writer(file).writerow([disarm(text) for text in texts])
    assert [rearm(cell) for cell in next(csv.reader(io.StringIO(file.getvalue(), newline="")))] == texts


def test_an_id_tells_its_time_and_nothing_else():
    first = new_id(MOMENT, bytes(6))
    assert len(first) == 17 and looks_like_id(first)
    assert new_id(MOMENT, b"\xff" * 6) > first
    assert new_id(MOMENT + timedelta(milliseconds=1), bytes(6)) > new_id(MOMENT, b"\xff" * 6)
    assert len(new_id(datetime(2089, 1, 1, tzinfo=UTC), b"\xff" * 6)) == 17
    with pytest.raises(ValueError):
        new_id(MOMENT, bytes(5))
    for text in (
        "",
        "rec",
        first[:-1],
        first + "A",
        "REC" + first[3:],
        first[:-1] + "-",
        first + "\n",
        None,
        5,
    ):
        assert not looks_like_id(text)


def test_ids_rise_while_the_clock_stands_still_or_steps_back():
    moments = iter([MOMENT] * 2000 + [MOMENT - timedelta(hours=1)] * 2000)
    ids = Ids(lambda: next(moments))
    made = [ids.next() for _ in range(4000)]
    assert made == sorted(set(made))


def test_ids_keep_all_their_random_bits_in_one_millisecond():
    low, high = bytes(6), b"\xff" * 6
    draws = iter([high, low, low])
    ids = Ids(lambda: MOMENT, lambda count: next(draws))
    made = [ids.next() for _ in range(3)]
    later = [MOMENT + timedelta(milliseconds=step) for step in range(3)]
    assert made == [new_id(later[0], high), new_id(later[1], low), new_id(later[2], low)]


def test_every_kind_says_what_it_can_do_in_words_without_blame():
    for name, kind in KINDS.items():
        made = kind()
        assert made.name == name
        assert set(made.operators) <= OPERATOR_WORDS.keys()
        assert made.parse("") == made.empty
        assert made.show(made.empty) == made.export(made.empty) == made.edit(made.empty) == ""
        sentence = made.wants.lower()
        assert not any(word in sentence for word in ("invalid", "required", "error", "!", "please"))
