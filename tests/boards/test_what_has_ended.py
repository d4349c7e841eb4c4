"""What has ended takes nothing new, from an old tab either: boards, partners, meetings called off."""

from datetime import timedelta

from forum_app.models.boards import Board, Seat
from forum_app.models.meetings import AgendaItem, Decision, Meeting, OutcomeFeedback
from forum_app.models.organisations import Contact, Department, Organisation
from tests.boards.test_keeping_boards import sent
from tests.demo.build import NOW
from tests.story import code, words
from tests.web.browse import change, rows

TODAY = NOW.date()
AFTER, BEFORE = "2 12 2026", "10 11 2026"


def refuses(visitor, told: str, path: str, **values) -> None:
    answer = sent(visitor, path, **values)
    assert answer.status_code == 422, (path, answer.status_code)
    assert told in words(answer.text), (path, words(answer.text)[:300])


def test_a_board_that_has_ended_gets_no_new_date_and_nobody_new(visit):
    bryony, board = visit("bryony"), code("B02")
    change(Board, Board.id == board, ends_on=TODAY - timedelta(days=7))
    before = len(rows(Meeting)), len(rows(Seat))
    meeting = {"day": AFTER, "starts": "10:00", "mode": "online", "minutes": "90"}
    refuses(bryony, "ended on Tue 17 November", f"/meetings/new?board={board}", board=board, **meeting)
    seat = {"person": code("R15"), "role": "shadow", "starts_on": AFTER, "ends_on": ""}
    refuses(bryony, "ended on Tue 17 November", f"/boards/{board}/seats/new", **seat)
    bryony.get(f"/boards/{board}")
    assert bryony.post(f"/boards/{board}/seats/vacancy", {"role": "deputy"}).status_code == 422
    assert (len(rows(Meeting)), len(rows(Seat))) == before
    sent(bryony, f"/meetings/new?board={board}", board=board, **{**meeting, "day": BEFORE})
    assert len(rows(Meeting)) == before[0] + 1, "what was held before it ended can be written down"


def test_an_organisation_that_has_ended_gets_nothing_new(visit):
    bryony, body = visit("bryony"), rows(Organisation, Organisation.ended_on.is_null())[0]
    before = len(rows(Department)), len(rows(Contact))
    for ended, told in (
        ({"ended_on": TODAY - timedelta(days=1)}, "ended on Mon 23 November"),
        ({"successor": rows(Organisation)[-1].id}, "has become another organisation"),
    ):
        change(Organisation, Organisation.id == body.id, **ended)
        refuses(bryony, told, f"/organisations/{body.id}/departments/new", name="Transport")
        refuses(bryony, told, f"/organisations/{body.id}/contacts/new", name="Ann Officer")
    assert (len(rows(Department)), len(rows(Contact))) == before


def test_of_a_meeting_that_was_called_off_nothing_is_noted(visit):
    bryony, meeting = visit("bryony"), code("M05")
    pages = ("items/new", "feedback", "ask-for-thanks")
    change(Meeting, Meeting.id == meeting, state="cancelled")
    before = [len(rows(model)) for model in (AgendaItem, Decision, OutcomeFeedback)]
    typed = {"title": "Transport", "contact": "new", "name": "Ann Officer", "email": "ann@example.org"}
    for page in pages:
        refuses(bryony, "This meeting was called off", f"/meetings/{meeting}/{page}", **typed)
    decided = {"kind": "decision", "text": "Agreed.", "form_key": "k"}
    assert bryony.post(f"/meetings/{meeting}/decisions", decided).status_code == 422
    assert [len(rows(model)) for model in (AgendaItem, Decision, OutcomeFeedback)] == before
