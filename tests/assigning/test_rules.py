"""Who suits a seat, table by table: fields, free times, hours, clashes, and who cannot take it at all."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from forum_app.clock import LONDON
from forum_app.features.assigning import vacancies
from forum_app.features.assigning.fit import Free, Slot, clashes, free_for, names_body, shared_fields
from forum_app.features.assigning.load import Habit, Habits, Period, month_of, next_half_term
from forum_app.features.assigning.rules import Candidate, Course, Wanted, in_order, judge, refusal
from forum_app.features.boards.rules import BoardSeats, Seat

TODAY = date(2026, 11, 24)
JANUARY = Period(date(2027, 1, 5), date(2027, 2, 12))
HABITS = Habits({}, {"b": Habit(2, 60, 0)}, {"ada": "Saltmere"}, {("Saltmere", "b"): 80})


def slot(day: int, hour: int = 10, minute: int = 0, board: str = "b", month: int = 1) -> Slot:
    starts = datetime(2027, month, day, hour, minute, tzinfo=LONDON)
    return Slot(board, f"Board {board.upper()}", starts, 90)


def wanted(role: str = "lead", **more) -> Wanted:
    facts = {
        "board_id": "b",
        "board": "Board B",
        "areas": "short breaks; EHC plan quality",
        "level": "members",
        "slots": (slot(13), slot(10, month=2)),
        "today": TODAY,
        "period": JANUARY,
    }
    return Wanted(role=role, **(facts | more))


ADA = Candidate("ada", "Ada Bell", "Ada", areas="short breaks", most=6)


@pytest.mark.parametrize(
    ("chosen", "about", "shared", "closeness"),
    [
        ("short breaks", "Short breaks; early years", ["short breaks"], 2),
        ("EHC plans; co-production", "EHC plan quality", ["EHC plans"], 1),
        ("health commissioning", "commissioning", ["health commissioning"], 1),
        ("plan board", "EHC plan quality", [], 0),
        ("transport; rural", "rural; transport", ["transport", "rural"], 4),
        ("", "transport", [], 0),
        ("transport", "", [], 0),
    ],
)
def test_fields_match_when_one_lies_within_the_other(chosen, about, shared, closeness):
    assert shared_fields(chosen, about) == (shared, closeness)


@pytest.mark.parametrize(
    ("free", "fits"),
    [
        ([Free(2, time(9, 30), time(14, 30))], True),
        ([Free(2, time(9, 30), time(11, 29))], False),
        ([Free(2, time(10, 1), time(14, 30))], False),
        ([Free(1, time(9), time(17)), Free(2, time(10), time(11, 30))], True),
        ([Free(1, time(9), time(17))], False),
        ([], False),
    ],
)
def test_free_means_for_the_whole_of_it_on_that_weekday(free, fits):
    assert free_for(free, slot(13)) is fits  # a Wednesday


def test_two_meetings_clash_while_both_run_and_not_when_one_follows_the_other():
    ours = [slot(13), slot(10, month=2)]
    assert [one.board for one in clashes([slot(13, 11, 29, board="c")], ours)] == ["Board C"]
    assert not clashes([slot(13, 11, 30, board="c"), slot(13, 8, 30, board="c")], ours)
    assert not clashes(ours, ours)


@pytest.mark.parametrize(
    ("text", "names", "named"),
    [
        ("Works for a charity paid by the ICB.", ("NHS Aldermere ICB", "ICB", "the ICB"), True),
        ("Works for a charity.", ("ICB",), False),
        ("Has picbyte shares", ("icb",), False),
        ("A governor at Bridgefield Academy", ("Bridgefield Academy", ""), True),
        ("anything", ("", ""), False),
    ],
)
def test_a_declaration_names_a_body_by_whole_words(text, names, named):
    assert names_body(text, names) is named


def test_the_load_is_of_the_half_term_that_has_not_begun():
    terms = [(date(2026, 11, 3), date(2026, 12, 18)), (date(2027, 1, 5), date(2027, 2, 12))]
    assert next_half_term(terms, TODAY) == JANUARY
    assert next_half_term(terms, date(2027, 1, 5)).name == "The next six weeks"
    assert month_of(date(2026, 12, 24)) == Period(
        date(2026, 12, 1), date(2026, 12, 31), "December", a_month_long=True
    )


def test_hours_count_each_meeting_with_the_usual_reading_and_the_way_there():
    """90 minutes, 30 of reading as others do, 80 there and back: 200 each, two in the half-term."""
    said = judge(ADA, wanted(), HABITS)
    assert (said.load.now, said.load.then) == (0, 400)
    assert said.load_words == "Has 6 hours a month and is asked for nothing yet; with this 5 h 10 min."
    assert said.period_words == "Next half-term: 0 min in all, 6 h 40 min with this."
    own = replace(HABITS, logged={("ada", "b"): Habit(1, 10, 0)})
    assert judge(ADA, wanted(), own).load.then == 200
    busy = replace(ADA, most=4, slots=(slot(6, board="c"), slot(20, board="c")))
    said = judge(busy, wanted(), HABITS)
    assert said.load_words.startswith("Has 4 hours a month and is asked for 3 h 05 min; with this 8 h 20 min")
    assert said.look == ("That is 4 h 20 min a month over their own limit",)


def test_a_deputy_is_asked_for_nothing_until_they_go():
    said = judge(ADA, wanted("deputy"), HABITS)
    assert said.load_words.endswith("is asked for nothing yet. A deputy goes only now and then.")
    once = judge(
        ADA, wanted("deputy", slots=(slot(13),), ask=True, period=month_of(date(2027, 1, 13))), HABITS
    )
    assert (
        once.load_words
        == "Has 6 hours a month and is asked for nothing yet in January; with this 3 h 20 min."
    )


LEFT = "Ada has left the forum."
PAUSED = "Ada is paused at the moment, so nothing new is asked of them."
HERE = "Ada sits on this board already."
CONDUCT = "Ada has not accepted the code of conduct and NHS pledge yet."
UNSIGNED = "Ada has no current confidentiality agreement, and this board’s papers are closed."


@pytest.mark.parametrize(
    ("who", "seat", "words"),
    [
        ({"state": "left"}, {}, LEFT),
        ({"state": "paused"}, {}, PAUSED),
        ({"state": "induction"}, {}, ""),
        ({"roles_here": ("second",)}, {"role": "deputy"}, HERE),
        ({"roles_here": ("deputy",)}, {"role": "deputy"}, HERE),
        ({"roles_here": ("deputy",)}, {"role": "lead"}, ""),
        ({"lacks": ("Code of conduct", "NHS pledge")}, {}, CONDUCT),
        ({"agreed": False}, {"level": "restricted"}, UNSIGNED),
        ({"agreed": False}, {"level": "board"}, UNSIGNED),
        ({"agreed": False}, {"level": "members"}, ""),
    ],
)
def test_a_refusal_says_its_reason(who, seat, words):
    assert refusal(replace(ADA, **who), wanted(**seat)) == words


def test_what_to_look_at_is_said_before_the_choice():
    who = replace(
        ADA,
        free=(Free(0, time(9), time(17)),),
        free_words="Mon",
        slots=(slot(13, 11, board="c"),),
        agreed=False,
        courses=(Course("k", "Rep induction", "missing"),),
        interest="Declared: works for the ICB. ICB hosts this board",
        interests_due=date(2026, 10, 2),
        supported=False,
    )
    said = judge(who, wanted(), HABITS)
    assert said.look == (
        "That is 45 min a month over their own limit",
        "Clashes with Board C on Wed 13 January",
        "Usually free Mon: that fits none of the 2 meetings ahead",
        "Declared: works for the ICB. ICB hosts this board",
        "Their interests form was due on 2 Oct",
        "Not trained yet: Rep induction will be booked for them",
        "No current confidentiality agreement, so what is closed stays closed to them",
    )
    assert said.fine == ("nobody named to support them yet",)
    assert [course.id for course in said.needs] == ["k"]


def test_the_field_comes_first_then_what_stands_in_the_way_and_those_refused_last():
    free = (Free(2, time(9), time(17)),)
    people = [
        Candidate("none", "No Field", "No", most=9, free=free),
        Candidate("late", "Not Yet", "Not", areas="short breaks", lacks=("Code of conduct",)),
        replace(ADA, id="busy", most=1, free=free),
        replace(ADA, id="fits", most=9, free=free),
        Candidate("next", "Named", "Named"),
        Candidate("here", "Dep", "Dep", areas="EHC plans", roles_here=("deputy",), free=free),
    ]
    found = in_order(people, wanted(successor="next"), HABITS)
    assert [one.candidate.id for one in found] == ["next", "here", "fits", "busy", "none", "late"]
    assert [one.why for one in found[:3]] == [
        "Named to follow",
        "Deputy here now, chose EHC plans",
        "Chose short breaks",
    ]


def test_gaps_come_in_the_order_in_which_they_matter():
    soon, far = date(2026, 12, 18), date(2027, 3, 25)
    held = {"starts": date(2025, 9, 1), "position": 1}
    boards = [
        BoardSeats("alone", "Alone", [Seat("lead", "x", id="s1", **held)], 1),
        BoardSeats("ends", "Ends", [Seat("lead", "x", ends=soon, id="s2", **held),
                                    Seat("second", "y", id="s3", position=2),
                                    Seat("deputy", "z", id="s4", position=3)], 2),
        BoardSeats("named", "Named", [Seat("lead", "x", ends=far, successor="z", id="s5", **held),
                                      Seat("deputy", "z", id="s6", position=2)], 3),
        BoardSeats("empty", "Empty", [Seat("lead", None, id="s7", position=1),
                                      Seat("second", "y", id="s8", position=2),
                                      Seat("deputy", "z", id="s9", position=3)], 4),
        BoardSeats("ours", "Ours", [Seat("lead", "x", id="sa", **held)], 5),
    ]  # fmt: skip
    found = [
        (gap.group, gap.board_id, gap.seat and gap.seat.id) for gap in vacancies.gaps(boards, {"ours"}, TODAY)
    ]
    assert found == [
        (vacancies.ENDING, "ends", "s2"),
        (vacancies.EMPTY, "empty", "s7"),
        (vacancies.ALONE, "alone", None),
        (vacancies.NAMED, "named", "s5"),
    ]


def test_a_seat_that_is_handed_over_is_one_seat_while_two_people_hold_it():
    from forum_app.features.boards.rules import summary, totals

    both = [Seat("lead", "x", ends=date(2026, 12, 18), successor="y", position=1, id="s1"),
            Seat("lead", "y", starts=TODAY, position=1, id="s2"),
            Seat("deputy", "z", position=2)]  # fmt: skip
    board = BoardSeats("b", "B", both)
    assert summary(board, TODAY).dots == ("filled", "deputy")
    assert totals([board], TODAY).words == "1 of 1 active, 1 deputy"
