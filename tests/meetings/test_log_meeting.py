"""Becky logs the meeting of 11 November: one act, from her phone, and all that follows from it."""

import pytest

from forum_app.models.control import Change, ChangeGroup
from forum_app.models.meetings import Attendance, Decision, MeetingReport, Pulse
from forum_app.models.money import TimeEntry
from tests.story import code, main_of, words
from tests.web.browse import rows

THERE = {"attended": "there", "minutes": "90", "reading": "y", "reading_minutes": "45", "travel": "y",
         "travel_minutes": "80"}  # fmt: skip


@pytest.fixture
def becky(visit):
    return visit("becky")


@pytest.fixture
def address(demo_app) -> str:
    return f"/meetings/{code('M26')}/log"


def log(browser, address: str, htmx: bool = False, **values):
    browser.get(address)
    return browser.post(address, {"form_key": browser.form_key(), **THERE, **values}, htmx=htmx)


def logged(meeting: str = "M26") -> dict:
    found = code(meeting)
    return {
        "attendance": [row.state for row in rows(Attendance, Attendance.meeting == found)],
        "time": {row.kind: row.minutes for row in rows(TimeEntry, TimeEntry.meeting == found)},
        "reports": [row.text for row in rows(MeetingReport, MeetingReport.meeting == found)],
    }


def test_the_form_offers_the_plan_and_the_same_as_last_time(becky, address):
    page = becky.read(address)
    assert "Short Breaks Commissioning Group Wed 11 November, 10:30 to 12:00 County Hall, Brackenford" in page
    assert "It was planned for 90." in page
    assert "Reading, 45 min" in page and "Travel both ways, 1 h 20 min" in page
    assert "Last time was Wed 16 September." in page
    assert "Restricted: you, Priya and Bryony" in page


def test_one_post_makes_attendance_time_report_and_one_act(becky, address):
    answer = log(becky, address, text="We asked for a plain summary.", action="Send the questions on")
    assert answer.status_code == 303
    assert logged() == {
        "attendance": ["present"],
        "time": {"meeting": 90, "reading": 45, "travel": 80},
        "reports": ["We asked for a plain summary."],
    }
    action = rows(Decision, Decision.text == "Send the questions on")[0]
    assert action.owner_id == becky.person_id
    group = rows(ChangeGroup, ChangeGroup.act == "log_meeting")[0]
    tables = sorted(change.table for change in rows(Change, Change.group == group.id))
    assert tables == ["attendances", "decisions", "meeting_reports"] + ["time_entries"] * 3


def test_what_is_kept_is_under_the_hat_that_was_worn(becky, address):
    log(becky, address, hat="parent_carer")
    assert {row.hat for row in rows(TimeEntry, TimeEntry.meeting == code("M26"))} == {"parent_carer"}
    assert [row.hat for row in rows(Attendance, Attendance.meeting == code("M26"))] == ["parent_carer"]


def test_the_thanks_say_the_sum_and_offer_undo(becky, address):
    page = becky.follow(log(becky, address)).text
    said = main_of(page)
    assert "Thank you, Becky Short Breaks, Wed 11 November." in said
    assert (
        "At the meeting 1 h 30 min Reading 45 min Travel there and back 1 h 20 min Your time 3 h 35 min"
        in said
    )
    assert "Saved" in words(page) and "Undo" in words(page)


def test_her_ledger_shows_it(becky, address):
    assert "3 h 35 min" in becky.read("/ledger")
    log(becky, address)
    assert "7 h 10 min" in becky.read("/ledger")


def test_the_same_form_sent_twice_makes_no_more(becky, address):
    becky.get(address)
    form = {"form_key": becky.form_key(), **THERE}
    first, second = becky.post(address, form), becky.post(address, form)
    assert first.status_code == 303
    assert second.status_code in {200, 303}
    assert logged()["attendance"] == ["present"] and len(logged()["time"]) == 3


def test_a_second_form_finds_the_meeting_logged(becky, address):
    log(becky, address)
    page = becky.read(address)
    assert "Thank you, Becky" in page and "Were you there?" not in page


def test_undo_takes_it_all_back_and_it_can_be_logged_again(becky, address):
    page = becky.follow(log(becky, address)).text
    undo = page.partition('action="/undo/')[2].partition('"')[0]
    assert becky.post(f"/undo/{undo}").status_code == 303
    assert "Were you there?" in becky.read(address)
    log(becky, address, reading="", travel="")
    kept = [
        row.minutes
        for row in rows(TimeEntry, TimeEntry.meeting == code("M26"), TimeEntry.binned_at.is_null())
    ]
    assert kept == [90]


def test_a_rep_who_could_not_go_is_asked_nothing_more(becky, address):
    log(becky, address, attended="apologies", minutes="about two hours", reading_minutes="no idea")
    assert logged() == {"attendance": ["apologies"], "time": {}, "reports": []}
    assert "Sent apologies" in becky.read(address)


def test_htmx_gets_the_thanks_alone(becky, address):
    answer = log(becky, address, htmx=True)
    assert answer.status_code == 200
    assert "<html" not in answer.text and 'id="log"' in answer.text
    assert "Thank you, Becky" in words(answer.text) and "Undo" in words(answer.text)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Write minutes as 90 or 1:30"),
        ("about 2 hrs", "Write minutes as 90 or 1:30"),
        ("-5", "Write minutes as 90 or 1:30"),
        ("900", "That is more than 12 hours. Write minutes as 90 or 1:30"),
    ],
)
def test_minutes_that_cannot_be_read_are_asked_for_again_and_kept(becky, address, typed, told):
    answer = log(becky, address, minutes="other", other_minutes=typed, text="Kept words")
    assert answer.status_code == 422
    assert told in words(answer.text)
    assert "Kept words" in answer.text and (not typed or f'value="{typed}"' in answer.text)
    assert logged()["attendance"] == []


@pytest.mark.parametrize(("typed", "minutes"), [("1:30", 90), ("1.5h", 90), ("100", 100), ("2 h", 120)])
def test_minutes_are_read_as_people_write_them(becky, address, typed, minutes):
    log(becky, address, minutes="other", other_minutes=typed)
    assert logged()["time"]["meeting"] == minutes


def test_nothing_chosen_is_said_at_the_field_with_the_rest_kept(becky, address):
    answer = log(becky, address, attended="", text="Kept words")
    assert answer.status_code == 422
    assert "One thing to put right Choose one of the three." in words(answer.text)
    assert "Kept words" in answer.text


def test_the_restricted_report_is_read_by_those_named_alone(becky, address, visit):
    log(becky, address, text="Quince tender words")
    page = f"/meetings/{code('M26')}"
    for who in ("becky", "priya", "bryony"):
        assert "Quince tender words" in visit(who).read(page), who
    for who in ("hannah", "gwen", "olu", "leon", "craig"):
        assert "Quince" not in visit(who).read(page), who


def test_a_rep_cannot_log_a_meeting_of_another_board(visit, address):
    craig = visit("craig")
    assert craig.get(address).status_code == 403
    assert craig.post(address, THERE).status_code == 403
    assert logged()["attendance"] == []


def test_a_meeting_that_is_not_there_cannot_be_logged(becky):
    assert becky.get("/meetings/recNoSuchMeeting/log").status_code == 404


def test_the_coordinator_logs_for_a_rep_who_rang(visit, address, becky):
    bryony = visit("bryony")
    assert "Log for someone who rang Log for Becky Fairhurst" in bryony.read(f"/meetings/{code('M26')}")
    form = bryony.get(f"{address}?for={becky.person_id}").text
    assert "Log for Becky" in main_of(form) and "They were there" in main_of(form)
    answer = bryony.post(address, {"form_key": bryony.form_key(), "for": becky.person_id, **THERE})
    assert answer.status_code == 303
    assert {row.person_id for row in rows(TimeEntry, TimeEntry.meeting == code("M26"))} == {becky.person_id}
    assert rows(MeetingReport, MeetingReport.meeting == code("M26"))[0].logged_by_id == bryony.person_id
    assert "7 h 10 min" in becky.read("/ledger")


def test_the_coordinator_sees_at_once_what_she_logged_for_a_rep(visit, address, becky):
    bryony = visit("bryony")
    bryony.get(f"{address}?for={becky.person_id}")
    sent = {"form_key": bryony.form_key(), "for": becky.person_id, **THERE}
    answer = bryony.post(address, sent, htmx=True)
    assert answer.status_code == 200
    assert "Logged for Becky" in words(answer.text) and "Undo" in words(answer.text)


def test_the_coordinator_cannot_log_for_somebody_without_the_seat(visit, address):
    stranger = code("R15")
    assert visit("bryony").post(address, {"for": stranger, **THERE}).status_code == 404
    assert visit("craig").post(address, {"for": code("R06"), **THERE}).status_code == 403


def test_a_meeting_ahead_cannot_be_logged_yet(becky, demo_app):
    ahead = next(
        line for line in becky.get("/meetings").text.split('href="/meetings/')[1:] if "Short" in line
    )
    address = f"/meetings/{ahead.partition(chr(34))[0]}/log"
    answer = log(becky, address)
    assert answer.status_code == 422
    assert "This meeting has not started yet." in words(answer.text)


def test_the_pulse_is_a_tap_that_only_the_coordinator_sees(becky, address, visit):
    log(becky, address)
    becky.get(address)
    assert becky.post(f"/meetings/{code('M26')}/pulse", {"answer": "hard"}).status_code == 303
    assert [row.answer for row in rows(Pulse, Pulse.person == becky.person_id)] == ["hard"]
    becky.get(address)
    assert 'value="hard" aria-pressed="true"' in becky.page
    assert "hard" in visit("bryony").get("/tables/pulses").text.lower()
    assert "Becky" not in visit("priya").read("/tables/pulses")


def test_the_coordinators_home_no_longer_asks(becky, address, visit):
    bryony = visit("bryony")
    assert "Wed 11 November" in bryony.read("/") or "Wed 11 Nov" in bryony.read("/")
    log(becky, address)
    assert "11 Nov" not in bryony.read("/")
