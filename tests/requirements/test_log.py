"""What the seeds ask of a log: the hat it is given under, and how quickly a line is added."""

import pytest

from forum_app.models.meetings import Attendance, Decision
from forum_app.models.money import TimeEntry
from tests.story import code, words
from tests.web.browse import change, rows

THERE = {"attended": "there", "minutes": "90", "reading": "y", "reading_minutes": "45", "travel": "y",
         "travel_minutes": "80"}  # fmt: skip
BEFORE, AFTER = "133 h 55 min", "137 h 30 min"


@pytest.fixture
def meeting(demo_app) -> str:
    return f"/meetings/{code('M26')}"


def log(becky, meeting: str, **values) -> str:
    becky.get(f"{meeting}/log")
    answer = becky.post(f"{meeting}/log", {"form_key": becky.form_key(), **THERE, **values})
    return words(becky.follow(answer).text)


@pytest.mark.requirement("ES-95")
def test_one_is_a_representative_unless_one_says_otherwise(visit, meeting):
    becky = visit("becky")
    offered = becky.get(f"{meeting}/log").text
    hats = offered.partition('name="hat"')[0].rpartition("<")[2] + offered.partition('name="hat"')[2]
    assert 'value="representative"' in hats.partition(">")[0] and "checked" in hats.partition(">")[0]
    assert "You spoke as: representative of the forum" in log(becky, meeting)
    assert {row.hat for row in rows(TimeEntry, TimeEntry.meeting == code("M26"))} == {"representative"}


@pytest.mark.requirement("ES-95")
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "fragment"])
def test_another_hat_is_one_tap_and_takes_the_time_out_of_the_reports(visit, meeting, htmx):
    becky, priya, bryony = visit("becky"), visit("priya"), visit("bryony")
    reports = [(bryony, "/ledger"), (priya, "/ledger"), (priya, "/")]
    assert all(f"Given {BEFORE}" in who.read(page) for who, page in reports)
    log(becky, meeting)
    assert all(f"Given {AFTER}" in who.read(page) for who, page in reports)
    becky.get(f"{meeting}/log")
    answer = becky.post(f"{meeting}/hat", {"hat": "parent_carer"}, htmx=htmx)
    page = words((answer if htmx else becky.follow(answer)).text)
    assert "You spoke as: individual parent carer This time is your own, and counts in no report." in page
    assert all(f"Given {BEFORE}" in who.read(page) for who, page in reports)
    assert "as parent carer" in becky.read("/time")
    assert "No representative present" in bryony.read(meeting)
    becky.get(f"{meeting}/log")
    becky.post(f"{meeting}/hat", {"hat": "representative"})
    assert all(f"Given {AFTER}" in who.read(page) for who, page in reports)
    assert "No representative present" not in bryony.read(meeting)


@pytest.mark.parametrize("hat", ["parent_carer", "expert"])
def test_a_hat_chosen_while_logging_counts_in_no_report(visit, meeting, hat):
    log(visit("becky"), meeting, hat=hat)
    assert f"Given {BEFORE}" in visit("bryony").read("/ledger")


def test_a_hat_changed_by_mistake_is_put_back(visit, meeting):
    becky = visit("becky")
    log(becky, meeting)
    page = becky.follow(becky.post(f"{meeting}/hat", {"hat": "expert"})).text
    undo = page.partition('action="/undo/')[2].partition('"')[0]
    becky.post(f"/undo/{undo}")
    assert "You spoke as: representative of the forum" in becky.read(f"{meeting}/log")
    worn = {row.hat for row in rows(TimeEntry, TimeEntry.meeting == code("M26"))}
    assert worn == {row.hat for row in rows(Attendance, Attendance.meeting == code("M26"))}
    assert worn == {"representative"}


def test_a_hat_is_changed_by_its_wearer_before_the_time_is_accepted(visit, meeting):
    becky = visit("becky")
    assert becky.post(f"{meeting}/hat", {"hat": "expert"}).status_code == 422
    log(becky, meeting)
    assert becky.post(f"{meeting}/hat", {"hat": "crown"}).status_code == 422
    assert visit("craig").post(f"{meeting}/hat", {"hat": "expert"}).status_code == 403
    change(TimeEntry, TimeEntry.meeting == code("M26"), TimeEntry.kind == "meeting", state="accepted")
    answer = becky.post(f"{meeting}/hat", {"hat": "expert"})
    assert answer.status_code == 422 and "Your time is accepted already." in words(answer.text)
    assert "Individual parent carer" not in becky.read(f"{meeting}/log")


@pytest.mark.requirement("ES-126")
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "fragment"])
@pytest.mark.parametrize(
    ("kind", "shown"), [("decision", "Agreed"), ("action", "Open")], ids=["decision", "action"]
)
def test_what_is_settled_stands_in_the_list_while_the_meeting_runs(visit, monkeypatch, kind, shown, htmx):
    meeting = next(row.meeting_id for row in rows(Decision, Decision.code == "A11"))
    hannah = visit("hannah")
    monkeypatch.setenv("FORUM_CLOCK", "2026-11-04T10:40")
    hannah.get(f"/meetings/{meeting}")
    line = {"form_key": hannah.form_key(), "kind": kind, "text": "Three routes looked at again by spring"}
    answer = hannah.post(f"/meetings/{meeting}/decisions", line, htmx=htmx)
    page = words(answer.text) if htmx else words(hannah.follow(answer).text)
    assert f"Three routes looked at again by spring {shown}" in page
    assert "Three routes looked at again" in visit("priya").read(f"/meetings/{meeting}")


@pytest.mark.requirement("ES-126")
def test_a_line_that_is_too_long_is_kept_to_be_cut(visit):
    meeting, hannah = f"/meetings/{code('M23')}", visit("hannah")
    hannah.get(meeting)
    answer = hannah.post(f"{meeting}/decisions", {"kind": "action", "text": "kept words " * 1000})
    assert answer.status_code == 422 and "kept words kept words" in answer.text
    assert "500" in words(answer.text)
