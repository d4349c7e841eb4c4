"""Taking back what was just done, by the button that follows it."""

import pytest

from forum_app import clock
from forum_app.models.people import Person
from forum_app.permissions.abilities import require
from forum_app.permissions.roles import viewer_for
from forum_app.records import write
from forum_app.records.write import Edit
from tests.web.browse import Browser, a_person, rows


def move(by: str, person_id: str, **values) -> str:
    """A coordinator changes somebody's row; answers the group that undo takes."""
    viewer = viewer_for(by, clock.now())
    grant = require(viewer, "edit_record")
    return write.one(grant, Edit(Person, person_id, values), via="form", words="Moved").group_id


def town_of(person_id: str) -> str:
    return rows(Person, Person.id == person_id)[0].town


@pytest.fixture
def bryony(signed_in) -> Browser:
    return signed_in("Bryony Tasker", "coordinator")


def test_undo_puts_back_and_says_what(bryony):
    becky = a_person("Becky Fairhurst")
    group = move(bryony.person_id, becky, town="Brack")
    answer = bryony.post(f"/undo/{group}", Referer="http://localhost/people?after=x")
    assert (answer.status_code, answer.location) == (303, "/people?after=x")
    assert town_of(becky) == ""
    said = bryony.get("/account").text
    assert "Put back: Becky Fairhurst (town)." in said
    assert 'action="/undo/rec' in said


def test_what_was_changed_since_is_left_and_said(bryony):
    becky = a_person("Becky Fairhurst")
    group = move(bryony.person_id, becky, town="Brack", forum_role="Rep")
    move(bryony.person_id, becky, town="Aldermere")
    bryony.post(f"/undo/{group}")
    assert town_of(becky) == "Aldermere"
    said = bryony.get("/account").text
    assert "Put back: Becky Fairhurst (role in the forum)." in said
    assert "Left as it is, because it was changed since: Becky Fairhurst (town)." in said


def test_with_htmx_the_page_is_loaded_again(bryony):
    becky = a_person("Becky Fairhurst")
    group = move(bryony.person_id, becky, town="Brack")
    answer = bryony.post(f"/undo/{group}", htmx=True, **{"HX-Current-URL": "http://localhost/people"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/people")


def test_somebody_elses_act_and_no_act_look_alike(bryony, signed_in):
    becky = signed_in("Becky Fairhurst")
    group = move(bryony.person_id, becky.person_id, town="Brack")
    assert becky.post(f"/undo/{group}").status_code == 404
    assert becky.post("/undo/recAAAAAAAAAAAAAA").status_code == 404
    assert town_of(becky.person_id) == "Brack"


def test_undo_is_a_button_and_never_a_link(bryony):
    assert bryony.get("/undo/recAAAAAAAAAAAAAA").status_code == 405


def test_a_second_press_finds_nothing_left(bryony):
    becky = a_person("Becky Fairhurst")
    group = move(bryony.person_id, becky, town="Brack")
    bryony.post(f"/undo/{group}")
    bryony.get("/account")
    bryony.post(f"/undo/{group}")
    assert town_of(becky) == ""
    assert "Undo" not in bryony.get("/account").text.split('id="toasts"')[1].split("</div>")[0]
