"""What every answer carries, whatever it answers."""

import re

import pytest

from forum_app.config import Settings
from tests.web.browse import Browser

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ADDRESSES = (
    "/",
    "/sign-in",
    "/healthz",
    "/nothing-here",
    "/sign-in/link/x",
    "/static/app.css",
    "/static/none.css",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_guarded(browser, address):
    answer = browser.get(address)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    secret = address.startswith("/sign-in/link/")
    assert answer.headers["Referrer-Policy"] == ("no-referrer" if secret else "same-origin")
    assert "Strict-Transport-Security" not in answer.headers
    assert answer.mimetype == "application/json" or "utf-8" in answer.headers["Content-Type"]


def test_pages_are_not_kept_and_tell_caches_what_they_depend_on(signed_in):
    becky = signed_in("Becky Fairhurst")
    answer = becky.get("/account")
    assert answer.headers["Cache-Control"] == "no-store"
    assert {"HX-Request", "Cookie"} <= {part.strip() for part in answer.headers["Vary"].split(",")}


def test_refusals_are_guarded_too(browser):
    for answer in (browser.post("/sign-in", token=False), browser.post("/healthz", token=False)):
        assert answer.status_code in {400, 405}
        assert answer.headers["Content-Security-Policy"] == POLICY


def test_static_files_are_kept_for_ever_under_names_that_carry_their_content(browser):
    page = browser.get("/sign-in").text
    names = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
    assert any(re.search(r"/app\.[0-9a-f]{12}\.css$", name) for name in names)
    for name in set(names):
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", name), name
        answer = browser.get(name)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_cookies_on_plain_loopback(browser):
    cookie = browser.get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("forum=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_cookies_and_strictness_on_https(make_app):
    app = make_app(base_url="https://forum.example.org")
    answer = app.test_client().get("/sign-in", base_url="https://forum.example.org")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-forum=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    static = app.test_client().get("/static/app.css", base_url="https://forum.example.org", buffered=True)
    assert "Strict-Transport-Security" in static.headers


def test_a_page_for_somebody_else_is_the_same_page_under_every_secret(app):
    """Nothing of the settings reaches a page."""
    settings: Settings = app.config["FORUM"]
    text = Browser(app).get("/sign-in").text
    assert settings.secret_key not in text
    assert settings.database not in text
