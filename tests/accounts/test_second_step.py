"""The second step of signing in: set up, asked after each way in, renewed, and lost."""

import re
from datetime import timedelta

import pytest

from forum_app import clock
from forum_app.features.accounts import actions, totp
from forum_app.features.accounts.queries import hashed
from forum_app.models.control import Session, Token
from forum_app.models.post import Mail
from forum_app.models.security import AccessEntry, RecoveryCode, SecondFactor
from forum_app.permissions.roles import command_line
from forum_app.records import settings
from tests.web.browse import PASSWORD, Browser, a_person, change, rows

KEY = re.compile(r'<p class="key">([A-Z2-7 ]+)</p>')
CODE = re.compile(r"<li>((?:[A-Z2-9]{4}-){3}[A-Z2-9]{4})</li>")
ASKED = "/sign-in/code"


@pytest.fixture
def later(monkeypatch):
    """`later(30)`: half a minute more has passed, so that there is a new code."""
    passed = [clock.real()]
    monkeypatch.setattr(clock, "real", lambda: passed[0])

    def wait(seconds: int) -> None:
        passed[0] += timedelta(seconds=seconds)

    return wait


def code_now(secret: bytes, steps: int = 0) -> str:
    return totp.code_at(secret, int(clock.real().timestamp() // 30) + steps)


def switched_on(browser: Browser, later) -> tuple[bytes, list[str]]:
    """Set it up as a person does; returns the key and the recovery codes."""
    import base64

    browser.get("/account/second-step")
    assert browser.post("/account/second-step", {"password": PASSWORD}).status_code == 303
    key = KEY.search(browser.get("/account/second-step/scan").text)[1].replace(" ", "")
    secret = base64.b32decode(key + "=" * (-len(key) % 8))
    answer = browser.post("/account/second-step/scan", {"code": code_now(secret)})
    assert answer.status_code == 200
    later(30)
    return secret, CODE.findall(answer.text)


def test_bryony_sets_it_up_and_comes_in_with_a_code(app, signed_in, later):
    bryony, elsewhere = signed_in("Bryony Tasker", "coordinator"), Browser(app)
    elsewhere.sign_in("bryony@example.org")
    page = bryony.get("/account/second-step").text
    assert "Set it up" in page
    assert bryony.post("/account/second-step", {"password": "wrong"}).status_code == 422
    secret, codes = switched_on(bryony, later)
    assert len(set(codes)) == 10 and bryony.is_in() and not elsewhere.is_in()
    assert secret.hex() not in rows(SecondFactor)[0].secret
    assert not set(codes) & {row.code_hash for row in rows(RecoveryCode)}
    assert bryony.get("/account/second-step/scan").status_code == 303, "the key is shown no more"
    answer = elsewhere.sign_in("bryony@example.org")
    assert answer.headers["Location"] == ASKED and not elsewhere.is_in()
    assert "One more step" in elsewhere.get(ASKED).text
    assert elsewhere.post(ASKED, {"code": "000000"}).status_code == 422
    code = code_now(secret)
    assert elsewhere.post(ASKED, {"code": f"{code[:3]} {code[3:]}"}).headers["Location"] == "/"
    assert elsewhere.is_in()
    again = Browser(app)
    again.sign_in("bryony@example.org")
    again.get(ASKED)
    assert again.post(ASKED, {"code": code}).status_code == 422, "a code is good once"
    assert {"second_step_on"} == {mail.kind for mail in rows(Mail)}


def test_a_link_and_an_invitation_ask_for_the_code_too(app, signed_in, later):
    priya = signed_in("Priya Raghunathan", "cochair")
    secret, _ = switched_on(priya, later)
    account = rows(SecondFactor)[0].account_id
    for purpose, path in (("sign_in", "/sign-in/link/"), ("invitation", "/invitation/")):
        token = actions.make_token(account, purpose, timedelta(minutes=9))
        browser = Browser(app)
        browser.get(path + token)
        form = {"email": "priya@example.org", "password": "four green paper boats"}
        assert browser.post(path + token, form).headers["Location"] == ASKED
        browser.get(ASKED)
        assert browser.post(ASKED, {"code": code_now(secret)}).status_code == 303 and browser.is_in()
        later(30)


def test_it_is_half_open_for_ten_minutes_and_guessing_is_slowed_wherever_it_comes_from(app, signed_in, later):
    gwen = signed_in("Gwen Parry", "treasurer")
    secret, codes = switched_on(gwen, later)
    slow = Browser(app)
    slow.sign_in("gwen@example.org")
    later(601)
    assert slow.get(ASKED).headers["Location"] == "/sign-in"
    guessing = Browser(app)
    guessing.sign_in("gwen@example.org")
    guessing.get(ASKED)
    told = [guessing.post(ASKED, {"code": "000000"}, REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(6)]
    assert told == [422] * 5 + [429]
    assert guessing.post(ASKED, {"code": code_now(secret)}).status_code == 429
    refused = [row for row in rows(AccessEntry) if row.kind == "second_step_refused"]
    assert len(refused) == 5 and {row.about_id for row in refused} == {gwen.person_id}
    # The other way in stays open.
    assert guessing.post(ASKED, {"recovery": codes[0].lower()}).status_code == 303
    assert "You have 9 left." in guessing.get("/").text
    again = Browser(app)
    again.sign_in("gwen@example.org")
    again.get(ASKED)
    assert again.post(ASKED, {"recovery": codes[0]}).status_code == 422


def test_new_codes_another_phone_and_off(app, signed_in, later):
    becky = signed_in("Becky Fairhurst")
    secret, codes = switched_on(becky, later)
    change_it = "/account/second-step/change"
    assert becky.post(change_it, {"what": "off", "code": "000000"}).status_code == 422
    answer = becky.post(change_it, {"what": "codes", "code": code_now(secret)})
    assert len(set(CODE.findall(answer.text)) - set(codes)) == 10
    newest = CODE.findall(answer.text)
    assert becky.post(change_it, {"what": "another", "recovery": codes[0]}).status_code == 422
    moved = becky.post(change_it, {"what": "another", "recovery": newest[0]})
    assert moved.headers["Location"] == "/account/second-step/scan"
    assert "Scan this" in becky.get("/account/second-step/scan").text
    assert becky.post("/account/second-step/scan", {"code": code_now(secret)}).status_code == 422
    secret, _ = switched_on(becky, later)
    assert becky.post(change_it, {"what": "off", "code": code_now(secret)}).status_code == 303
    assert becky.is_in() and not rows(SecondFactor) and not rows(RecoveryCode)
    assert Browser(app).sign_in("becky@example.org").headers["Location"] == "/"


def test_those_with_a_role_are_asked_told_of_two_weeks_and_then_stopped(app, signed_in, later):
    actions.require_from(command_line(clock.now()), clock.today() - timedelta(days=13))
    bryony = Browser(app)
    a_person("Bryony Tasker", "coordinator")
    came = bryony.sign_in("bryony@example.org")
    assert came.headers["Location"] == "/account/second-step?next=/"
    asked = bryony.follow(came).text
    assert "needs it by" in asked and "Later" in asked
    assert bryony.get("/people").status_code == 200
    later(2 * 24 * 3600)
    change(Session, Session.ended_at.is_null(), seen_at=clock.real())
    stopped = bryony.get("/people")
    assert stopped.status_code == 303 and stopped.headers["Location"] == "/account/second-step"
    for htmx in (False, True):
        typed = bryony.post("/people/new", {"name": "Siân Llŷr Gŵyneth"}, htmx=htmx)
        assert typed.status_code == 403 and "First set up your second step" in typed.text
        assert "Siân Llŷr Gŵyneth" in typed.text, "nobody types that twice"
    secret, _ = switched_on(bryony, later)
    assert bryony.get("/people").status_code == 200
    bryony.get("/account/second-step")
    refused = bryony.post("/account/second-step/change", {"what": "off", "code": code_now(secret)})
    assert refused.status_code == 422 and "stays on" in refused.text
    becky = Browser(app)
    a_person("Becky Fairhurst")
    assert becky.sign_in("becky@example.org").headers["Location"] == "/"


def test_the_coordinator_takes_it_away_from_somebody_who_lost_all(app, signed_in, later):
    priya, hannah = signed_in("Priya Raghunathan", "cochair"), signed_in("Hannah Trescothick", "cochair")
    bryony, becky = signed_in("Bryony Tasker", "coordinator"), signed_in("Becky Fairhurst")
    address = f"/people/{becky.person_id}/second-step/reset"
    assert bryony.post(address).status_code == 422, "there is none yet"
    switched_on(becky, later)
    assert "Take the second step away" in bryony.get(f"/people/{becky.person_id}/roles").text
    assert priya.post(address).status_code == 403 and becky.post(address).status_code == 403
    assert bryony.post("/people/recNoSuchRecord00/second-step/reset").status_code == 404
    assert bryony.post(address).status_code == 303
    assert not becky.is_in() and becky.sign_in("becky@example.org").headers["Location"] == "/"
    told = {mail.person_id for mail in rows(Mail) if mail.kind == "second_step_reset"}
    assert told == {becky.person_id, priya.person_id, hannah.person_id}
    assert bryony.post(f"/people/{bryony.person_id}/second-step/reset").status_code == 403
    switched_on(bryony, later)
    actions.reset_by_command("bryony@example.org")
    assert not rows(SecondFactor) and not bryony.is_in()


def test_a_new_password_closes_what_was_half_open(app, signed_in, later):
    becky = signed_in("Becky Fairhurst")
    switched_on(becky, later)
    half = Browser(app)
    half.sign_in("becky@example.org")
    assert half.get(ASKED).status_code == 200
    becky.get("/account")
    form = {"current_password": PASSWORD, "new_password": "nine slow green boats"}
    assert becky.post("/account/password", form).status_code == 303
    assert half.get(ASKED).status_code == 303
    assert not rows(Token, Token.token_hash == hashed("nothing"))


def test_in_the_demo_it_is_offered_and_nobody_has_to(visit):
    bryony = visit("bryony")
    assert settings.is_demo()
    page = bryony.read("/account/second-step")
    assert "In this demo nobody has to." in page and "Needed from" not in page
