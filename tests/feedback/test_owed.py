"""News that a partner owes: chased in two taps, told by a link without a password, heard of by the rep."""

import re
from datetime import timedelta

import pytest

from forum_app import clock
from forum_app.features.accounts.queries import hashed
from forum_app.jobs import worker
from forum_app.models.control import Token
from forum_app.models.meetings import FeedbackChase, Meeting, OutcomeFeedback, OutcomeNews
from forum_app.models.money import Thanks
from forum_app.models.organisations import Contact
from forum_app.models.post import Mail
from tests.story import code, main_of, words
from tests.web.browse import Browser, change, rows

OWED = "EHC Plan Quality Panel, 14 September and 12 October"


@pytest.fixture
def owed(demo_app) -> str:
    """What the council owes for two meetings of the Quality Panel, 15 days late."""
    return code("F03")


@pytest.fixture
def transport(demo_app) -> str:
    """News owed for the plan board's meeting of 14 September, which Hannah was at."""
    return code("F02")


@pytest.fixture
def link(demo_app, visit):
    """Chase something as Bryony and take the link from the mail, as the officer does."""

    def sent(feedback: str, contact: str = "Judith Farrow") -> str:
        bryony = visit("bryony")
        bryony.get(f"/feedback/{feedback}/chase")
        [officer] = rows(Contact, Contact.name == contact)
        answer = bryony.post(
            f"/feedback/{feedback}/chase", {"form_key": bryony.form_key(), "contact": officer.id}
        )
        assert answer.status_code == 303, main_of(bryony.page)
        mail = rows(Mail, Mail.kind == "feedback_asked")[-1]
        return f"/officer/{mail.secret}"

    return sent


@pytest.mark.requirement("ES-99")
def test_the_list_says_who_owes_what_late_ones_first_and_chasing_takes_two_taps(visit, owed):
    bryony = visit("bryony")
    page = bryony.read("/feedback")
    assert page.index("Late") < page.index("Came") and "15 days late" in page and "43 days late" in page
    assert "Judith Farrow" not in page, "nobody was asked yet"
    chase = re.search(rf'href="(/feedback/{owed}/chase)"', bryony.page)[1]  # the first tap
    page = bryony.read(chase)
    assert "without a password" in page and "EHC Plan Quality, 14 September and 12 October" in page
    chosen = re.search(r'name="contact" value="([^"]+)"\s+checked', bryony.page)[1]
    answer = bryony.post(chase, {"form_key": bryony.form_key(), "contact": chosen})  # the second
    page = main_of(bryony.follow(answer).text)
    assert "Asked Anil Bhatt Tue 24 Nov, by Bryony" in page and "Not yet" in page
    [mail] = rows(Mail, Mail.kind == "feedback_asked")
    assert (mail.to, mail.person_id) == ("anil.bhatt@council.example", None)
    assert hashed(mail.secret) in {row.token_hash for row in rows(Token)}, "kept as a hash"
    assert visit("becky").get(chase).status_code == 403 and "Chase" not in visit("becky").read("/feedback")


def test_the_link_asks_one_thing_shows_nothing_else_and_can_be_opened_again(demo_app, link, owed):
    address, officer = link(owed), Browser(demo_app)
    for _ in range(2):
        answer = officer.get(address)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        page = main_of(answer.text)
        assert "What came of it?" in page and OWED in page and "by 9 November" in page
    everything = words(answer.text)
    for hidden in ("Olu", "Ellie", "Becky", "Home", "Boards", "Find"):
        assert hidden not in everything, hidden
    assert officer.get("/feedback").status_code == 303, "it signs nobody in"


@pytest.mark.requirement("ES-101")
def test_not_done_without_a_reason_is_refused_beside_the_field_and_keeps_what_was_typed(demo_app, link, owed):
    address, officer = link(owed), Browser(demo_app)
    officer.get(address)
    sent = {"outcome": "not_done", "text": "We looked at it.", "next_step": "Again in spring"}
    answer = officer.post(address, sent)
    assert answer.status_code == 422
    assert "Say why it was not done." in main_of(answer.text) and 'id="reason-error"' in answer.text
    assert "We looked at it." in answer.text and "Again in spring" in answer.text
    assert officer.post(address, {"outcome": "done"}).status_code == 422, "a line says what came of it"
    assert not rows(OutcomeFeedback, OutcomeFeedback.id == owed)[0].given_on


def test_what_the_officer_tells_reaches_the_reps_who_were_there_and_can_be_put_right_for_a_day(
    demo_app, link, visit, transport, monkeypatch
):
    address, officer, hannah = link(transport), Browser(demo_app), visit("hannah")
    assert "What came of Plan Board" in hannah.read("/ledger").partition("Still owed")[2]
    officer.get(address)
    said = {
        "outcome": "part",
        "text": "Two of three asks are in the plan.",
        "reason": "Money",
        "next_step": "May",
    }
    page = main_of(officer.follow(officer.post(address, {"form_key": officer.form_key(), **said})).text)
    assert "This is what you told the forum" in page and "Two of three asks" in page and "Why: Money" in page
    told = {mail.person_id for mail in rows(Mail, Mail.kind == "feedback_came")}
    assert told == {hannah.person_id, code("S1")}, "the rep who was there, and the coordinator"
    ledger = hannah.read("/ledger")
    assert "Two of three asks are in the plan." in ledger.partition("Came back")[2]
    assert "What came of Plan Board" not in ledger.partition("Still owed")[2].partition("Came back")[0]
    assert "Part done" in hannah.read(f"/feedback/{transport}")
    officer.get(address)
    again = {**said, "text": "All three asks are in the plan.", "outcome": "done"}
    officer.post(address, {"form_key": officer.form_key(), **again})
    assert "All three asks" in main_of(officer.get(address).text), "what was told can be put right"
    assert len(rows(Mail, Mail.kind == "feedback_came")) == 2, "and nobody is told twice"
    monkeypatch.setenv("FORUM_CLOCK", "2026-11-25 12:00")
    assert "A day has passed" in main_of(officer.get(address).text)
    refused = officer.post(address, {**said, "form_key": "another"})
    assert refused.status_code == 422 and rows(OutcomeNews, OutcomeNews.feedback == transport)[0].reason == ""


def test_of_a_marked_meeting_the_link_and_the_mails_say_no_more_than_that_there_was_one(
    demo_app, link, visit, owed, monkeypatch, tmp_path
):
    from forum_app.models.control import Marking

    marking = rows(Marking, Marking.name == "Audit sheets")[0].id
    change(Meeting, Meeting.id.in_([code("M04"), code("M17")]), marking=marking)
    address, officer = _unreadable_chase(owed), Browser(demo_app)
    page = main_of(officer.get(address).text)
    assert "Your meeting with the forum" in page and "Quality" not in page and "September" not in page
    officer.post(address, {"outcome": "done", "text": "It is done."})
    assert rows(OutcomeFeedback, OutcomeFeedback.id == owed)[0].given_on
    assert visit("becky").get(f"/feedback/{owed}").status_code == 404


def test_news_at_a_restricted_board_is_for_those_who_were_there_and_the_coordinator(
    demo_app, link, visit, owed
):
    officer, address = Browser(demo_app), link(owed)
    officer.get(address)
    officer.post(address, {"outcome": "done", "text": "Two audits were read again."})
    for who in ("olu", "ellie", "bryony"):
        assert "Two audits were read again." in visit(who).read(f"/feedback/{owed}"), who
    page = visit("becky").read(f"/feedback/{owed}")
    assert "News came on 24 November" in page and "audits" not in page


def test_what_an_officer_tells_a_restricted_board_is_closed_though_it_is_of_no_meeting(
    demo_app, link, visit, owed
):
    change(OutcomeFeedback, OutcomeFeedback.id == owed, meeting=None, second_meeting=None)
    officer, address = Browser(demo_app), link(owed)
    officer.get(address)
    officer.post(address, {"outcome": "done", "text": "Two audits were read again."})
    assert "Two audits were read again." in visit("bryony").read(f"/feedback/{owed}")
    page = visit("becky").read(f"/feedback/{owed}")
    assert "News came on 24 November" in page and "audits" not in page


def test_what_the_forum_puts_right_is_not_shown_as_the_officers_own_words(demo_app, link, visit, transport):
    address, officer, bryony = link(transport), Browser(demo_app), visit("bryony")
    officer.get(address)
    officer.post(address, {"outcome": "done", "text": "It is in the plan."})
    bryony.get(f"/feedback/{transport}")
    said = {"outcome": "part", "text": "They say so. We doubt it.", "form_key": bryony.form_key()}
    put_right = bryony.follow(bryony.post(f"/feedback/{transport}/news", said)).text
    assert "We doubt it." in words(put_right) and officer.get(address).status_code == 404
    bryony.post(re.search(r'action="(/undo/[^"]+)"', put_right)[1])
    assert "It is in the plan." in main_of(officer.get(address).text)


def _unreadable_chase(feedback: str) -> str:
    """A link for something that was marked after it was sent."""
    from forum_app.db import unguarded
    from forum_app.features.accounts.actions import make_token

    with unguarded("a test sends a link"):
        contact = Contact.get(Contact.name == "Judith Farrow")
        FeedbackChase.insert(
            id="chase", feedback=feedback, contact=contact.id, asked_on="2026-11-24"
        ).execute()
    return f"/officer/{make_token(None, 'officer', timedelta(days=1), about='chase')}"


def test_a_wrong_an_old_and_a_stopped_link_are_not_there_and_tries_are_slowed_down(
    demo_app, link, visit, owed
):
    address, officer, bryony = link(owed), Browser(demo_app), visit("bryony")
    bryony.get(f"/feedback/{owed}")
    undo = bryony.follow(bryony.post(f"/feedback/{owed}/stop", {"form_key": "stop"})).text
    assert officer.get(address).status_code == 404
    bryony.post(re.search(r'action="(/undo/[^"]+)"', undo)[1])
    assert officer.get(address).status_code == 200, "stopping can be undone"
    change(Token, Token.purpose == "officer", expires_at=clock.real() - timedelta(minutes=1))
    old = officer.get(address)
    wrong = officer.get("/officer/no-such-token")
    assert (old.status_code, words(old.text)) == (404, words(wrong.text))
    assert 429 in [officer.get("/officer/no-such-token").status_code for _ in range(5)]


def test_undoing_a_chase_keeps_its_mail_from_leaving_and_its_link_from_opening(
    demo_app, link, visit, owed, tmp_path, monkeypatch
):
    from forum_app.config import Settings

    address = link(owed)
    chase = rows(FeedbackChase, FeedbackChase.feedback == owed)[0]
    change(FeedbackChase, FeedbackChase.id == chase.id, binned_at=clock.now())
    assert Browser(demo_app).get(address).status_code == 404
    worker.work(Settings("", "k" * 32, f"folder:{tmp_path}/out", "http://127.0.0.1:8000"))
    assert rows(Mail, Mail.kind == "feedback_asked")[0].state == "nothing"


@pytest.mark.requirement("ES-7", "ES-72")
def test_an_officer_is_reminded_as_a_rep_is_and_never_more_than_twice(
    demo_app, link, visit, owed, monkeypatch, tmp_path
):
    from forum_app.jobs import reminders

    link(owed)
    sent = []
    for day in ("2026-11-24", "2026-12-01", "2026-12-02", "2026-12-08", "2026-12-15", "2026-12-22"):
        monkeypatch.setenv("FORUM_CLOCK", f"{day} 09:00")
        for _twice in range(2):
            reminders.run(clock.now)
        sent.append(
            len(rows(FeedbackChase, FeedbackChase.feedback == owed, FeedbackChase.kind == "reminder"))
        )
    assert sent == [0, 1, 1, 2, 2, 2], "a week after the last, twice at most, once a day"
    bryony = visit("bryony")
    page = bryony.read(f"/feedback/{owed}")
    assert "Reminded Judith Farrow" in page and "by the forum itself" in page
    [officer] = rows(Contact, Contact.name == "Judith Farrow")
    answer = bryony.post(f"/feedback/{owed}/chase", {"contact": officer.id})
    assert answer.status_code == 422 and "nobody gets more for one thing" in main_of(answer.text)


def test_one_tap_on_a_line_reminds_whoever_was_asked_and_the_line_answers_for_itself(
    demo_app, link, visit, owed, monkeypatch
):
    link(owed)
    monkeypatch.setenv("FORUM_CLOCK", "2026-11-26 09:00")
    bryony = visit("bryony")
    assert "Remind Judith Farrow" in bryony.read("/feedback")
    [officer] = rows(Contact, Contact.name == "Judith Farrow")
    sent = {"from": "line", "contact": officer.id, "form_key": bryony.form_key()}
    answer = bryony.post(f"/feedback/{owed}/chase", sent, htmx=True)
    assert answer.text.startswith(f'<li id="owed-{owed}"') and "A reminder is on its way" in answer.text
    assert "reminded on 26 November" in words(answer.text) and "Remind Judith" not in words(answer.text)


@pytest.mark.requirement("ES-98")
def test_an_officer_thanks_those_who_came_in_one_tap_and_they_see_it(demo_app, link, visit, transport):
    address, officer = link(transport), Browser(demo_app)
    officer.get(address)
    too_long = officer.post(f"{address}/thanks", {"text": "Thank you. " * 60}).text
    assert "Keep it to 500 characters" in main_of(too_long) and "Thank you. Thank you." in too_long
    officer.post(address, {"outcome": "done", "text": "It is in the plan."})
    page = officer.get(address)
    assert "Thank those who came" in main_of(page.text)
    officer.post(f"{address}/thanks")
    assert "Your thanks were passed on" in main_of(officer.get(address).text)
    assert officer.post(f"{address}/thanks", {"form_key": "more"}).status_code == 422, "once"
    ledger = visit("hannah").read("/ledger")
    assert "Thanks from Judith Farrow" in ledger and "Thank you for being there." in ledger


def test_a_link_for_thanks_alone_needs_no_feedback(demo_app, visit):
    bryony, meeting = visit("bryony"), code("M29")
    bryony.get(f"/meetings/{meeting}/ask-for-thanks")
    bryony.post(
        f"/meetings/{meeting}/ask-for-thanks",
        {
            "form_key": bryony.form_key(),
            "contact": "new",
            "name": "Ann Officer",
            "email": "Ann@Council.example",
        },
    )
    [mail] = rows(Mail, Mail.kind == "thanks_asked")
    assert mail.to == "ann@council.example"
    address, officer = f"/officer/{mail.secret}", Browser(demo_app)
    page = main_of(officer.get(address).text)
    assert "Would you like to thank them?" in page and "Preparing for Adulthood Board, 18 November" in page
    officer.post(f"{address}/thanks", {"text": "You asked the right question."})
    [thanks] = rows(Thanks, Thanks.meeting == meeting)
    assert (thanks.person_id, thanks.text) == (code("R22"), "You asked the right question.")


def test_the_coordinator_and_steering_members_thank_a_rep_in_one_tap_and_nobody_thanks_themself(visit):
    gwen, meeting, donna = visit("gwen"), code("M29"), code("R22")
    gwen.get(f"/meetings/{meeting}")
    button = re.search(rf'action="(/people/{donna}/thanks)"', gwen.page)[1]
    answer = gwen.post(button, {"form_key": "one", "meeting": meeting, "back": f"/meetings/{meeting}"})
    assert answer.status_code == 303 and "Donna will see your thanks" in words(gwen.follow(answer).text)
    assert gwen.post(button, {"form_key": "two", "meeting": meeting}).status_code == 422, "once a meeting"
    assert visit("becky").post(button, {"meeting": meeting}).status_code == 403
    own = gwen.post(f"/people/{gwen.person_id}/thanks")
    assert own.status_code == 403
    assert f"/people/{code('R02')}/thanks" in visit("bryony").get("/ledger").text


def test_the_coordinator_notes_what_is_owed_for_a_meeting_with_the_day_its_board_gives(visit):
    bryony, meeting = visit("bryony"), code("M29")
    bryony.read(f"/meetings/{meeting}/feedback")
    assert 'value="16 12 2026"' in bryony.page or "16 December 2026" in bryony.page, (
        "28 days after 18 November"
    )
    host = re.search(r'<option value="([^"]+)" selected', bryony.page)[1]
    answer = bryony.post(
        f"/meetings/{meeting}/feedback",
        {"form_key": bryony.form_key(), "owed_by": host, "due_on": "16 12 2026"},
    )
    page = main_of(bryony.follow(answer).text)
    assert "Due 16 December" in page and "Chase it" in page
    assert visit("becky").get(f"/meetings/{meeting}/feedback").status_code == 403
