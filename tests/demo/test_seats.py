"""The demo's seats, and what the rule says of each board, in the order in which help is needed."""

from datetime import date

from forum_app.db import unguarded
from forum_app.features.demo.data.ids import NAMES
from forum_app.features.home.queries.seats import boards_with_seats, summaries
from forum_app.models.boards import Board, Seat
from forum_app.models.people import Person

LINES = [
    ("EHC Plan Quality", "ends 18 Dec"),
    ("Short Breaks", "one person"),
    ("High Needs", "one person"),
    ("Transport", "one person"),
    ("Speech, Language", "ends 25 Mar"),
    ("Co-production", "no deputy"),
    ("CAMHS", "no deputy"),
    ("Neuro Pathway", "one shadow"),
    ("Regional Network", "no deputy"),
    ("Partnership Board", ""),
    ("Plan Board", ""),
    ("Health Board", ""),
    ("Local Offer", ""),
    ("Adulthood", ""),
]


def seat_of(board: str, role: str, person: str) -> Seat:
    with unguarded("a test looks at one seat"):
        return (
            Seat.select()
            .join(Board, on=(Board.id == Seat.board))
            .switch(Seat)
            .join(Person, on=(Person.id == Seat.person))
            .where(Board.code == board, Seat.role == role, Person.name == NAMES[person])
            .get()
        )


def test_every_board_has_its_line(see):
    lines, totals = summaries(boards_with_seats(see("R01")), see("R01"))
    assert [(line.name, line.word) for line in lines] == LINES
    assert totals.words == "21 of 22 active, 6 deputies"


def test_a_seat_that_passed_on_is_over(see):
    over = seat_of("B13", "lead", "R24")
    assert over.ends_on == date(2026, 9, 30)
    assert seat_of("B13", "lead", "R23").starts_on == date(2026, 10, 1)
    assert over.board_id not in see("R24").boards
    assert over.board_id in see("R23").boards


def test_who_stepped_aside_keeps_the_seat_but_not_the_boards_papers(see):
    seat = seat_of("B08", "second", "R09")
    assert seat.aside_from == date(2026, 11, 2) and seat.ends_on == date(2027, 5, 28)
    assert seat.board_id not in see("R09").boards


def test_two_deputy_seats_are_known_to_be_empty(demo):
    with unguarded("a test looks for vacancies"):
        empty = (
            Seat.select(Board.code)
            .join(Board, on=(Board.id == Seat.board))
            .where(Seat.person.is_null(), Seat.role == "deputy")
        )
        assert sorted(row[0] for row in empty.tuples()) == ["B07", "B12"]
