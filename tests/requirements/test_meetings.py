"""What the seeds ask of a meeting's page: notice, papers, hours, length, quorum, agenda."""

from datetime import date

import pytest

from forum_app.clock import at
from forum_app.db import unguarded
from forum_app.models.boards import Board, TermsOfReference
from forum_app.models.meetings import AgendaItem, Attendance, Meeting, OutcomeFeedback, Paper, PartnerCount
from forum_app.models.organisations import Department
from tests.story import code
from tests.web.browse import change, rows

DEPARTMENTS = ("Council, education", "Council, social care")


def meeting(name: str) -> str:
    return f"/meetings/{code(name)}"


def on(board: str, day: str) -> str:
    """The id of a board's meeting on a day."""
    return rows(Meeting, Meeting.board == code(board), Meeting.day == day)[0].id


def hold(name: str, day: date, hour: int, minute: int, minutes: int) -> None:
    """Move a meeting of the demo to another time."""
    change(
        Meeting, Meeting.id == code(name), day=day, starts_at=at(day, hour, minute), planned_minutes=minutes
    )


def present(label: str, people: int | None) -> None:
    """Say how many of a partner were at the meeting of 9 September."""
    change(PartnerCount, PartnerCount.meeting == code("M02"), PartnerCount.label == label, present=people)


@pytest.mark.requirement("ES-83")
def test_thirteen_days_are_a_day_short_and_fourteen_are_kept(visit, guest_of):
    for visitor in (visit("bryony"), guest_of("B03")):
        change(Meeting, Meeting.id == code("M20"), invited_on=date(2026, 10, 6))
        page = visitor.read(meeting("M20"))
        assert "Notice 13 days, two weeks agreed 1 day short" in page and "1 day short of 2 weeks" in page
        change(Meeting, Meeting.id == code("M20"), invited_on=date(2026, 10, 5))
        page = visitor.read(meeting("M20"))
        assert "Notice 14 days, two weeks agreed Kept" in page and "short" not in page


@pytest.mark.requirement("ES-83")
def test_notice_follows_what_the_board_agreed(visit):
    change(Board, Board.id == code("B03"), notice_days=10)
    assert "Notice 13 days, ten days agreed Kept" in visit("bryony").read(meeting("M20"))


@pytest.mark.requirement("ES-84")
def test_a_reason_makes_short_notice_an_exception_and_none_leaves_it_flagged(visit, guest_of):
    for visitor in (visit("bryony"), guest_of("B08")):
        change(Meeting, Meeting.id == code("M21"), urgent_reason="")
        page = visitor.read(meeting("M21"))
        assert "two weeks agreed 5 days short Papers" in page and "5 days short of 2 weeks Papers" in page
        change(Meeting, Meeting.id == code("M21"), urgent_reason="inspection letter")
        page = visitor.read(meeting("M21"))
        assert "two weeks agreed 5 days short, urgent Papers" in page
        assert "5 days short of 2 weeks (urgent: inspection letter) Papers" in page


@pytest.mark.requirement("ES-84")
def test_the_list_flags_short_notice_until_a_reason_is_known(visit):
    bryony, late = visit("bryony"), "Fri 23 Oct Transport 10:00 to 11:00 Online 5 days short of 2 weeks"
    assert late in bryony.read("/meetings?when=all")
    change(Meeting, Meeting.id == code("M21"), urgent_reason="inspection letter")
    assert "Fri 23 Oct Transport 10:00 to 11:00 Online Papers" in bryony.read("/meetings?when=all")


HOURS = [
    (date(2026, 11, 2), 10, 90, "INSET day"),
    (date(2026, 10, 28), 10, 90, "School holiday"),
    (date(2026, 10, 28), 9, 90, "Outside school hours School holiday"),
    (date(2026, 11, 4), 9, 330, "Outside school hours"),
]


@pytest.mark.requirement("ES-74")
@pytest.mark.parametrize(("day", "hour", "minutes", "warned"), HOURS)
def test_a_time_when_pupils_are_not_in_school_is_warned_of(visit, guest_of, day, hour, minutes, warned):
    change(Meeting, Meeting.id == code("M14"), papers_on=None)
    hold("M14", day, hour, 0, minutes)
    for visitor in (visit("bryony"), guest_of("B14")):
        assert warned in visitor.read(meeting("M14")).partition("To notice")[2]


@pytest.mark.requirement("ES-74")
def test_the_whole_of_a_school_day_is_not_warned_of(visit):
    bryony = visit("bryony")
    hold("M14", date(2026, 11, 4), 9, 15, 330)
    page = bryony.read(meeting("M14"))
    assert "09:15 to 14:45" in page
    assert "school hours" not in page and "INSET" not in page and "School holiday" not in page
    hold("M14", date(2026, 11, 4), 9, 15, 331)
    assert "Outside school hours" in bryony.read(meeting("M14"))


@pytest.mark.requirement("ES-129")
def test_ninety_five_minutes_are_too_long_for_ninety_and_ninety_are_not(visit, guest_of):
    for visitor in (visit("bryony"), guest_of("B02")):
        hold("M15", date(2026, 10, 7), 10, 0, 95)
        assert "Planned 95 minutes, limit 90, no reason given" in visitor.read(meeting("M15"))
        hold("M15", date(2026, 10, 7), 10, 0, 90)
        assert "limit" not in visitor.read(meeting("M15"))


@pytest.mark.requirement("ES-129")
def test_how_long_it_was_is_kept_beside_the_plan(visit):
    becky, bryony, address = visit("becky"), visit("bryony"), meeting("M26")
    becky.get(f"{address}/log")
    form = {"form_key": becky.form_key(), "attended": "there", "minutes": "other", "other_minutes": "100"}
    page = becky.follow(becky.post(f"{address}/log", form)).text
    assert "1 h 40 min" in page
    assert "1 h 40 min" in bryony.read("/tables/time-entries")
    assert "100 minutes, planned for 90" in bryony.read(meeting("M08"))
    change(Meeting, Meeting.id == code("M08"), actual_minutes=85)
    assert "85 minutes, planned for 90" in bryony.read(meeting("M08"))


@pytest.mark.requirement("ES-135")
def test_replies_foresee_quorum(visit):
    bryony, hannah, address = visit("bryony"), visit("hannah"), f"/meetings/{on('B02', '2026-12-02')}"
    page = bryony.read(address)
    assert "It will be quorate if health attends" in page and "Forum 3 yes, 2 needed Enough" in page
    for reply, told in (("not_coming", "Forum 2 yes, 2 needed Enough"), ("maybe", "Forum 2 yes and 1 maybe")):
        hannah.get(address)
        hannah.post(f"{address}/reply", {"reply": reply, "form_key": hannah.form_key()})
        assert told in bryony.read(address)
    change(PartnerCount, PartnerCount.meeting == address.rpartition("/")[2], PartnerCount.maybe == 1, yes=1)
    assert "It will be quorate" in bryony.read(address) and "if health" not in bryony.read(address)


@pytest.mark.requirement("ES-135")
def test_attendance_decides_quorum_and_the_page_says_why(visit):
    bryony = visit("bryony")
    assert "Not quorate: ACC 1 of 2" in bryony.read(meeting("M15"))
    assert "Not quorate: health 0 of 1 (total of 4 is met)" in bryony.read(meeting("M23"))
    change(PartnerCount, PartnerCount.meeting == code("M23"), PartnerCount.label == "Health", present=1)
    page = bryony.read(meeting("M23"))
    assert "Quorate" in page and "Not quorate" not in page


@pytest.mark.requirement("ES-131")
def test_departments_of_one_council_add_up_for_it_alone(visit):
    bryony = visit("bryony")
    for label in DEPARTMENTS:
        present(label, 1)
    assert "Not quorate" not in bryony.read(meeting("M02"))
    present(DEPARTMENTS[1], 0)
    assert "Not quorate: ACC 1 of 2" in bryony.read(meeting("M02"))


@pytest.mark.requirement("ES-132")
def test_quorum_counts_by_organisation_whatever_becomes_of_its_departments(visit):
    bryony, council, college = visit("bryony"), code("O2"), code("O9")
    for label in DEPARTMENTS:
        present(label, 1)
    department = rows(PartnerCount, PartnerCount.label == DEPARTMENTS[1])[0].department_id
    assert "Children's Social Care" in bryony.read(f"/organisations/{council}")
    change(Department, Department.id == department, name="Families First")
    assert "Families First" in bryony.read(f"/organisations/{council}")
    assert "Not quorate" not in bryony.read(meeting("M02"))
    change(Department, Department.id == department, organisation=college)
    assert "Families First" in bryony.read(f"/organisations/{college}")
    assert "Families First" not in bryony.read(f"/organisations/{council}")
    assert "Not quorate" not in bryony.read(meeting("M02"))
    change(PartnerCount, PartnerCount.department == department, organisation=college)
    assert "Not quorate: ACC 1 of 2" in bryony.read(meeting("M02"))


@pytest.mark.requirement("ES-14")
def test_the_forum_counts_as_any_other_organisation_does(visit):
    bryony = visit("bryony")
    present(DEPARTMENTS[1], 0)
    present(DEPARTMENTS[0], 1)
    assert "Not quorate: ACC 1 of 2" in bryony.read(meeting("M02"))
    present(DEPARTMENTS[0], 2)
    change(Attendance, Attendance.meeting == code("M02"), Attendance.person == code("R05"), state="apologies")
    page = bryony.read(meeting("M02"))
    assert "Not quorate: APCF 1 of 2" in page and "One person from the forum came" in page


@pytest.mark.requirement("SG-45")
def test_the_agenda_says_who_asked_for_an_item_and_what_is_open(visit):
    craig, address = visit("craig"), f"/meetings/{on('B02', '2026-12-02')}"
    page = craig.read(address)
    assert "Transport: what is open to influence APCF (Craig), open, 20 min" in page
    assert "Actions ACC, for information, 10 min" in page
    item = AgendaItem.title == "Transport: what is open to influence"
    change(AgendaItem, item, openness="for information", proposed_by="ACC")
    assert "what is open to influence ACC, for information, 20 min" in craig.read(address)


@pytest.mark.requirement("SG-5")
def test_a_coming_meeting_says_which_of_the_four_are_missing(visit, guest_of):
    ahead = on("B09", "2027-01-28")
    for visitor in (visit("bryony"), guest_of("B09")):
        page = visitor.read(f"/meetings/{ahead}")
        assert "Still missing An aim Papers A plain summary of each paper Terms of reference" in page
    bryony = visit("bryony")
    change(Meeting, Meeting.id == ahead, aim="Agree the spring pages")
    assert "Still missing Papers A plain" in bryony.read(f"/meetings/{ahead}")
    with unguarded("a test adds what is missing"):
        Paper.insert(id="recPaper", meeting=ahead, title="Pages", issued_on="2026-11-20").execute()
        TermsOfReference.insert(
            id="recTerms", board=code("B09"), edition=1, starts_on=date(2026, 9, 1)
        ).execute()
    page = bryony.read(f"/meetings/{ahead}")
    assert (
        "Still missing A plain summary of each paper" in page and "no terms of reference" not in page.lower()
    )
    change(Paper, Paper.id == "recPaper", summary="Which pages change, and why.")
    assert "Still missing" not in bryony.read(f"/meetings/{ahead}")


@pytest.mark.requirement("ES-99")
def test_news_owed_is_listed_by_partner_and_the_rep_is_told_when_it_comes(visit):
    priya, olu = visit("priya"), visit("olu")
    assert "News of what changed: council 3 meetings" in priya.read("/")
    assert "What came of EHC Plan Quality, 14 September 15 days late The council owes" in olu.read("/")
    change(OutcomeFeedback, OutcomeFeedback.code == "F03", given_on=date(2026, 11, 23))
    assert "News of what changed: council 1 meeting, on 14 September" in priya.read("/")
    assert "News came Mon 23 Nov The council has told us. Read it in your ledger" in olu.read("/")
    assert "told on 23 November" in olu.read("/ledger")
