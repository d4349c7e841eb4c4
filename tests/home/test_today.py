"""Today: each line does its thing where it stands, by one tap, with and without script, and can be undone."""

import re

import pytest

from forum_app import clock
from forum_app.features.today.mail import reminder
from forum_app.mail.kinds import Finished, Nothing, Occasion
from forum_app.models.control import Marking
from forum_app.models.meetings import Attendance, Decision, Meeting
from forum_app.models.post import Mail, Reminder
from forum_app.permissions.roles import viewer_for
from tests.story import code
from tests.web.browse import change, rows


def tap(visitor, label: str, htmx: bool = True):
    """Press a button of Home as its form stands there."""
    visitor.get("/")
    forms = re.findall(r"<form\b.*?</form>", visitor.page, re.S)
    words = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", form)).strip() for form in forms]
    form = next(form for form, said in zip(forms, words, strict=True) if label in said)
    sent = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    for name, value, said in re.findall(r'name="(\w+)" value="(\w+)">(\w+)<span', form):
        if said == label.split()[-1]:
            sent[name] = value
    answer = visitor.post(re.search(r'action="([^"]+)"', form)[1], sent, htmx=htmx)
    assert answer.status_code == (200 if htmx else 303), answer.text
    return answer


def mail_for(who: str) -> Finished | Nothing:
    mail = rows(Mail, Mail.kind == "reminder", Mail.person == code(who))[-1]
    now, parts = clock.now(), tuple((table, row) for table, row in mail.parts)
    return reminder(Occasion(viewer_for(code(who), now), now, "http://127.0.0.1:8000", "APCF", parts))


@pytest.mark.requirement("ES-72")
def test_becky_is_asked_at_most_twice_to_log_and_not_twice_on_a_day(visit, monkeypatch):
    bryony = visit("bryony")
    answer = tap(bryony, "Ask Becky")
    assert answer.text.startswith('<section class="stack" id="unlogged"') and "Asked today" in answer.text
    again = {"kind": "log", "person": code("R06"), "row": code("M26"), "form_key": "another"}
    assert bryony.post("/reminders", again).status_code == 422
    told = mail_for("R06")
    assert told.subject == "A meeting to log"
    assert "Short Breaks, Wednesday 11 November is not logged yet." in told.text.replace("\n", " ")
    change(Reminder, Reminder.person == code("R06"), asked_on="2026-11-20")
    assert "Asked on Fri 20 Nov" in bryony.read("/") and "Ask Becky once more" in bryony.read("/")
    tap(bryony, "Ask Becky once more")
    change(Reminder, Reminder.asked_on == clock.today(), asked_on="2026-11-23")
    page = bryony.read("/")
    assert "Asked twice. A call may do more." in page and "Ask Becky once more" not in page
    assert bryony.post("/reminders", again | {"form_key": "a third"}).status_code == 422
    assert len(rows(Mail, Mail.kind == "reminder")) == 2


def test_a_mail_that_is_not_wanted_any_more_does_not_leave(visit):
    bryony = visit("bryony")
    tap(bryony, "Ask Becky")
    tap(bryony, "Nobody went")
    assert mail_for("R06").why == "settled meanwhile"
    change(Reminder, Reminder.person == code("R06"), binned_at="2026-11-24 09:00:00")
    assert mail_for("R06").why == "taken back"


def test_nobody_went_takes_the_meeting_off_the_list_and_undo_brings_it_back(visit):
    bryony = visit("bryony")
    answer = tap(bryony, "Nobody went")
    assert "Short Breaks" not in answer.text.partition("</section>")[0]
    assert rows(Attendance, Attendance.meeting == code("M26"))[0].state == "absent"
    bryony.post(re.search(r'action="(/undo/\w+)"', answer.text)[1])
    assert "Nobody marked as there" in bryony.read("/")


@pytest.mark.parametrize("htmx", [True, False])
def test_papers_that_came_today_are_noted_in_one_tap(visit, htmx):
    bryony = visit("bryony")
    tap(bryony, "They came today", htmx)
    page = bryony.read("/")
    assert "Papers came on Tue 24 November" in page and "Papers late" not in page
    board = rows(Meeting, Meeting.board == code("B03"), Meeting.papers_on == clock.today())
    assert len(board) == 1
    late = {"form_key": "another"}
    assert bryony.post(f"/meetings/{board[0].id}/papers-came", late).status_code == 422


def test_a_rep_who_rang_is_answered_for(visit):
    bryony = visit("bryony")
    page = bryony.read("/")
    assert "Jo has not said" in page and "Craig has not said" in page
    answer = tap(bryony, "Jo said Yes")
    assert (
        answer.text.startswith('<section class="stack" id="coming"') and "Jo has not said" not in answer.text
    )
    assert rows(Attendance, Attendance.person == code("R12"), Attendance.reply == "coming")
    tap(bryony, "Ask Hannah")
    assert mail_for("R02").subject == "Can you come?"


def test_who_has_not_signed_or_declared_is_asked_from_here(visit):
    bryony = visit("bryony")
    page = bryony.read("/")
    assert "Craig Hebblethwaite No agreement signed yet" in page
    assert "Olu Adebanjo Interests form was due on 20 Sep" in page and "Ruth Ellingham" not in page
    tap(bryony, "Ask Olu")
    asked = {"kind": "agreement", "person": code("R15"), "row": code("R15"), "form_key": "k"}
    assert "Asked today" in bryony.post("/reminders", asked, htmx=True).text
    assert "“Nothing to declare” is an answer." in mail_for("R17").text
    assert mail_for("R15").subject == "Your agreement"


def test_an_action_is_done_from_here(visit):
    bryony = visit("bryony")
    answer = tap(bryony, "Done: List routes over 75 minutes.")
    assert "List routes" not in answer.text.partition("</section>")[0]
    assert rows(Decision, Decision.id == code("A04"))[0].state == "done"


def test_something_closed_is_kept_so_in_one_tap_or_looked_at_first(visit):
    bryony = visit("bryony")
    change(Marking, Marking.name == "Tender papers", review_on="2026-11-30")
    assert "Tender papers Restricted" in bryony.read("/")
    tap(bryony, "Keep until 24 Feb: Tender papers")
    tender = rows(Marking, Marking.name == "Tender papers")[0]
    assert str(tender.review_on) == "2027-02-24" and "Tender papers" not in bryony.read("/")
    page = bryony.read(f"/markings/{tender.id}")
    assert "Restricted: you, Becky and Priya" in page and "Tender scoring" in page
    past = bryony.post(f"/markings/{tender.id}/keep", {"until": "3/9/26", "form_key": "k"})
    assert past.status_code == 422 and "Give a day that lies ahead" in past.text and "3/9/26" in past.text
    bryony.post(f"/markings/{tender.id}/open", {"form_key": "o", "version": tender.version})
    assert "This is open to every member now." in bryony.read(f"/markings/{tender.id}")
    assert visit("craig").get(f"/markings/{tender.id}").status_code == 200


def test_only_who_may_look_behind_it_finds_the_page_and_only_the_team_decides(visit):
    tender = rows(Marking, Marking.name == "Tender papers")[0].id
    letter = rows(Marking, Marking.name == "Inspection letter")[0].id
    assert visit("craig").get(f"/markings/{tender}").status_code == 404
    assert visit("hannah").post(f"/markings/{tender}/open", {}).status_code == 404
    becky = visit("becky")
    assert "Keep it closed" not in becky.read(f"/markings/{tender}")
    assert becky.post(f"/markings/{tender}/open", {}).status_code == 403
    assert visit("bryony").post(f"/markings/{letter}/open", {}).status_code == 422, (
        "an embargo ends by itself"
    )


def test_nobody_else_does_these_things(visit):
    becky = visit("becky")
    for path in ("/reminders", *(f"/meetings/{code('M26')}/{act}" for act in ("nobody-went", "papers-came"))):
        assert becky.post(path, {"kind": "log"}).status_code == 403


def test_nothing_is_noted_of_a_meeting_that_was_called_off(visit):
    bryony = visit("bryony")
    ahead = rows(Meeting, Meeting.board == code("B09"), Meeting.day == "2026-11-26")[0].id
    change(Meeting, Meeting.id << [ahead, code("M26")], state="cancelled")
    for path in (
        f"{ahead}/papers-came",
        f"{ahead}/reply-for",
        f"{code('M26')}/nobody-went",
        f"{ahead}/invited",
    ):
        sent = {"person": code("R12"), "reply": "coming", "form_key": path}
        answer = bryony.post(f"/meetings/{path}", sent)
        assert answer.status_code == 422 and "called off" in answer.text, path
