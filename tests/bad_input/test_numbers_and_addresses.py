"""Numbers too large, choices never offered, texts nobody can see: asked for again, or read as the usual."""

import pytest

from forum_app.models.boards import Board, Seat
from forum_app.models.post import DigestNote
from tests.boards.test_keeping_boards import sent
from tests.demo.build import NOW
from tests.story import code, words
from tests.web.browse import change, rows

UNSEEN = ["\x00", "\x01\x1b\u202e", " \u200b\ufeff"]


@pytest.fixture
def bryony(visit):
    return visit("bryony")


def test_a_slip_in_a_boards_days_takes_no_page_down(bryony):
    path = f"/boards/{code('B02')}"
    days = ("notice_days", "papers_days", "items_working_days")
    for field in days:
        answer = sent(bryony, f"{path}/edit", **{field: "2147483647"})
        assert answer.status_code == 422, field
        assert "That is more than 366" in words(answer.text) and 'value="2147483647"' in answer.text
    assert sent(bryony, f"{path}/edit", **dict.fromkeys(days, "366")).status_code == 303
    for page in ("/", "/meetings", path, "/digests/preview"):
        assert bryony.get(page).status_code == 200, page


def test_a_quorum_of_more_people_than_there_are_is_asked_for_again(bryony):
    path = f"/boards/{code('B02')}/quorum"
    bryony.get(path)
    answer = bryony.post(path, {"quorum_total": "99999", "who": "", "minimum": ""})
    assert answer.status_code == 422 and "That is more than 1,000" in words(answer.text)
    assert rows(Board, Board.id == code("B02"))[0].quorum_total != 99999


def test_a_rhythm_that_was_never_offered_is_the_boards_usual(bryony):
    for asked in ("weekday=abc", "weekday=9", "weekday=%00", "nth=99", "nth=x", "every=never", "nth=%C2%B2"):
        assert bryony.get(f"/boards/{code('B02')}/dates?{asked}").status_code == 200, asked


def test_a_day_in_which_nothing_can_be_seen_is_an_empty_day(bryony):
    path = f"/boards/{code('B02')}/dates"
    bryony.get(path)
    for typed in UNSEEN:
        answer = bryony.post(path, {"form_key": "k", "day-0": typed, "starts-0": "10:00", "keep": "0"})
        assert answer.status_code == 422, repr(typed)


def test_a_seat_of_no_kind_is_asked_for_again(bryony):
    path, before = f"/boards/{code('B02')}", len(rows(Seat))
    for role in ("", "king", "\x00"):
        answer = bryony.post(f"{path}/seats/vacancy", {"role": role})
        assert answer.status_code == 422
        assert "Choose lead, second, deputy or shadow." in words(answer.text)
    assert len(rows(Seat)) == before


def test_a_week_that_is_none_is_not_held(bryony):
    bryony.get("/digests")
    for week in ("soon", "2026-11-25", "20261123", "2999-01-07", "\x00", "x" * 500):
        answer = bryony.post("/digests/hold", {"kind": "steering", "week": week, "held": "yes"})
        assert answer.status_code == 404, week
    assert not [note for note in rows(DigestNote) if note.held]


def test_whoever_has_no_seat_any_more_is_told_so_whatever_they_typed(visit):
    becky, path = visit("becky"), f"/meetings/{code('M26')}/decisions"
    becky.get("/more")
    change(Seat, Seat.person == code("R06"), ended_at=NOW, ends_on=NOW.date())
    line = "Ask the panel for its dates"
    for due_on in ("", "30 Feb"):
        answer = becky.post(path, {"kind": "action", "text": line, "due_on": due_on})
        assert answer.status_code == 403, due_on
        assert line in answer.text, "what was typed is still there"
