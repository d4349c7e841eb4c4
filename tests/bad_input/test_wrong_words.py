"""What people type when they are in a hurry: each is asked for again in a sentence, and nothing is lost."""

import io

import pytest

from forum_app.models.meetings import Attendance, Decision, MeetingReport
from forum_app.models.money import TimeEntry
from tests.story import code, words
from tests.web.browse import TOKEN, rows

THERE = {"attended": "there", "minutes": "90", "hat": "representative"}
LINE = "Notes with the dates are to come by post."


@pytest.fixture
def becky(visit):
    return visit("becky")


@pytest.fixture
def log(becky):
    """Sends the log of 11 November, by the form or as htmx does."""
    address = f"/meetings/{code('M26')}/log"
    becky.get(address)

    def send(htmx: bool = False, **values):
        return becky.post(address, {"form_key": becky.form_key(), **THERE, **values}, htmx=htmx)

    return send


@pytest.fixture
def decide(becky):
    """Adds what was settled on 16 September."""
    meeting = code("M05")
    becky.get(f"/meetings/{meeting}")

    def send(htmx: bool = False, **values):
        given = {"form_key": becky.form_key(), "kind": "action", "text": LINE, **values}
        return becky.post(f"/meetings/{meeting}/decisions", given, htmx=htmx)

    return send


def nothing_logged() -> bool:
    meeting = code("M26")
    return not any(rows(model, model.meeting == meeting) for model in (Attendance, TimeEntry, MeetingReport))


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("30 Feb", "There is no 30 February."),
        ("2026-13-01", "There is no month 13."),
        ("next Tuesday", "Write a date as 3 9 2026"),
        ("31/11/2026", "There is no 31 November."),
        ("yesterday week", "Write a date as 3 9 2026"),
        ("9" * 5000, "Write a date as 3 9 2026"),
    ],
)
def test_a_day_that_is_no_day_is_asked_for_again(decide, typed, told, htmx):
    before = len(rows(Decision))
    answer = decide(htmx, due_on=typed)
    assert answer.status_code == 422
    assert told in words(answer.text)
    assert f'value="{typed}"' in answer.text and LINE in answer.text, "what was typed is still there"
    assert len(rows(Decision)) == before


@pytest.mark.parametrize(
    ("typed", "minutes"), [("1:30", 90), ("1.5h", 90), ("1.5", 90), ("90m", 90), ("2 h 05", 125)]
)
def test_minutes_are_read_as_people_write_them(log, typed, minutes):
    assert log(minutes="other", other_minutes=typed).status_code == 303
    assert [row.minutes for row in rows(TimeEntry, TimeEntry.meeting == code("M26"))] == [minutes]


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
@pytest.mark.parametrize("field", ["other_minutes", "reading_minutes", "travel_minutes"])
@pytest.mark.parametrize("typed", ["-5", "900", "an hour", "", "1:75", "٣ ساعات"])
def test_minutes_that_are_none_are_asked_for_again(log, field, typed, htmx):
    ticked = {"minutes": "other"} if field == "other_minutes" else {field.removesuffix("_minutes"): "y"}
    answer = log(htmx, **ticked, **{field: typed}, text=LINE)
    assert answer.status_code == 422
    assert "Write minutes as 90 or 1:30" in words(answer.text)
    assert LINE in answer.text and f'value="{typed}"' in answer.text
    assert nothing_logged()


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "fragment"])
def test_ten_thousand_characters_are_counted_and_still_there(log, decide, htmx):
    many = "ŵ" * 10_000
    for answer, most in ((decide(htmx, text=many), "500"), (log(htmx, text=many), "2,000")):
        assert answer.status_code == 422
        assert f"Keep it to {most} characters. You wrote 10,000" in words(answer.text)
        assert many in answer.text, "nobody types that twice"
    assert nothing_logged()


def test_as_many_characters_as_may_be_are_kept(log):
    assert log(text="ŵ" * 2000).status_code == 303
    assert [row.text for row in rows(MeetingReport, MeetingReport.meeting == code("M26"))] == ["ŵ" * 2000]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("attended", "perhaps"),
        ("attended", ""),
        ("minutes", "91"),
        ("minutes", "'; drop table meetings; --"),
        ("hat", "king"),
    ],
)
def test_a_choice_that_was_not_offered_is_asked_for_again(log, field, typed):
    answer = log(**{field: typed}, text=LINE)
    assert answer.status_code == 422
    assert "to put right" in words(answer.text) and "Choose" in words(answer.text)
    assert LINE in answer.text
    assert nothing_logged()


@pytest.mark.parametrize("owner", ["rec00000000000000", "nobody at all", "R06", "' or 1=1"])
def test_an_owner_who_is_not_there_is_asked_for_again(decide, owner):
    before = len(rows(Decision))
    answer = decide(owner=owner)
    assert answer.status_code == 422
    assert LINE in answer.text
    assert len(rows(Decision)) == before


def test_a_form_with_no_field_at_all_is_asked_for_again(becky):
    for address in (f"/meetings/{code('M26')}/log", f"/meetings/{code('M05')}/decisions"):
        becky.get(address.removesuffix("/decisions"))
        assert becky.post(address, {}).status_code == 422
    assert becky.post(f"/meetings/{code('M44')}/reply", {}).status_code == 422
    assert becky.post(f"/meetings/{code('M44')}/reply", {"reply": "perhaps"}).status_code == 422
    assert nothing_logged()


def test_a_file_or_json_is_the_text_of_no_field(becky):
    page, new = "/account/password", {"new_password": "three quiet otters"}
    sent = {**new, "current_password": (io.BytesIO(b"aldermere-demo"), "password.txt")}
    answer = becky.post(page, sent)
    assert answer.status_code == 422 and "That is not your password" in words(answer.text)
    headers = {"Sec-Fetch-Site": "same-origin", "X-CSRFToken": TOKEN.search(becky.page)[1]}
    answer = becky.client.post("/glossary/new", json={"short": ["a"], "meaning": 5}, headers=headers)
    assert answer.status_code == 422


@pytest.mark.parametrize("key", ["", "k" * 5000, "\x00", "../..", "ключ"])
def test_a_strange_form_key_does_no_harm(log, key):
    assert log(form_key=key).status_code == 303
    assert len(rows(Attendance, Attendance.meeting == code("M26"))) == 1
