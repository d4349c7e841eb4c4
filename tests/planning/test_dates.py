"""A board's rhythm proposes a year of dates; what the coordinator leaves in is added, and undone, at once."""

import re
from datetime import date

import pytest

from forum_app.features.demo.data.boards import TIMES
from forum_app.features.demo.data.meetings import AHEAD, HELD
from forum_app.features.planning.rhythm import Rhythm, propose, read_rhythm
from forum_app.models.meetings import Meeting
from tests.meetings.test_calendar import CALENDAR
from tests.story import code, words
from tests.web.browse import rows

FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
TIMES_OF = {row["code"]: row for row in TIMES}


def proposed(board: str) -> list[str]:
    every, weekday, nth = read_rhythm(TIMES_OF[board]["cadence"], TIMES_OF[board]["usual"])
    return [one.day.isoformat() for one in propose(Rhythm(every, weekday, nth), CALENDAR, FIRST, LAST)]


@pytest.mark.parametrize("board", ["B00", "B02", "B05", "B10"])
def test_a_monthly_board_gets_the_very_dates_of_its_year(board):
    held = [row["start"][:10] for row in HELD if row["board"] == board]
    ahead = next(row["days"] for row in AHEAD if row["board"] == board).split(", ")
    assert proposed(board) == held + ahead and len(held + ahead) == 11


@pytest.mark.parametrize(("board", "many"), [("B01", 6), ("B03", 8), ("B04", 4), ("B12", 3)])
def test_other_rhythms_miss_the_holidays_too(board, many):
    found = proposed(board)
    assert len(found) == many
    assert all(CALENDAR.is_school_day(date.fromisoformat(day)) for day in found)


@pytest.mark.requirement("ES-17")
def test_a_year_of_dates_is_edited_added_and_undone_at_once(visit):
    bryony, board = visit("bryony"), code("B02")
    page = bryony.read(f"/boards/{board}/dates?since=1+9+2027&until=31+8+2028")
    assert "Monthly, Wednesdays, from Wed 1 September 2027" in page and "not known" not in page
    assert "Wednesday 1 September 2027. No term dates are known for it yet" in page
    assert "8 2028" not in page
    boxes = dict(re.findall(r'name="((?:day|starts)-\d+)" value="([^"]+)"', bryony.page))
    assert len(boxes) == 22
    keep = [str(number) for number in range(11) if number != 3]
    form = {"form_key": bryony.form_key(), **boxes, "keep": keep, "day-0": "8 9 2027", "starts-1": "12.30"}
    wrong = bryony.post(f"/boards/{board}/dates", {**form, "day-5": "soon"})
    assert wrong.status_code == 422 and "Write a date as 3 9 2026" in words(wrong.text)
    answer = bryony.follow(bryony.post(f"/boards/{board}/dates", form))
    assert "10 meetings added" in words(answer.text)
    made = rows(Meeting, Meeting.board == board, Meeting.day > "2027-08-01")
    assert len(made) == 10 and made[0].day == date(2027, 9, 8)
    assert {row.starts_at.hour for row in made if row.day.month == 10} == {11}
    undo = answer.text.partition('action="/undo/')[2].partition('"')[0]
    bryony.post(f"/undo/{undo}")
    assert not rows(Meeting, Meeting.day > "2027-08-01", Meeting.binned_at.is_null())
    again = bryony.read(f"/boards/{board}/dates?since=1+12+2026&until=31+12+2026")
    assert "Wednesday 2 December: there is a meeting already" in again
    assert visit("becky").get(f"/boards/{board}/dates").status_code in {403, 404}
