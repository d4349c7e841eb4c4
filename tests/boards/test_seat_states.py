"""The state of every seat, and the list of boards with the one to act on first."""

from datetime import date

import pytest

from forum_app.features.boards.rules import BoardSeats, Seat, in_order, seat_state, states, summary, totals

TODAY = date(2026, 11, 24)
LATER = date(2028, 8, 31)

# Short name, kind, then seats as role:holder:ends; "-" is nobody, "~" begins the day one stepped aside.
BOARDS = """
Partnership Board|Strategic|lead:R01:2028-08-31 second:R02:2028-08-31 deputy:R08:2028-08-31
Co-production|Strategic|lead:R01:2028-08-31 second:R02:2028-08-31 second:R05:2028-08-31
Plan Board|Strategic|lead:R02:2028-12-31 deputy:R11:2028-12-31
Health Board|Strategic|lead:R08:2027-08-31 deputy:R16:2027-08-31
Neuro Pathway|Operational|lead:R07:2028-08-31 second:R13:2028-08-31 shadow:R25:
Speech, Language|Operational|lead:R10:2027-03-25 deputy:R18:
Short Breaks|Operational|lead:R06:2027-08-31 deputy:-:
Transport|Task and finish|lead:R15:2027-05-28 second:R09:2027-05-28~2026-11-02
Local Offer|Operational|lead:R12:2028-08-31 deputy:R20:2028-08-31
EHC Plan Quality|Operational|lead:R14:2026-12-18 second:R17:
Adulthood|Strategic|lead:R22:2028-08-31 deputy:R19:2028-08-31
High Needs|Strategic|lead:R11:2027-08-31 deputy:-:
CAMHS|Operational|lead:R23:2028-08-31 second:R21:2028-08-31
Regional Network|Network|lead:R02:2028-08-31 second:R04:2028-08-31
"""


def a_board(name: str, kind: str, seats: str, position: int = 0) -> BoardSeats:
    found = []
    for place, text in enumerate(seats.split()):
        text, _, aside = text.partition("~")
        role, holder, ends = text.split(":")
        found.append(
            Seat(
                role,
                None if holder == "-" else holder,
                ends=date.fromisoformat(ends) if ends else None,
                aside_from=date.fromisoformat(aside) if aside else None,
                successor="R18" if holder == "R10" else None,
                position=place,
            )
        )
    return BoardSeats(name, name, found, position, kind)


def the_boards() -> list[BoardSeats]:
    lines = BOARDS.strip().splitlines()
    return [a_board(*line.split("|"), position=place) for place, line in enumerate(lines)]


def test_the_list_of_boards_begins_with_the_one_to_act_on():
    told = [(line.name, " ".join(line.dots), line.word) for line in in_order(the_boards(), TODAY)]
    assert told == [
        ("EHC Plan Quality", "ends_soon filled", "ends 18 Dec"),
        ("Short Breaks", "filled vacant", "one person"),
        ("High Needs", "filled vacant", "one person"),
        ("Transport", "filled aside", "one person"),
        ("Speech, Language", "filled deputy", "ends 25 Mar"),
        ("Co-production", "filled filled filled", "no deputy"),
        ("CAMHS", "filled filled", "no deputy"),
        ("Neuro Pathway", "filled filled shadow", "one shadow"),
        ("Regional Network", "filled filled", "no deputy"),
        ("Partnership Board", "filled filled deputy", ""),
        ("Plan Board", "filled deputy", ""),
        ("Health Board", "filled deputy", ""),
        ("Local Offer", "filled deputy", ""),
        ("Adulthood", "filled deputy", ""),
    ]


def test_only_what_cannot_wait_is_urgent():
    assert [line.name for line in in_order(the_boards(), TODAY) if line.urgent] == ["EHC Plan Quality"]


def test_seats_are_counted_without_those_who_stepped_aside():
    assert totals(the_boards(), TODAY).words == "21 of 22 active, 6 deputies"
    assert totals([a_board("x", "", "lead:R1: deputy:R2:")], TODAY).words == "1 of 1 active, 1 deputy"


@pytest.mark.parametrize(
    ("seat", "state"),
    [
        (Seat("lead", "R01"), "filled"),
        (Seat("second", "R01", ends=date(2027, 2, 23)), "filled"),
        (Seat("second", "R01", ends=date(2027, 2, 22)), "ends_soon"),
        (Seat("lead", "R01", ends=date(2027, 2, 22), successor="R02"), "filled"),
        (Seat("lead", "R01", ends=TODAY), "ends_soon"),
        (Seat("lead", "R01", ends=date(2026, 11, 23)), "vacant"),
        (Seat("lead", "R01", ended=True), "vacant"),
        (Seat("lead"), "vacant"),
        (Seat("deputy"), "vacant"),
        (Seat("deputy", "R01", ends=TODAY), "deputy"),
        (Seat("shadow", "R01"), "shadow"),
        (Seat("lead", "R01", aside_from=TODAY), "aside"),
        (Seat("lead", "R01", aside_from=date(2026, 11, 25)), "filled"),
        (Seat("lead", "R01", aside_from=date(2026, 11, 2), aside_until=date(2026, 11, 23)), "filled"),
    ],
)
def test_the_state_of_one_seat(seat, state):
    assert seat_state(seat, TODAY) == state


def test_a_seat_that_was_passed_on_is_no_vacancy():
    passed = [
        Seat("lead", "R24", ends=date(2026, 9, 30), successor="R23", position=1),
        Seat("lead", "R23", starts=date(2026, 10, 1), ends=LATER, position=1),
        Seat("second", "R21", ends=LATER, position=2),
    ]
    board = BoardSeats("B13", "CAMHS", passed)
    assert summary(board, TODAY).dots == ("filled", "filled")
    assert totals([board], TODAY).seats == 2
    assert summary(board, date(2026, 9, 30)).dots == ("filled", "filled")


def test_a_lead_that_is_over_leaves_a_vacancy_and_an_old_deputy_leaves_none():
    seats = [
        Seat("lead", "R1", ended=True),
        Seat("second", "R2", position=1),
        Seat("deputy", "R3", ended=True),
    ]
    line = summary(BoardSeats("x", "x", seats), TODAY)
    assert (line.dots, line.word, line.state) == (("filled", "vacant"), "one seat vacant", "vacant")
    assert summary(BoardSeats("x", "x", []), TODAY).word == "nobody"
    assert totals([BoardSeats("x", "x", seats)], TODAY).words == "1 of 2 active, 0 deputies"


def test_everything_that_is_true_of_a_board():
    boards = {board.name: states(board, TODAY) for board in the_boards()}
    assert boards["EHC Plan Quality"] == {"ends_soon", "no_deputy"}
    assert boards["Transport"] == {"aside", "no_deputy", "one_person"}
    assert boards["Short Breaks"] == {"no_deputy", "one_person"}
    assert boards["Speech, Language"] == boards["Plan Board"] == set()


def test_a_day_changes_the_list():
    after = {line.name: line.word for line in in_order(the_boards(), date(2026, 12, 25))}
    assert after["Speech, Language"] == "ends 25 Mar"
    assert after["EHC Plan Quality"] == "one seat vacant"
    assert {line.name: line.word for line in in_order(the_boards(), date(2026, 9, 1))}[
        "Transport"
    ] == "no deputy"
