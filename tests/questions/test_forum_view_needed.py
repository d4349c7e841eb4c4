"""Forum view needed: a rep takes a decision home, and the steering group is asked the same day."""

import re

import pytest

from forum_app import clock
from forum_app.config import Settings
from forum_app.jobs import reminders, worker
from forum_app.models.boards import Board, Seat
from forum_app.models.meetings import Decision, ReservedAnswer
from forum_app.models.people import Person
from forum_app.models.post import Mail
from tests.demo.build import NOW
from tests.story import code, main_of
from tests.web.browse import change, rows

QUESTION = "Should we agree to one pick-up point?"


@pytest.fixture
def asked(visit):
    """Ask as Craig, from the meeting's page, and answer the question's address."""

    def ask(text: str = QUESTION, meeting: str = "M21") -> str:
        craig = visit("craig")
        craig.read(f"/meetings/{code(meeting)}")
        page = re.search(r'href="(/meetings/[^"]+/ask)"', craig.page)[1]  # the first tap
        craig.read(page)
        offered = re.search(r'name="answer_by" value="([^"]+)"', craig.page)[1]
        key = craig.form_key()
        answer = craig.post(page, {"form_key": key, "text": text, "answer_by": offered})  # the second
        assert answer.status_code == 303, main_of(craig.page)
        return answer.headers["Location"]

    return ask


@pytest.mark.requirement("ES-89")
def test_a_rep_asks_in_three_taps_and_the_steering_group_has_it_the_same_day_and_answers(
    visit, asked, tmp_path
):
    address = asked()
    craig = visit("craig")
    page = craig.read(address)
    assert QUESTION in page and "Answer by 26 Nov" in page, "the day before Transport meets"
    steering = {row.person_id for row in rows(Seat, Seat.board == rows(Board, Board.is_steering)[0].id)}
    mails = rows(Mail, Mail.kind == "question_asked")
    assert {mail.person_id for mail in mails} <= steering and code("R01") in {
        mail.person_id for mail in mails
    }
    worker.work(Settings("", "k" * 32, f"folder:{tmp_path}/out", "http://127.0.0.1:8000"))
    texts = [file.read_text() for file in (tmp_path / "out").glob("*.eml")]
    assert any(QUESTION in text and address in text for text in texts), "today, with its link"
    gwen = visit("gwen")
    assert QUESTION in gwen.read("/")
    gwen.read(address)
    gwen.post(f"{address}/answer", {"form_key": gwen.form_key(), "answer": "support"})
    assert "Gwen Lloyd-Amos Support" in craig.read(address)


def test_those_who_are_paused_or_aside_are_not_asked(visit, asked, demo_app):
    own = rows(Board, Board.is_steering)[0].id
    seats = [row for row in rows(Seat, Seat.board == own) if row.person_id]
    away, aside = seats[0].person_id, seats[1].person_id
    change(Person, Person.id == away, state="paused")
    change(Seat, Seat.board == own, Seat.person == aside, aside_from="2026-11-01")
    question = asked().rpartition("/")[2]
    asked_of = {row.person_id for row in rows(ReservedAnswer, ReservedAnswer.decision == question)}
    assert asked_of and not asked_of & {away, aside}


def test_a_question_about_a_decision_carries_its_words_and_can_be_undone_or_withdrawn(visit, tmp_path):
    craig = visit("craig")
    decision = f"/decisions/{code('A04')}"
    craig.get(decision)
    page = re.search(r'href="(/decisions/[^"]+/ask)"', craig.page)[1]
    assert "List routes over 75 minutes." in craig.read(page)
    text = {"text": "List routes over 75 minutes?", "answer_by": "26 11 2026"}
    assert craig.post(page, {**text, "answer_by": "1 11 2026"}).status_code == 422
    answer = craig.post(page, {"form_key": "first", **text})
    said = craig.follow(answer).text
    craig.post(re.search(r'action="(/undo/[^"]+)"', said)[1])
    assert craig.get(answer.headers["Location"]).status_code == 404
    worker.work(Settings("", "k" * 32, f"folder:{tmp_path}/out", "http://127.0.0.1:8000"))
    assert {mail.state for mail in rows(Mail, Mail.kind == "question_asked")} == {"nothing"}
    again = craig.post(page, {"form_key": "second", **text}).headers["Location"]
    craig.get(again)
    craig.post(f"{again}/withdraw", {"form_key": craig.form_key()})
    assert "Withdrawn" in craig.read(again) and "List routes over 75 minutes?" not in visit("gwen").read("/")
    assert visit("becky").post(f"{again}/withdraw").status_code == 403


def test_those_who_have_not_answered_are_reminded_the_day_before_and_on_the_day(visit, monkeypatch):
    sent = []
    for moment in ("2026-11-24 09:00", "2026-11-25 06:00", "2026-11-25 09:00", "2026-11-26 09:00"):
        monkeypatch.setenv("FORUM_CLOCK", moment)
        for _twice in range(2):
            reminders.run(clock.now)
        sent.append(sorted(mail.person_id for mail in rows(Mail, Mail.kind == "question_reminder")))
    priya, hannah = code("R01"), code("R02")
    once = sorted([priya, hannah])
    assert sent == [[], [], once, sorted([*once, *once])], "Gwen has answered; at night nobody is reminded"


def test_a_question_at_a_closed_board_says_nothing_in_mail_and_is_for_those_who_are_asked(visit, tmp_path):
    ellie, meeting = visit("ellie"), code("M24")
    ellie.get(f"/meetings/{meeting}/ask")
    sent = {"form_key": ellie.form_key(), "text": "May we sign the audit?", "answer_by": "1 12 2026"}
    address = ellie.post(f"/meetings/{meeting}/ask", sent).headers["Location"]
    worker.work(Settings("", "k" * 32, f"folder:{tmp_path}/out", "http://127.0.0.1:8000"))
    texts = [file.read_text() for file in (tmp_path / "out").glob("*.eml")]
    assert texts and not any("audit" in text or "Quality" in text for text in texts)
    assert "May we sign the audit?" in visit("priya").read(address)
    assert visit("becky").get(address).status_code == 404
    assert rows(Decision, Decision.text == "May we sign the audit?")[0].level == "restricted"


def test_whoever_is_aside_or_no_longer_in_the_steering_group_decides_nothing(visit):
    priya, decision = visit("priya"), f"/decisions/{code('D04')}"
    assert "Please decide" in priya.read("/")
    seats, today = Seat.person == priya.person_id, NOW.date()
    for away in ({"aside_from": today}, {"aside_from": None, "ended_at": NOW}):
        change(Seat, seats, **away)
        assert "Please decide" not in priya.read("/") and "Your answer" not in priya.read(decision)
        assert priya.post(f"{decision}/answer", {"answer": "support"}).status_code == 403
    change(Seat, seats, ended_at=None)
    assert priya.post(f"{decision}/answer", {"answer": "support"}).status_code == 303
