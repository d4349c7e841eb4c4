"""Bryony sets a meeting that breaks some rules and is told so; moves it, calls it off; who hears of it."""

import pytest

from forum_app.models.control import Change
from forum_app.models.meetings import Attendance, Meeting, Venue
from forum_app.models.post import Mail
from tests.story import code, main_of, words
from tests.web.browse import rows


def address(board: str = "B07") -> str:
    return f"/meetings/new?board={code(board)}"


@pytest.mark.requirement("SG-52")
@pytest.mark.requirement("ES-77")
def test_the_check_answers_at_once_and_says_who_can_come(bryony, send):
    page = bryony.read(address())
    assert "Usually half-termly: Wednesdays, 10:30" in page and 'value="10:30"' in bryony.page
    answer = send(address() + "&check=y", htmx=True, day="17 2 2027", starts="8.30")
    said = words(answer.text)
    assert answer.status_code == 200 and "<html" not in answer.text
    assert "Wednesday 17 February is in a school holiday." in said
    assert "It starts before school hours, which are from 09:15." in said
    assert "Cannot come, as far as we know Becky Fairhurst is usually free from" in said
    assert "County Hall, Brackenford: Step-free. Hearing loop. No quiet room." in said
    assert "Invite by Wed 3 Feb Papers by Wed 10 Feb Agenda items by Fri 12 Feb, 17:00" in said
    whole = send(address(), check="y", day="when it suits")
    assert whole.status_code == 200 and "Write a date as 3 9 2026" in main_of(whole.text)
    assert not rows(Meeting, Meeting.starts_at > "2027-02-17", Meeting.starts_at < "2027-02-18")


def test_who_sits_elsewhere_that_day_is_named(bryony, send):
    said = words(send(address("B01") + "&check=y", htmx=True, day="9 3 2027", starts="10:30").text)
    assert "Priya Raghunathan is at Steering Group, 10:00 to 12:00" in said
    assert "3 of 3 cannot come" in said


@pytest.mark.requirement("ES-76")
def test_a_meeting_is_saved_with_its_warnings_standing(bryony, send):
    answer = send(address(), day="17 2 2027", venue="", new_venue="")
    assert answer.status_code == 422 and "A meeting in person needs a place." in main_of(answer.text)
    answer = send(address(), day="17 2 2027", venue="", new_venue="Village hall", minutes="100")
    page = bryony.follow(answer)
    said = words(page.text)
    assert "Meeting added. Wednesday 17 February is in a school holiday. 100 minutes, and 90" in said
    assert "Undo" in said and "Village hall Not known if step-free." in said
    assert "School holiday" in main_of(page.text)
    made = rows(Meeting, Meeting.day == "2027-02-17")[0]
    assert (made.planned_minutes, made.mode, made.chair) == (100, "in_person", "The council")
    assert [row.name for row in rows(Venue, Venue.id == made.venue_id)] == ["Village hall"]


@pytest.mark.requirement("ES-79")
def test_no_invite_goes_out_without_an_aim(bryony, send):
    answer = send(address(), day="20 1 2027", invited_on="24 11 2026")
    assert answer.status_code == 422 and "Write the aim first" in main_of(answer.text)
    bryony.follow(send(address(), day="20 1 2027"))
    meeting = rows(Meeting, Meeting.board == code("B07"), Meeting.day == "2027-01-20")[0].id
    assert "Write the aim" in bryony.read(f"/meetings/{meeting}")
    assert bryony.post(f"/meetings/{meeting}/invited", {}).status_code == 422
    bryony.follow(send(f"/meetings/{meeting}/edit", aim="agree what is next."))
    bryony.follow(bryony.post(f"/meetings/{meeting}/invited", {}))
    assert "57 days, two weeks agreed" in bryony.read(f"/meetings/{meeting}")


def test_only_the_coordinator_sets_dates(visit):
    for who in ("becky", "priya", "leon"):
        seen = visit(who)
        assert seen.get(address()).status_code == 404 or seen.get(address()).status_code == 403
        assert "Add a meeting" not in seen.read("/meetings")


def told() -> list[Mail]:
    return rows(Mail, Mail.kind == "meeting_changed")


def test_a_move_asks_anew_and_tells_each_once(bryony, send, visit):
    meeting = rows(Meeting, Meeting.board == code("B02"), Meeting.day == "2026-12-02")[0]
    visit("hannah").post(f"/meetings/{meeting.id}/reply", {"reply": "coming"})
    answer = send(f"/meetings/{meeting.id}/edit", day="9 12 2026")
    assert answer.status_code == 303
    assert {row.reply for row in rows(Attendance, Attendance.meeting == meeting.id)} == {""}
    people = [mail.person_id for mail in told()]
    assert len(people) == len(set(people)) and code("R01") in people and bryony.person_id not in people
    send(f"/meetings/{meeting.id}/edit", day="10 12 2026")
    assert len(told()) == len(people)
    assert rows(Change, Change.row == meeting.id)[-1].new["day"] == "2026-12-10"
    send(f"/meetings/{meeting.id}/edit", aim="another aim", chair="The forum")
    assert len(told()) == len(people)


def test_a_cancelled_meeting_is_not_logged_flagged_or_coming(bryony, send, visit):
    held, ahead = code("M26"), rows(Meeting, Meeting.board == code("B03"), Meeting.day == "2026-11-30")[0].id
    becky = visit("becky")
    assert "Short Breaks" in becky.read("/log") and "Plan" in bryony.read("/")
    for meeting in (held, ahead):
        assert "can be put back on" in bryony.read(f"/meetings/{meeting}/cancel")
        bryony.follow(bryony.post(f"/meetings/{meeting}/cancel", {}))
        page = bryony.read(f"/meetings/{meeting}")
        assert "This meeting is cancelled." in page and "days late" not in page.partition("To notice")[2]
        assert "To notice" not in page and "Can you come?" not in page
    assert "Short Breaks" not in becky.read("/log")
    assert becky.post(f"/meetings/{held}/log", {"attended": "apologies"}).status_code == 422
    assert "Mon 30" not in visit("gwen").read("/")
    assert not [mail for mail in told() if ["meetings", held] in mail.parts]
    bryony.follow(bryony.post(f"/meetings/{ahead}/restore", {}))
    assert "This meeting is cancelled." not in bryony.read(f"/meetings/{ahead}")
