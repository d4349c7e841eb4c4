"""An id that is not there and one that is not theirs look exactly alike, and nothing is done."""

import re

import pytest

from forum_app.models.control import ChangeGroup
from forum_app.models.meetings import Decision
from tests.story import code
from tests.web.browse import rows

CHANGING = re.compile(r'(csrf_token" value|X-CSRFToken": |form_key" value)[^>]+')
NOBODY = "rec00000000000000"
ODD = [NOBODY, "xyzzy", "..%2f..%2fetc", "%00", "0", "x" * 3000, "' or 1=1 --", "عائشہ"]
PLACES = [
    "people",
    "organisations",
    "boards",
    "meetings",
    "decisions",
    "digests",
    "mail",
    "tables",
    "requests",
]
LOG = {"form_key": "k", "attended": "there", "minutes": "90", "hat": "representative"}
POSTS = {
    "/meetings/{}/log": LOG,
    "/meetings/{}/reply": {"reply": "coming"},
    "/meetings/{}/pulse": {"answer": "good"},
    "/meetings/{}/decisions": {"kind": "action", "text": "Send the questions on"},
    "/decisions/{}/answer": {"answer": "support"},
    "/decisions/{}/done": {},
    "/undo/{}": {},
}


def same(page: str) -> str:
    return CHANGING.sub("", page)


@pytest.mark.parametrize("place", PLACES)
def test_an_id_that_is_not_there_is_a_plain_page(visit, place):
    priya = visit("priya")
    for odd in ODD:
        answer = priya.get(f"/{place}/{odd}")
        assert answer.status_code == 404, odd
        assert "There is nothing here" in answer.text
        assert len(odd) < 5 or odd not in answer.text, "the page says nothing of what was asked for"


@pytest.mark.parametrize("path", POSTS)
def test_a_change_to_what_is_not_there_is_a_plain_page_and_no_change(visit, path):
    becky = visit("becky")
    becky.get("/more")
    before = len(rows(ChangeGroup))
    for odd in ODD:
        for htmx in (False, True):
            answer = becky.post(path.format(odd), POSTS[path], htmx=htmx)
            assert answer.status_code == 404, odd
    assert len(rows(ChangeGroup)) == before


def test_what_is_not_theirs_looks_exactly_as_if_it_were_not_there(visit):
    becky, olu = visit("becky"), visit("olu")
    log = f"/meetings/{code('M26')}/log"
    becky.get(log)
    becky.post(log, {**LOG, "action": "Ask the panel for its dates"})
    hidden = f"/decisions/{rows(Decision, Decision.text == 'Ask the panel for its dates')[0].id}"
    assert becky.get(hidden).status_code == 200, "it is hers"
    theirs, nothing = olu.get(hidden), olu.get(f"/decisions/{NOBODY}")
    assert (theirs.status_code, nothing.status_code) == (404, 404)
    assert same(theirs.text) == same(nothing.text)
    done, nothing = olu.post(f"{hidden}/done", {}), olu.post(f"/decisions/{NOBODY}/done", {})
    assert (done.status_code, nothing.status_code) == (404, 404)
    assert same(done.text) == same(nothing.text)


def test_nobody_logs_or_answers_for_somebody_elses_seat(visit):
    olu = visit("olu")
    before = len(rows(ChangeGroup))
    log = f"/meetings/{code('M26')}/log"
    assert olu.get(log).status_code in {403, 404}
    assert olu.post(log, LOG).status_code in {403, 404}
    assert olu.post(log, {**LOG, "for": code("R06")}).status_code in {403, 404}
    assert olu.post(f"/meetings/{code('M44')}/reply", {"reply": "coming"}).status_code in {403, 404}
    assert olu.post(f"/decisions/{code('D04')}/answer", {"answer": "support"}).status_code in {403, 404}
    bryony = visit("bryony")
    assert bryony.post(log, {**LOG, "for": code("R17")}).status_code == 404, "he has no seat there"
    assert len(rows(ChangeGroup)) == before


def test_nobody_undoes_what_somebody_else_did(visit):
    becky = visit("becky")
    log = f"/meetings/{code('M26')}/log"
    becky.get(log)
    becky.post(log, LOG)
    group = rows(ChangeGroup, ChangeGroup.act == "log_meeting")[0].id
    olu = visit("olu")
    theirs, nothing = olu.post(f"/undo/{group}", {}), olu.post(f"/undo/{NOBODY}", {})
    assert (theirs.status_code, nothing.status_code) == (404, 404)
    assert same(theirs.text) == same(nothing.text)


@pytest.mark.parametrize("after", ["nothing", "x" * 3000, NOBODY, "%00", "🐦"])
def test_a_place_in_a_list_that_is_not_there_is_no_trouble(visit, after):
    bryony = visit("bryony")
    for path in ("/meetings", "/people", "/tables/people", "/time", "/mail"):
        assert bryony.get(f"{path}?after={after}").status_code in {200, 404}, path


def test_a_meeting_that_went_away_while_typing_leaves_what_was_typed_on_the_page(visit):
    becky = visit("becky")
    line = "Two lines about <b>the rota</b>,\nand the dates."
    becky.get(f"/meetings/{code('M26')}/log")
    answer = becky.post(f"/meetings/{NOBODY}/log", {**LOG, "text": line})
    assert answer.status_code == 404
    assert "What you typed" in answer.text
    assert "Two lines about &lt;b&gt;the rota&lt;/b&gt;," in answer.text
    assert "Send it again" not in answer.text
    answer = becky.post(f"/meetings/{NOBODY}/log", {**LOG, "text": ""})
    assert "What you typed" not in answer.text, "a tap is not worth keeping"


def test_a_seat_that_ended_while_typing_leaves_what_was_typed_on_the_page(visit):
    olu = visit("olu")
    olu.get("/more")
    answer = olu.post(f"/meetings/{code('M26')}/log", {**LOG, "text": "What the panel said"})
    assert answer.status_code in {403, 404}
    assert "What the panel said" in answer.text
