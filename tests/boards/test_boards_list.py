"""The list of boards: by kind, each with its seats, what to know of them and its next meeting."""

import re

import pytest

from forum_app.models.boards import Board, Seat
from forum_app.models.meetings import Meeting
from tests.statements import counted
from tests.story import code
from tests.web.browse import change


def test_boards_stand_by_kind_with_their_seats_and_next_meeting(visit):
    becky = visit("becky")
    page = becky.read("/boards")
    assert "15 boards. Our seats on other people’s boards: 21 of 22 active, 6 deputies." in page
    kinds = [
        "Our own Aldermere",
        "Strategic SEND",
        "Operational Neuro",
        "Task and finish Home",
        "Network Regional",
    ]
    assert [page.index(kind) for kind in kinds] == sorted(page.index(kind) for kind in kinds)
    assert "EHC Plan Quality Panel ends soon filled ends 18 Dec Mon 14 December in 2 weeks" in page
    assert "Short Breaks Commissioning Group yours filled vacant one person Wed 13 January in 7 weeks" in page
    assert "Co-production Group filled filled filled no deputy Wed 2 December in 8 days" in page
    assert f'href="/boards/{code("B02")}"' in becky.page


def test_our_own_group_wants_no_deputy(visit):
    assert "no deputy" not in visit("becky").read("/boards").partition("Strategic")[0]


@pytest.mark.parametrize("who", ["bryony", "gwen"])
def test_a_seat_that_empties_shows_at_once(visit, who):
    visitor = visit(who)
    change(Seat, Seat.board == code("B07"), Seat.person == code("R06"), ends_on="2026-11-20")
    page = visitor.read("/boards")
    assert "Short Breaks Commissioning Group vacant vacant nobody" in page
    assert "20 of 22 active" in page


def pressing(visitor) -> list[str]:
    """The boards as they stand with the most pressing first."""
    visitor.read("/boards?show=pressing")
    return re.findall(r'<th scope="row"><a href="/boards/[^"]+">([^<]+)</a>', visitor.page)


@pytest.mark.requirement("ES-117")
@pytest.mark.parametrize("who", ["bryony", "gwen"])
def test_empty_seats_and_those_that_rest_on_one_person_come_first(visit, who):
    visitor = visit(who)
    assert pressing(visitor)[:5] == [
        "EHC Plan Quality Panel",
        "Short Breaks Commissioning Group",
        "Schools Forum High Needs Group",
        "Home to School Transport Working Group",
        "Speech, Language and Communication Group",
    ]
    assert pressing(visitor)[-1] == "Aldermere PCF Steering Group"
    change(Seat, Seat.board == code("B12"), Seat.role == "deputy", person=code("R04"), starts_on="2026-11-01")
    assert pressing(visitor).index("Schools Forum High Needs Group") > 5
    change(Seat, Seat.board == code("B13"), Seat.person.is_null(False), ends_on="2026-11-20")
    assert pressing(visitor)[1] == "Emotional Wellbeing and CAMHS Group"


def test_the_next_meeting_is_one_that_stands(visit):
    change(Meeting, Meeting.board == code("B02"), Meeting.day == "2026-12-02", state="cancelled")
    assert "no deputy Wed 6 January" in visit("becky").read("/boards")
    change(Meeting, Meeting.board == code("B02"), state="cancelled")
    assert "no deputy no date yet" in visit("becky").read("/boards")


def test_without_boards_it_says_what_comes_here(visit):
    change(Board, Board.id != "", binned_at="2026-11-24 08:00:00")
    assert "No boards yet" in visit("becky").read("/boards")
    assert "No board has ended" in visit("becky").read("/boards?show=ended")


def test_the_list_costs_few_statements(visit):
    becky = visit("becky")
    becky.get("/boards")
    with counted() as found:
        becky.get("/boards")
    assert len(found) <= 12, "\n".join(found)
