"""A board's page: its clocks, quorum, seats and links, moved by one row at a time, for whoever looks."""

import pytest

from forum_app.db import unguarded
from forum_app.models.boards import BoardLink, Seat, TermsOfReference
from forum_app.models.meetings import AgendaItem, Decision, Escalation, Meeting, PartnerCount
from tests.statements import counted
from tests.story import code
from tests.web.browse import change, rows


def board(name: str) -> str:
    return f"/boards/{code(name)}"


def test_the_board_as_bryony_finds_it(visit):
    page = visit("bryony").read(board("B02"))
    assert "Co-production Group Council and forum together First Wednesday, 10:00, online" in page
    assert "Next meeting, in 8 days" in page
    assert "Wednesday 2 December, 10:00 to 11:30 Online. The council chairs and takes notes. Aim: " in page
    assert "Aim: agree the spring workplan" in page
    assert "Notice 23 days, two weeks agreed Kept" in page
    assert "Papers due tomorrow, Wed 25 Nov Due tomorrow" in page
    assert "It will be quorate if health attends 6 yes and 1 maybe so far." in page
    assert "The last two fell short: council 1 of 2, then health 0 of 1." in page
    assert "Health 1 maybe, 1 needed Not yet sure In all 6 or 7, 4 needed Enough" in page
    assert "Deputy Nobody yet Find one for deputy Shadow Nobody Find one for shadow" in page
    assert (
        "Raised No health attendance. Priya asked the ICB's children's commissioner on 4 November; "
        "answer due Wed 2 December. Open" in page
    )
    assert "They ask for 4 people in all, but the parts add up to 5. We count the parts." in page


def test_the_seats_as_a_co_chair_finds_them(visit):
    page = visit("hannah").read(board("B02"))
    assert "Lead Priya Raghunathan Coming Second Hannah Trescothick Coming" in page
    assert "Third Adaeze Okonjo Coming Deputy Nobody yet Shadow Nobody Starter pack" in page


def test_what_was_settled_stands_newest_first_with_both_owners(visit):
    page = visit("bryony").read(board("B02"))
    assert (
        "4 Nov Try a 12:30 start to help school-run parents. Hannah, Carys Monk Open, due 6 Jan "
        "7 Oct No decision: the meeting was not quorate. View noted only. Noted "
        "9 Sep Share the draft rep request form with the NHS. Adaeze, Anil Bhatt Done 28 Sep" in page
    )
    change(Decision, Decision.code == "A11", due_on="2026-11-23")
    assert "Hannah, Carys Monk 1 day late" in visit("bryony").read(board("B02"))


def test_an_item_from_another_board_is_told_only_to_those_who_may_read_it(visit):
    told = "From Neurodevelopmental Pathway Group : waiting list data, item 6 on 2 December Board only"
    for who in ("bryony", "priya"):
        page = visit(who).read(board("B02"))
        assert told in page and "7 so far" in page, who
    for who in ("craig", "becky", "gwen", "leon"):
        page = visit(who).read(board("B02"))
        assert "waiting list" not in page and "Board only" not in page and "5 so far" in page, who


def test_a_plain_item_from_another_board_is_told_to_everybody(visit):
    change(AgendaItem, AgendaItem.source == "other board", marking=None, level="members")
    page = visit("craig").read(board("B02"))
    assert "From Neurodevelopmental Pathway Group : waiting list data, item 5 on 2 December" in page
    assert "6 so far" in page and "Board only" not in page


def test_answers_and_what_was_raised_are_for_the_board_and_the_team(visit):
    craig = visit("craig").read(board("B02"))
    assert "Priya Raghunathan" in craig and "Coming" not in craig and "Raised" not in craig
    assert "6 yes and 1 maybe so far." in craig
    gwen = visit("gwen").read(board("B02"))
    assert "Raised No health attendance." in gwen and "Coming" not in gwen


def test_quorum_history_follows_the_counts(visit):
    bryony = visit("bryony")
    meeting = code("M23")
    change(PartnerCount, PartnerCount.meeting == meeting, PartnerCount.label == "Health", present=1)
    assert "fell short" not in bryony.read(board("B02"))
    change(PartnerCount, PartnerCount.meeting == meeting, PartnerCount.label == "Health", present=0)
    other = code("M15")
    change(PartnerCount, PartnerCount.meeting == other, PartnerCount.label == "Council", present=2)
    assert "The last one fell short: health 0 of 1." in bryony.read(board("B02"))


def test_a_meeting_called_off_is_not_the_next_one(visit):
    change(Meeting, Meeting.board == code("B02"), Meeting.day == "2026-12-02", state="cancelled")
    page = visit("bryony").read(board("B02"))
    assert "Wednesday 6 January, 10:00 to 11:30" in page
    assert "Wed 2 December Cancelled" in page


def test_a_board_with_no_meeting_ahead_says_so(visit):
    change(Meeting, Meeting.board == code("B02"), Meeting.day > "2026-11-24", state="cancelled")
    page = visit("bryony").read(board("B02"))
    assert "No meeting ahead" in page and "Open the next meeting" not in page


@pytest.mark.requirement("ES-137")
@pytest.mark.parametrize("who", ["bryony", "gwen"])
def test_links_stand_on_both_boards_with_the_reps_who_sit_on_both(visit, who):
    visitor = visit(who)
    assert "Feeds the SEND and AP Partnership Board Priya and Hannah sit on both." in visitor.read(
        board("B02")
    )
    back = visitor.read(board("B01"))
    assert "From the Co-production Group Priya and Hannah sit on both." in back
    assert "Reports come from the Local Area Inclusion Plan Board Hannah sits on both." in back
    change(Seat, Seat.board == code("B01"), Seat.person == code("R02"), ends_on="2026-11-23")
    assert "SEND and AP Partnership Board Priya sits on both." in visitor.read(board("B02"))
    change(BoardLink, BoardLink.to_board == code("B01"), binned_at="2026-11-24 08:00:00")
    assert "SEND and AP Partnership Board" not in visitor.read(board("B02"))


@pytest.mark.requirement("ES-80")
def test_a_board_without_terms_of_reference_says_so(visit):
    bryony = visit("bryony")
    page = bryony.read(board("B07"))
    assert "Quorum is 4 people: ACC 2. We hold no copy of the terms of reference." in page
    with unguarded("a test adds terms"):
        for edition, starts in ((1, "2024-09-01"), (2, "2026-02-01"), (3, "2027-01-01")):
            TermsOfReference.insert(
                id=f"recTerms{edition}",
                board=code("B07"),
                edition=edition,
                starts_on=starts,
                text="Purpose: *plain* words <script>alert(1)</script>",
            ).execute()
    page = bryony.read(board("B07"))
    assert "Version 2, from Sun 1 February 2026." in page and "We hold no copy" not in page
    assert "<em>plain</em>" in bryony.page and "alert(1)</script>" not in bryony.page


@pytest.mark.requirement("ES-183")
def test_an_ended_group_leaves_the_list_and_keeps_its_page(visit, monkeypatch):
    bryony = visit("bryony")
    assert "Home to School Transport Working Group" in bryony.read("/boards")
    monkeypatch.setenv("FORUM_CLOCK", "2027-05-29T09:00")
    listed = bryony.read("/boards")
    assert "Home to School Transport Working Group" not in listed and "Boards that ended" in listed
    assert "Home to School Transport Working Group" in bryony.read("/boards?show=ended")
    page = bryony.read(board("B08"))
    assert "ended 28 May" in page and "List routes over 75 minutes." in page and "Held" in page
    assert "Fri 25 September" in bryony.read(f"{board('B08')}/meetings")


@pytest.mark.requirement("ES-188")
def test_the_steering_group_has_the_same_screens(visit):
    gwen = visit("gwen")
    page = gwen.read(board("B00"))
    for part in (
        "Next meeting",
        "Decided and to do",
        "Our seats",
        "Terms",
        "Links to other boards",
        "Meetings",
    ):
        assert part in page, part
    assert "Aldermere PCF Steering Group Our own Second Tuesday, 10:00, in person" in page
    holders = ("Priya", "Hannah", "Gwen", "Tomasz", "Adaeze", "Daniel", "Marcus", "Donna")
    assert all(name in page for name in holders)
    assert "Lead Hannah Trescothick Seat Gwen Lloyd-Amos" in page
    assert "Deputy" not in page
    assert gwen.read(f"{board('B00')}/meetings").count("10:00") == 11
    meeting = gwen.read(f"/meetings/{code('M25')}")
    assert "Aldermere PCF Steering Group" in meeting and "6 people from the forum" in meeting


def test_seats_say_what_is_about_to_change_and_never_why(visit):
    hannah = visit("hannah")
    assert "Lead Ellie Northcott until 18 Dec Second Olu Adebanjo" in hannah.read(board("B10"))
    assert "Lead Lucy Penhallow until 25 Mar, then Katarzyna Nowicka" in hannah.read(board("B06"))
    assert "Second Farzana Miah stepped aside Deputy Nobody yet" in hannah.read(board("B08"))
    assert "Earlier Ruth Ellingham, until 30 Sep" in hannah.read(board("B13"))
    change(Seat, Seat.board == code("B10"), Seat.person == code("R14"), successor=code("R16"))
    assert "Ellie Northcott until 18 Dec, then Mei-Ling Carver" in hannah.read(board("B10"))


def test_a_lead_who_left_is_a_vacancy_until_another_holds_the_seat(visit):
    change(Seat, Seat.board == code("B07"), Seat.person == code("R06"), ends_on="2026-11-20")
    assert "Our seats Lead Nobody yet Deputy Nobody yet" in visit("hannah").read(board("B07"))


def test_what_was_raised_is_late_by_its_day_and_answered_when_it_is(visit):
    bryony = visit("bryony")
    assert "answer due Fri 20 November. 4 days late" in bryony.read(board("B08"))
    change(Escalation, Escalation.board == code("B08"), answered_on="2026-11-23")
    assert "Answered 23 Nov" in bryony.read(board("B08"))


def test_a_board_that_is_not_there_is_not_found(visit):
    for address in ("/boards/recNoSuchBoard", "/boards/recNoSuchBoard/meetings"):
        assert visit("becky").get(address).status_code == 404


def test_its_meetings_go_on_by_key(visit):
    becky, b02 = visit("becky"), code("B02")
    with unguarded("a test adds old meetings"):
        for number in range(60):
            day = f"20{10 + number // 12}-{number % 12 + 1:02}-05"
            Meeting.insert(
                id=f"recOld{number:02}", board=b02, starts_at=f"{day} 10:00:00", day=day, planned_minutes=60
            ).execute()
    first = becky.read(f"/boards/{b02}/meetings")
    assert first.count("online") == 50 and "Earlier ones" in first
    newest_first = sorted(rows(Meeting, Meeting.board == b02), key=lambda row: row.starts_at, reverse=True)
    last = newest_first[49]
    second = becky.read(f"/boards/{b02}/meetings?before={last.id}")
    assert second.count("online") == 21 and "Earlier ones" not in second
    assert "Tue 5 January 2010" in second


@pytest.mark.parametrize(
    ("who", "which"),
    [
        ("bryony", "B02"),
        ("priya", "B02"),
        ("priya", "B01"),
        ("becky", "B07"),
        ("olu", "B10"),
        ("gwen", "B00"),
    ],
)
def test_a_board_costs_few_statements(visit, who, which):
    visitor, address = visit(who), board(which)
    visitor.get(address)
    with counted() as found:
        visitor.get(address)
    assert len(found) <= 18, "\n".join(found)
