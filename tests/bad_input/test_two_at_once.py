"""Two people, two clicks, two tries: one change each, and nobody's words go missing without a sentence."""

import pytest

from forum_app.models.control import ChangeGroup
from forum_app.models.meetings import Attendance, Decision, MeetingReport, ReservedAnswer
from forum_app.models.people import Person
from tests.story import code, words
from tests.web.browse import change, rows

THERE = {"attended": "there", "minutes": "90", "hat": "representative"}
LINE = "We asked what the panel will do with it."


@pytest.fixture
def becky(visit):
    return visit("becky")


def log_address() -> str:
    return f"/meetings/{code('M26')}/log"


def log(browser, htmx: bool = False, **values):
    """Send the log with the key of the page that the browser has open."""
    browser.key = getattr(browser, "key", None) or open_log(browser)
    return browser.post(log_address(), {"form_key": browser.key, **THERE, **values}, htmx=htmx)


def open_log(browser) -> str:
    browser.get(log_address())
    browser.key = browser.form_key()
    return browser.key


def report() -> list[str]:
    return [row.text for row in rows(MeetingReport, MeetingReport.meeting == code("M26"))]


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
def test_a_log_that_somebody_else_was_faster_with_is_not_lost_and_not_saved_over_theirs(visit, becky, htmx):
    open_log(becky)
    bryony = visit("bryony")
    bryony.get(f"{log_address()}?for={code('R06')}")
    sent = {"form_key": bryony.form_key(), **THERE, "for": code("R06"), "text": "Becky rang."}
    assert bryony.post(log_address(), sent).status_code == 303

    answer = log(becky, htmx, text=LINE)
    assert answer.status_code == 409
    said = words(answer.text)
    assert "Bryony Tasker logged this meeting already. Nothing of yours was saved over it." in said
    assert "Ask Bryony Tasker to undo that if yours is right." in said, "it is not hers to undo"
    assert LINE in answer.text, "what was typed is still in its box"
    assert report() == ["Becky rang."]


def test_a_second_try_with_the_same_words_is_the_first_log(becky):
    assert log(becky, text=LINE).status_code == 303
    assert log(becky, text=LINE).status_code == 303
    assert report() == [LINE]
    assert len(rows(ChangeGroup, ChangeGroup.act == "log_meeting")) == 1


def test_words_that_were_mended_after_a_lost_answer_are_not_swallowed(becky):
    """The line dropped after Save; more is typed before the second try."""
    log(becky, text=LINE)
    answer = log(becky, text=f"{LINE} They will write.")
    assert answer.status_code == 409
    assert "logged already" in words(answer.text) and "They will write." in answer.text
    assert report() == [LINE]


def test_what_was_undone_may_be_logged_again_from_the_same_page(becky):
    log(becky, text=LINE)
    group = rows(ChangeGroup, ChangeGroup.act == "log_meeting")[0].id
    becky.post(f"/undo/{group}")
    assert [row.binned_at is None for row in rows(MeetingReport, MeetingReport.text == LINE)] == [False]
    for _ in range(2):
        assert log(becky, text=LINE).status_code == 303
    standing = [row for row in rows(MeetingReport, MeetingReport.text == LINE) if row.binned_at is None]
    assert len(standing) == 1
    assert "Thank you, Becky" in becky.get(log_address()).text


def test_an_invitation_whose_address_was_mended_goes_to_the_mended_one(visit):
    bryony = visit("bryony")
    bryony.get("/invitations")
    sent = {"form_key": bryony.form_key(), "name": "Siân Llŷr"}
    for address in ("sian@exmaple.org", "sian@exmaple.org", "sian@example.org"):
        assert bryony.post("/invitations", {**sent, "email": address}).status_code == 303
    people = [row.email for row in rows(Person, Person.name == "Siân Llŷr")]
    assert sorted(people) == ["sian@example.org", "sian@exmaple.org"]


def test_two_taps_on_done_are_one(becky):
    log(becky, action="Ask the panel for its dates")
    action = rows(Decision, Decision.text == "Ask the panel for its dates")[0].id
    becky.get(f"/decisions/{action}")
    key = {"form_key": becky.form_key()}
    assert [becky.post(f"/decisions/{action}/done", key).status_code for _ in range(2)] == [303, 303]
    becky.get(f"/decisions/{action}")
    again = becky.post(f"/decisions/{action}/done", {"form_key": "another page"})
    assert again.status_code == 422
    assert "This is done already." in words(again.text)


def test_an_answer_whose_line_is_too_long_is_asked_for_again_and_not_saved_without_it(visit):
    for htmx in (False, True):
        priya, address = visit("priya"), f"/decisions/{code('D04')}"
        priya.get(address)
        sent = {"form_key": priya.form_key(), "answer": "support", "words": "ŵ" * 501}
        answer = priya.post(f"{address}/answer", sent, htmx=htmx)
        assert answer.status_code == 422
        assert "Keep it to 500 characters. You wrote 501" in words(answer.text)
        assert "ŵ" * 501 in answer.text
    assert not rows(ReservedAnswer, ReservedAnswer.person == priya.person_id, ReservedAnswer.answer != "")


def test_a_strange_answer_is_asked_for_again_with_its_line(visit):
    priya, address = visit("priya"), f"/decisions/{code('D04')}"
    priya.get(address)
    answer = priya.post(f"{address}/answer", {"answer": "perhaps", "words": LINE})
    assert answer.status_code == 422
    assert "Choose one of the three answers." in words(answer.text) and LINE in answer.text


def test_another_answer_leaves_the_line_that_stands(visit):
    priya, address = visit("priya"), f"/decisions/{code('D04')}"
    priya.get(address)
    priya.post(f"{address}/answer", {"answer": "support", "words": LINE})
    assert f'value="{LINE}"' in priya.get(address).text, "the box holds what was said before"
    priya.post(f"{address}/answer", {"answer": "ask_more"})
    kept = rows(ReservedAnswer, ReservedAnswer.person == priya.person_id)[0]
    assert (kept.answer, kept.words) == ("ask_more", LINE)
    priya.post(f"{address}/answer", {"answer": "ask_more", "words": ""})
    assert rows(ReservedAnswer, ReservedAnswer.person == priya.person_id)[0].words == ""


def a_reply_of_hers(becky) -> Attendance:
    becky.get(f"/meetings/{code('M44')}")
    becky.post(f"/meetings/{code('M44')}/reply", {"reply": "maybe"})
    where = (Attendance.meeting == code("M44"), Attendance.person == becky.person_id)
    return rows(Attendance, *where)[0]


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
def test_two_answers_at_once_are_shown_in_the_columns_own_words(becky, htmx):
    stands = a_reply_of_hers(becky)
    address = f"/meetings/{code('M44')}/reply"
    sent = {"reply": "coming", "version": str(stands.version - 1 or 99)}
    answer = becky.post(address, sent, htmx=htmx, **({"HX-Target": "reply"} if htmx else {}))
    assert answer.status_code == 409
    said = words(answer.text)
    assert "You wrote Reply Coming Keep mine" in said and "Reply Maybe Keep Becky" in said, said
    assert "Replied" not in said, "what both wrote alike is no question"
    assert f'name="version" value="{stands.version}"' in answer.text


def test_keep_mine_is_kept_over_what_was_shown_and_over_nothing_later(becky):
    stands = a_reply_of_hers(becky)
    address = f"/meetings/{code('M44')}/reply"
    mine = {"reply": "not_coming", "keep": "mine", "version": str(stands.version)}
    change(Attendance, Attendance.id == stands.id, reply="coming", version=stands.version + 1)
    answer = becky.post(address, mine)
    assert answer.status_code == 409, "a third change came after the two that were shown"
    assert rows(Attendance, Attendance.id == stands.id)[0].reply == "coming"
    assert becky.post(address, {**mine, "version": str(stands.version + 1)}).status_code == 303
    assert rows(Attendance, Attendance.id == stands.id)[0].reply == "not_coming"
