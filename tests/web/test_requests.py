"""What a request must prove before anything is done for it."""

import pytest
from flask import Blueprint

from forum_app.db import db, unguarded
from forum_app.models.control import Account
from forum_app.web.access import Undeclared, access, require_declared
from tests.web.browse import Browser, a_person, rows


def test_another_host_gets_nothing(app):
    answer = app.test_client().get("/sign-in", base_url="http://evil.example")
    assert answer.status_code == 400
    assert "forum" not in answer.text.replace("This forum has another address.", "")


def test_only_the_named_host_on_https(make_app):
    client = make_app(base_url="https://forum.example.org").test_client()
    assert client.get("/sign-in", base_url="https://forum.example.org").status_code == 200
    assert client.get("/sign-in", base_url="https://127.0.0.1").status_code == 400
    assert client.get("/healthz", base_url="http://10.1.2.3").status_code == 200


def test_this_machine_may_be_called_by_any_of_its_names(app):
    for host in ("127.0.0.1:8123", "localhost", "[::1]:8000"):
        assert app.test_client().get("/sign-in", base_url=f"http://{host}").status_code == 200


def test_a_post_from_another_site_is_refused_even_with_a_token(signed_in):
    becky = signed_in("Becky Fairhurst")
    becky.get("/account")
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ):
        assert becky.post("/account/theme", {"theme": "dark"}, **headers).status_code == 403
    assert rows(Account)[0].theme == ""


def test_without_that_header_the_origin_decides(app):
    a_person("Becky Fairhurst")
    visitor = Browser(app)
    visitor.sign_in("becky@example.org")
    visitor.get("/account")
    token = visitor.page.split('name="csrf_token" value="')[1].split('"')[0]

    def send(**headers):
        data = {"theme": "dark", "csrf_token": token}
        return visitor.client.post("/account/theme", data=data, headers=headers).status_code

    assert send(Origin="https://evil.example") == 403
    assert send(Origin="null") == 403
    assert send(Origin="http://localhost") == 303
    assert send() == 303


def test_a_post_without_a_token_changes_nothing_and_keeps_what_was_typed(signed_in):
    becky = signed_in("Becky Fairhurst")
    typed = {"current_password": "old secret", "new_password": "new secret", "note": "Kept"}
    answer = becky.post("/account/password", typed, token=False)
    assert answer.status_code == 400
    assert "That page had been open too long" in answer.text
    assert "Kept" in answer.text
    assert "Send it again" in answer.text
    assert "secret" not in answer.text


def test_sending_it_again_from_that_page_works(signed_in):
    becky = signed_in("Becky Fairhurst")
    becky.get("/account")
    expired = becky.post("/account/theme", {"theme": "dark", "csrf_token": "stale"})
    assert expired.status_code == 400
    assert 'name="theme" value="dark"' in expired.text
    assert becky.post("/account/theme", {"theme": "dark"}).status_code == 303


def test_a_stranger_cannot_have_a_form_sent_again(signed_in):
    becky = signed_in("Becky Fairhurst")
    token = {"theme": "dark"}
    answer = becky.client.post("/account/theme", data=token)
    assert answer.status_code == 400
    assert "Send it again" not in answer.text


def test_htmx_sends_its_token_in_a_header(signed_in):
    becky = signed_in("Becky Fairhurst")
    page = becky.get("/account").text
    token = page.split('"X-CSRFToken": "')[1].split('"')[0]
    headers = {"HX-Request": "true", "X-CSRFToken": token, "Sec-Fetch-Site": "same-origin"}
    answer = becky.client.post("/account/theme", data={"theme": "dark"}, headers=headers)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/account")


def test_an_expired_page_under_htmx_gives_way_to_what_was_typed(signed_in):
    becky = signed_in("Becky Fairhurst")
    answer = becky.post("/account/theme", {"theme": "dark"}, htmx=True, token=False)
    assert answer.status_code == 400
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == ("#main", "outerHTML")
    assert "open too long" in answer.text and "Send it again" in answer.text
    assert '<main class="main one" id="main"' in answer.text and "<html" not in answer.text
    assert 'name="theme" value="dark"' in answer.text


def test_signed_out_under_htmx_goes_to_sign_in(browser):
    answer = browser.get("/account", htmx=True, **{"HX-Current-URL": "http://localhost/meetings?when=all"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=%2Fmeetings%3Fwhen%3Dall"


def test_signed_out_in_mid_typing_keeps_the_words(app, signed_in):
    becky = signed_in("Becky Fairhurst")
    becky.get("/account")
    page = becky.page
    becky.post("/account/sign-out-everywhere")
    becky.get("/sign-in")
    answer = becky.post("/account/theme", {"theme": "dark"})
    assert answer.status_code == 401
    assert "You have been signed out" in answer.text
    assert "dark" in answer.text
    assert page


def test_unknown_methods_are_told_which_ones_work(browser):
    answer = browser.client.put("/sign-in")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_get_writes_nothing_but_that_somebody_was_there(signed_in):
    becky = signed_in("Becky Fairhurst")
    becky.get("/account")

    def all_rows():
        with unguarded("a test looks at every row"):
            names = [name for name in db.get_tables() if name != "sessions"]
            return {name: db.execute_sql(f'select * from "{name}" order by 1').fetchall() for name in names}

    before = all_rows()
    for path in ("/", "/account", "/more", "/people", f"/people/{becky.person_id}", "/sign-in", "/nothing"):
        becky.get(path)
    assert all_rows() == before


def test_the_app_does_not_start_while_a_route_says_nothing(make_app):
    app = make_app()
    forgetful = Blueprint("forgetful", __name__)
    forgetful.add_url_rule("/forgetful", "show", lambda: "everything")
    app.register_blueprint(forgetful)
    with pytest.raises(Undeclared, match="/forgetful"):
        require_declared(app)


def test_every_route_of_the_forum_says_who_may_open_it(app):
    require_declared(app)


def test_a_policy_that_does_not_exist_cannot_be_declared():
    with pytest.raises(KeyError):
        access("everyone")
