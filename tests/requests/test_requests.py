"""A partner asks for a rep: noted in a line, answered in three taps, told by email, and how long it took."""

import email
import email.policy
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from forum_app import clock
from forum_app.config import Settings
from forum_app.jobs import worker
from forum_app.models.meetings import RepRequest
from forum_app.models.organisations import Contact
from forum_app.models.post import Mail
from tests.story import main_of, words
from tests.web.browse import change, rows

pytestmark = pytest.mark.postgres
POLICY = email.policy.default
PANEL = "Interview panel for the therapies lead, 14 January 2027, paid"


def panel() -> RepRequest:
    """What Saltmarsh asked for, and nobody has answered."""
    return rows(RepRequest, RepRequest.text == PANEL)[0]


def test_bryony_answers_from_home_in_three_taps_and_the_officer_hears_of_it(visit):
    bryony = visit("bryony")
    home = bryony.read("/")
    assert PANEL in home.partition("Reps asked for")[2]
    address = re.search(rf'href="(/requests/{panel().id})"', bryony.page)[1]  # the first tap
    page = bryony.read(address)
    assert "Saltmarsh asked on 20 November" in page and "Waits for an answer" in page
    chosen = re.search(r'<option value="([^"]+)" selected>Moira Quayle', bryony.page)[1]
    sent = {"form_key": bryony.form_key(), "reply": "yes", "contact": chosen, "version": "1"}  # the second
    answered = bryony.post(address, sent)  # the third
    assert answered.status_code == 303, main_of(bryony.page)
    page = words(bryony.follow(answered).text)
    assert "answered after 4 days" in page and "The mail leaves in a moment" in page
    again = bryony.post(address, sent)
    assert again.status_code == 303 and len(rows(Mail, Mail.kind == "request_answered")) == 1, "sent twice"
    assert PANEL not in bryony.read("/")
    [mail] = rows(Mail, Mail.kind == "request_answered")
    assert (mail.to, mail.person_id) == ("moira.quayle@saltmarsh.example", None)


def mails_that_leave(folder: Path) -> str:
    """What a worker's round sends, as it is read."""
    worker.work(Settings("", "k" * 32, f"folder:{folder}", "http://127.0.0.1:8000"))
    found = (email.message_from_bytes(file.read_bytes(), policy=POLICY) for file in folder.glob("*.eml"))
    return "\n".join(str(mail.get_body(("plain",)).get_content()) for mail in found)


def test_who_asked_is_told_no_with_a_line_and_nothing_else(visit, tmp_path):
    bryony = visit("bryony")
    address = f"/requests/{panel().id}"
    bryony.get(address)
    [moira] = rows(Contact, Contact.name == "Moira Quayle")
    sent = {"reply": "no", "answer": "Nobody is free in January.", "contact": moira.id}
    bryony.post(address, {**sent, "form_key": bryony.form_key()})
    said = mails_that_leave(tmp_path / "out")
    assert "Not this time" in said and "Nobody is free in January." in said and PANEL[:30] in said
    assert "Bryony" not in said and "Becky" not in said


def test_an_answer_taken_back_before_the_mail_leaves_is_not_sent(visit, tmp_path):
    bryony = visit("bryony")
    address = f"/requests/{panel().id}"
    bryony.get(address)
    [moira] = rows(Contact, Contact.name == "Moira Quayle")
    answered = bryony.post(
        address, {"form_key": bryony.form_key(), "reply": "yes", "answer": "", "contact": moira.id}
    )
    page = bryony.follow(answered).text
    undo = re.search(r'action="(/undo/\w+)"', page)[1]
    bryony.post(undo)
    assert (panel().reply, panel().answered_on) == ("", None)
    assert not mails_that_leave(tmp_path / "out")
    [mail] = rows(Mail, Mail.kind == "request_answered")
    assert mail.state == "nothing" and PANEL in bryony.read("/")


def test_it_is_kept_without_a_mail_when_she_tells_them_herself_and_can_be_put_right(visit):
    priya = visit("priya")
    address = f"/requests/{panel().id}"
    priya.get(address)
    sent = {
        "form_key": priya.form_key(),
        "reply": "talk",
        "answer": "On the phone",
        "contact": "",
        "version": "1",
    }
    page = words(priya.follow(priya.post(address, sent)).text)
    assert "Nobody was mailed" in page and "Let us talk first" in page and "On the phone" in page
    sent = {"form_key": priya.form_key(), "reply": "yes", "answer": "Olu goes", "contact": "", "version": "2"}
    assert "Olu goes" in main_of(priya.follow(priya.post(address, sent)).text)
    assert not rows(Mail, Mail.kind == "request_answered")
    stale = priya.post(address, {"form_key": priya.form_key(), "reply": "no", "version": "1"})
    assert stale.status_code == 409 and panel().reply == "yes", "somebody changed it meanwhile"


def test_without_a_choice_it_is_refused_beside_the_field_and_keeps_the_line(visit):
    bryony = visit("bryony")
    address = f"/requests/{panel().id}"
    bryony.get(address)
    refused = bryony.post(address, {"form_key": bryony.form_key(), "answer": "We would love to."})
    assert refused.status_code == 422 and "We would love to." in refused.text
    assert "Choose one of the three." in main_of(refused.text)
    change(Contact, Contact.name == "Moira Quayle", email="")
    [moira] = rows(Contact, Contact.name == "Moira Quayle")
    refused = bryony.post(address, {"form_key": bryony.form_key(), "reply": "yes", "contact": moira.id})
    assert refused.status_code == 422 and not panel().reply


def test_a_call_is_noted_in_a_line_and_belongs_to_whom_the_officer_works_for(visit):
    bryony = visit("bryony")
    bryony.get("/requests/new")
    empty = bryony.post("/requests/new", {"form_key": bryony.form_key()})
    assert empty.status_code == 422 and "Write what they ask for" in main_of(empty.text)
    [sam] = rows(Contact, Contact.name == "Sam Ridley")
    said = {"form_key": bryony.form_key(), "text": "A parent for the bus tender", "contact": sam.id}
    ahead = bryony.post("/requests/new", {**said, "asked_on": "1 12 2026"})
    assert ahead.status_code == 422 and "A parent for the bus tender" in ahead.text
    page = main_of(bryony.follow(bryony.post("/requests/new", said)).text)
    assert "ACC asked on 24 November" in page.replace("Tue ", "")
    [noted] = rows(RepRequest, RepRequest.text == "A parent for the bus tender")
    assert (noted.organisation_id, noted.asked_on) == (sam.organisation_id, date(2026, 11, 24))
    listed = bryony.read("/requests")
    assert listed.index(PANEL) < listed.index("A parent for the bus tender") < listed.index("Early help hub")
    assert "answered after 2 days" in listed


def test_the_steering_group_reads_and_the_others_have_no_such_page(visit):
    gwen, becky = visit("gwen"), visit("becky")
    address = f"/requests/{panel().id}"
    assert PANEL in gwen.read("/requests") and "Note a request" not in gwen.page
    assert 'name="reply"' not in gwen.get(address).text
    assert (
        gwen.post(address, {"reply": "no"}).status_code == 403
        and gwen.get("/requests/new").status_code == 403
    )
    for page in ("/requests", address, "/requests/new"):
        assert becky.get(page).status_code == 403, page
    assert not panel().reply


def test_how_long_it_took_is_counted_from_the_first_answer(visit):
    bryony = visit("bryony")
    address = f"/requests/{panel().id}"
    bryony.get(address)
    bryony.post(address, {"form_key": bryony.form_key(), "reply": "talk", "contact": ""})
    first = panel().answered_on
    change(RepRequest, RepRequest.text == PANEL, answered_on=first - timedelta(days=2))
    bryony.get(address)
    bryony.post(address, {"form_key": bryony.form_key(), "reply": "yes", "contact": ""})
    assert panel().answered_on == clock.today() - timedelta(days=2)
    assert "answered after 2 days" in bryony.read("/requests")
