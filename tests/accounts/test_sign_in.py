"""Coming in with a password, staying in, and going out."""

from datetime import timedelta
from statistics import median
from time import perf_counter

from forum_app import clock
from forum_app.features.accounts.queries import hashed
from forum_app.models.control import Account, Attempt, Session
from tests.web.browse import PASSWORD, Browser, a_person, change, path_of, rows

NEW = {"current_password": PASSWORD, "new_password": "nine slow green boats"}


def test_becky_signs_in_and_comes_to_the_page_she_asked_for(app, browser):
    a_person("Becky Fairhurst")
    asked = browser.get("/account")
    assert asked.status_code == 303
    assert path_of(asked.location) == "/sign-in?next=%2Faccount"
    browser.follow(asked)
    answer = browser.post(
        "/sign-in", {"email": "Becky@Example.org ", "password": PASSWORD, "next": "/account"}
    )
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "Becky Fairhurst" in browser.follow(answer).text


def test_a_signed_in_person_is_not_asked_again(signed_in):
    becky = signed_in("Becky Fairhurst")
    assert becky.get("/sign-in?next=/account").location == "/account"


def test_who_has_no_account_is_told_whom_to_ask(app, browser):
    a_person("Becky Fairhurst")
    assert "The forum’s coordinator can send you an invitation." in browser.get("/sign-in").text


def test_onward_leads_only_to_our_own_pages(app, browser):
    a_person("Becky Fairhurst")
    for elsewhere in (
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil",
    ):
        visitor = Browser(app)
        visitor.get("/sign-in")
        answer = visitor.post(
            "/sign-in", {"email": "becky@example.org", "password": PASSWORD, "next": elsewhere}
        )
        assert answer.location == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(app):
    a_person("Becky Fairhurst")
    answers = []
    for email in ("becky@example.org", "nobody@example.org"):
        visitor = Browser(app)
        visitor.get("/sign-in")
        answer = visitor.post("/sign-in", {"email": email, "password": "not the password"})
        token = visitor.page.split('name="csrf_token" value="')[1].split('"')[0]
        answers.append((answer.status_code, answer.text.replace(token, "").replace(email, "")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 422
    assert "We do not know that address with that password." in answers[0][1]


def test_both_take_the_same_time(app):
    a_person("Becky Fairhurst")
    taken = {"becky@example.org": [], "nobody@example.org": []}
    for _ in range(4):
        for email, times in taken.items():
            visitor = Browser(app)
            visitor.get("/sign-in")
            start = perf_counter()
            visitor.post("/sign-in", {"email": email, "password": "not the password"})
            times.append(perf_counter() - start)
    known, unknown = (median(times) for times in taken.values())
    # The hash takes tens of milliseconds: an answer without one would be several times quicker.
    assert 1 / 3 < known / unknown < 3


def test_the_sixth_try_waits_for_known_and_unknown_alike(app):
    a_person("Becky Fairhurst")
    for email in ("becky@example.org", "nobody@example.org"):
        visitor = Browser(app)
        visitor.get("/sign-in")
        for _ in range(5):
            assert visitor.post("/sign-in", {"email": email, "password": "guess"}).status_code == 422
        sixth = visitor.post("/sign-in", {"email": email, "password": PASSWORD})
        assert sixth.status_code == 429
        assert "have a link sent to you by email" in sixth.text


def test_after_a_quarter_of_an_hour_the_right_password_counts_again(app, browser):
    a_person("Becky Fairhurst")
    browser.get("/sign-in")
    for _ in range(6):
        browser.post("/sign-in", {"email": "becky@example.org", "password": "guess"})
    change(Attempt, Attempt.id != "", at=clock.real() - timedelta(minutes=16))
    assert browser.sign_in("becky@example.org").status_code == 303


def test_one_address_may_not_try_twenty_one_people_in_an_hour(app, browser):
    browser.get("/sign-in")
    answers = [
        browser.post("/sign-in", {"email": f"p{n}@example.org", "password": "guess"}).status_code
        for n in range(21)
    ]
    assert answers == [422] * 20 + [429]


def test_a_forged_address_does_not_help(app, browser):
    browser.get("/sign-in")
    for n in range(6):
        answer = browser.post(
            "/sign-in",
            {"email": "becky@example.org", "password": "guess"},
            **{"X-Forwarded-For": f"10.0.0.{n}"},
        )
    assert answer.status_code == 429


def test_tries_are_kept_as_hashes_only(app, browser):
    browser.sign_in("becky@example.org", "guess")
    for attempt in rows(Attempt):
        assert len(attempt.key) == 64
        assert "becky" not in attempt.key


def test_the_database_holds_nothing_that_opens_a_session(signed_in):
    becky = signed_in("Becky Fairhurst")
    with becky.client.session_transaction() as held:
        token = held["_user_id"]
    kept = rows(Session)[0]
    assert kept.token_hash == hashed(token) != token


def test_every_sign_in_gets_a_new_token(app, signed_in):
    becky = signed_in("Becky Fairhurst")
    with becky.client.session_transaction() as held:
        first = held["_user_id"]
    becky.post("/sign-out")
    becky.sign_in("becky@example.org")
    with becky.client.session_transaction() as held:
        assert held["_user_id"] != first


def test_signing_out_ends_the_session_for_good(app, signed_in):
    becky = signed_in("Becky Fairhurst")
    with becky.client.session_transaction() as held:
        copied = dict(held)
    answer = becky.post("/sign-out")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    thief = Browser(app)
    with thief.client.session_transaction() as held:
        held.update(copied)
    assert not thief.is_in()


def test_signing_out_everywhere_ends_the_phone_too(app, signed_in):
    becky = signed_in("Becky Fairhurst")
    phone = Browser(app)
    phone.sign_in("becky@example.org")
    assert phone.is_in()
    becky.get("/account")
    becky.post("/account/sign-out-everywhere")
    assert not phone.is_in()
    assert not becky.is_in()


def test_a_session_ends_after_twelve_idle_hours_or_seven_days(app, signed_in):
    becky = signed_in("Becky Fairhurst")
    change(Session, Session.id != "", seen_at=clock.real() - timedelta(hours=11, minutes=59))
    assert becky.is_in()
    assert rows(Session)[0].seen_at > clock.real() - timedelta(minutes=1)
    change(Session, Session.id != "", seen_at=clock.real() - timedelta(hours=12, minutes=1))
    assert not becky.is_in()
    becky.sign_in("becky@example.org")
    last = Session.started_at == max(row.started_at for row in rows(Session))
    change(Session, last, started_at=clock.real() - timedelta(days=7, minutes=1))
    assert not becky.is_in()


def test_a_closed_account_is_out_on_the_next_request(signed_in):
    becky = signed_in("Becky Fairhurst")
    assert becky.is_in()
    change(Account, Account.person == becky.person_id, active=False)
    assert not becky.is_in()
    assert becky.sign_in("becky@example.org").status_code == 422


def test_a_new_password_ends_every_other_browser_and_keeps_this_one(app, signed_in):
    becky = signed_in("Becky Fairhurst")
    phone = Browser(app)
    phone.sign_in("becky@example.org")
    becky.get("/account")
    answer = becky.post("/account/password", NEW)
    assert answer.status_code == 303
    assert "Your password is changed" in becky.follow(answer).text
    assert not phone.is_in()
    assert phone.sign_in("becky@example.org").status_code == 422
    assert phone.sign_in("becky@example.org", "nine slow green boats").status_code == 303


def test_a_poor_new_password_is_refused_at_its_field(signed_in):
    becky = signed_in("Becky Fairhurst")
    becky.get("/account")
    for poor, words in (
        ("kurz und", "Use at least 10 characters"),
        ("password123", "Many people use that one"),
        ("aaaaaaaaaaaa", "Many people use that one"),
        ("beckyfairhurst1", "Leave out the forum’s name and your own"),
    ):
        answer = becky.post("/account/password", {"current_password": PASSWORD, "new_password": poor})
        assert answer.status_code == 422
        assert words in answer.text
        assert poor not in answer.text
    wrong = becky.post("/account/password", {**NEW, "current_password": "not it at all"})
    assert wrong.status_code == 422
    assert "That is not your password as it is now." in wrong.text


def test_the_screen_is_dark_for_who_wants_it(signed_in):
    becky = signed_in("Becky Fairhurst")
    becky.get("/account")
    assert becky.post("/account/theme", {"theme": "dark"}).status_code == 303
    assert 'data-theme="dark"' in becky.get("/account").text
    becky.post("/account/theme", {"theme": "auto"})
    assert "data-theme" not in becky.get("/account").text
