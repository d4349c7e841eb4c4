"""The ways in, when something gives way at the last step: nothing is used up, and nobody is locked out."""

import pytest

from forum_app.db import db, is_postgres, unguarded
from forum_app.features.accounts import actions
from forum_app.models.control import Account
from tests.accounts.test_links import newest_secret
from tests.web.browse import a_person, rows
from tests.web.conftest import app, browser, make_app, signed_in

__all__ = ["app", "browser", "make_app", "signed_in"]
FIRST = {"forum_name": "Llŷn", "name": "Siân Llŷr", "email": "sian@example.org"}


def run(sql: str) -> None:
    with unguarded("a test lets no session begin"):
        db.execute_sql(sql)


@pytest.fixture
def no_session_begins(app):
    """Stands in for a disk that is full at just that moment; call what it gives to make it well."""
    if is_postgres():
        run("alter table sessions add constraint no_more check (false) not valid")
        yield lambda: run("alter table sessions drop constraint no_more")
        run("alter table sessions drop constraint if exists no_more")
        return
    run("create trigger no_more before insert on sessions begin select raise(abort, 'no more'); end")
    yield lambda: run("drop trigger no_more")
    run("drop trigger if exists no_more")


def test_a_link_that_let_nobody_in_is_not_used_up(request, browser):
    a_person("Becky Fairhurst")
    browser.get("/sign-in")
    browser.post("/sign-in/link", {"email": "becky@example.org"})
    link = f"/sign-in/link/{newest_secret('sign_in')}"
    make_well = request.getfixturevalue("no_session_begins")
    browser.get(link)
    assert browser.post(link).status_code == 422
    make_well()
    assert browser.post(link).status_code == 303
    assert browser.is_in()


def test_a_password_is_changed_whole_or_not_at_all(request, signed_in):
    becky = signed_in("Becky Fairhurst")
    becky.get("/account")
    before = [row.password_hash for row in rows(Account)]
    make_well = request.getfixturevalue("no_session_begins")
    typed = {"current_password": "seven quiet otters", "new_password": "eight loud otters"}
    assert becky.post("/account/password", typed).status_code == 422
    assert [row.password_hash for row in rows(Account)] == before
    assert becky.is_in(), "her sign-in stands as well"
    make_well()
    assert becky.post("/account/password", typed).status_code == 303


def test_whoever_has_the_code_may_be_refused_a_password_often(browser):
    form = {**FIRST, "code": actions.new_first_run_code()}
    browser.get("/first-run")
    for _ in range(7):
        answer = browser.post("/first-run", {**form, "password": "short"})
        assert answer.status_code == 422
        assert "Use at least 10 characters." in answer.text and "Siân Llŷr" in answer.text
    assert browser.post("/first-run", {**form, "password": "seven quiet otters"}).status_code == 303
