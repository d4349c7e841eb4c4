"""Whoever has left the forum comes in no more: by an open browser, a password, a link or a mail."""

import pytest

from forum_app.models.people import Person
from forum_app.permissions.abilities import Grant
from forum_app.permissions.roles import command_line, viewer_for, viewers_after
from forum_app.records import write
from forum_app.records.errors import RuleBroken
from tests.demo.build import NOW
from tests.story import code
from tests.web.browse import Browser, rows


def leave(name: str) -> None:
    grant, person = Grant(command_line(NOW), "edit_record"), rows(Person, Person.id == code(name))[0]
    write.one(grant, write.Edit(Person, person.id, {"state": "left"}, person.version), via="form")


def test_an_open_browser_a_password_and_looking_as_them_all_end_with_leaving(demo_app, visit):
    craig, bryony = visit("craig"), visit("bryony")
    assert craig.get("/meetings").status_code == 200
    leave("R15")
    assert craig.get("/meetings").headers["Location"].startswith("/sign-in")
    fresh = Browser(demo_app)
    refused = fresh.sign_in("craig@aldermere.example", "aldermere-demo")
    assert refused.status_code == 422 and not fresh.is_in()
    assert viewer_for(code("R15"), NOW) is None
    assert code("R15") not in {viewer.person_id for viewer in viewers_after("", NOW, 100)}
    assert bryony.post(f"/people/{code('R15')}/roles", {"role": "coordinator"}).status_code == 422
    bryony.post(f"/people/{code('R15')}/see-as")
    assert "You are looking as" not in bryony.get("/").text


def test_a_coordinator_gives_the_role_up_before_they_leave(demo_app):
    with pytest.raises(RuleBroken, match="Take that role from them first"):
        leave("S1")
    assert viewer_for(code("S1"), NOW) is not None
