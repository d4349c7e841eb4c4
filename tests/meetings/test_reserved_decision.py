"""D04: the rep asked the forum first, and hears its answer at once."""

import pytest

from forum_app.models.meetings import ReservedAnswer
from forum_app.models.post import Mail
from tests.demo.build import NOW
from tests.story import code, words
from tests.web.browse import change, rows


@pytest.fixture
def address(demo_app) -> str:
    return f"/decisions/{code('D04')}"


def test_it_says_who_asked_and_who_answered(visit, address):
    page = visit("priya").read(address)
    assert "Should the forum support the" in page
    assert "Craig Hebblethwaite asked on Fri 20 Nov" in page and "Answer by 26 Nov" in page
    assert "1 of 3 answered. " in page and "Gwen Lloyd-Amos Support" in page


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "fragment"])
def test_a_co_chair_answers_and_the_rep_sees_it_at_once(visit, address, htmx):
    priya, craig = visit("priya"), visit("craig")
    assert "Priya Raghunathan Not yet" in craig.read(address)
    priya.get(address)
    answer = priya.post(f"{address}/answer", {"form_key": priya.form_key(), "answer": "support"}, htmx=htmx)
    assert answer.status_code == (200 if htmx else 303)
    page = words(answer.text) if htmx else priya.read(address)
    assert "You answered: support" in page and "2 of 3 answered" in page
    assert "Priya Raghunathan Support" in craig.read(address)


def test_the_rep_who_asked_is_told_the_same_day(visit, address):
    priya = visit("priya")
    priya.post(f"{address}/answer", {"answer": "ask_more", "words": "What would it cost?"})
    told = rows(Mail, Mail.kind == "decision_answered")
    assert [mail.person_id for mail in told] == [code("R15")]
    assert told[0].parts == [["decisions", code("D04")]], "the outbox holds no words"


def test_each_new_answer_is_told_and_the_same_one_again_is_not(visit, address):
    priya = visit("priya")
    for answer in ("support", "support", "ask_more"):
        priya.post(f"{address}/answer", {"answer": answer})
    assert len(rows(Mail, Mail.kind == "decision_answered")) == 2


def test_an_answer_can_be_changed_and_undone(visit, address):
    hannah = visit("hannah")
    hannah.post(f"{address}/answer", {"answer": "support"})
    page = hannah.follow(hannah.post(f"{address}/answer", {"answer": "do_not_support"})).text
    assert "You answered: do not support" in words(page)
    undo = page.partition('action="/undo/')[2].partition('"')[0]
    hannah.post(f"/undo/{undo}")
    assert "You answered: support" in hannah.read(address)


def test_those_who_were_not_asked_cannot_answer(visit, address):
    for who in ("becky", "bryony", "leon"):
        assert visit(who).post(f"{address}/answer", {"answer": "support"}).status_code == 404, who
    answered = rows(ReservedAnswer, ReservedAnswer.decision == code("D04"), ReservedAnswer.answer != "")
    assert len(answered) == 1


def test_other_reps_see_the_question_but_not_who_said_what(visit, address):
    page = visit("becky").read(address)
    assert "Should the forum support the" in page
    assert "Gwen" not in page and "answered" not in page


def test_an_answer_that_is_none_of_the_three_is_asked_again(visit, address):
    answer = visit("priya").post(f"{address}/answer", {"answer": "maybe"})
    assert answer.status_code == 422 and "Choose one of the three answers." in words(answer.text)


def test_once_all_have_answered_it_says_so_everywhere_and_waits_for_nobody(visit, address):
    before = visit("bryony").read("/")
    assert "Should the forum support the" in before and "Waits for the steering group" in before
    visit("priya").post(f"{address}/answer", {"answer": "support"})
    visit("hannah").post(f"{address}/answer", {"answer": "do_not_support"})
    said = "All 3 have answered: 2 support, 1 does not support."
    page = visit("craig").read(address)
    assert said in page and "Answered by all" in page and "Answer by 26 Nov" not in page
    board = visit("craig").read(f"/boards/{code('B08')}")
    assert "Answered by all" in board and "Answer by 26 Nov" not in board
    for path in ("/", "/digests/preview"):
        assert said in visit("priya").read(path), path
    assert "Waits for the steering group" not in visit("bryony").read("/")


def test_until_its_day_one_may_think_again_and_then_it_rests(visit, address, monkeypatch):
    change(ReservedAnswer, ReservedAnswer.decision == code("D04"), answer="support", answered_at=NOW)
    question, priya = "Should the forum support the", visit("priya")
    for day in ("2026-11-24", "2026-11-26"):
        monkeypatch.setenv("FORUM_CLOCK", f"{day} 12:00")
        assert "You answered: support" in priya.read(address) and question in priya.read("/")
    monkeypatch.setenv("FORUM_CLOCK", "2026-11-27 12:00")
    page = priya.read(address)
    assert "All 3 have answered: 3 support." in page and "Add a line" not in page
    assert question not in priya.read("/") and question not in priya.read("/digests/preview")
    change(ReservedAnswer, ReservedAnswer.person == code("R02"), answer="", answered_at=None)
    assert question in priya.read("/"), "what somebody still has to answer goes on"


def test_who_may_not_see_the_answers_is_not_told_that_all_have(visit, address):
    change(ReservedAnswer, ReservedAnswer.decision == code("D04"), answer="support", answered_at=NOW)
    assert "Answer by 26 Nov" in visit("becky").read(address)
