"""Coming in by emailed link, by invitation, and into an empty forum."""

from datetime import timedelta

from forum_app import clock
from forum_app.features.accounts import actions
from forum_app.models.control import Account, Token
from forum_app.models.people import Role
from forum_app.models.post import Mail
from tests.web.browse import PASSWORD, Browser, a_person, change, rows, set_account


def newest_secret(kind: str) -> str:
    return max(rows(Mail, Mail.kind == kind), key=lambda mail: mail.id).secret


def ask(visitor: Browser, email: str = "becky@example.org"):
    visitor.get("/sign-in")
    return visitor.post("/sign-in/link", {"email": email})


def test_becky_asks_for_a_link_and_presses_its_button(app, browser):
    a_person("Becky Fairhurst")
    browser.get("/sign-in?next=/account")
    sent = browser.post("/sign-in/link", {"email": "becky@example.org", "next": "/account"})
    assert "If somebody signs in here with" in browser.follow(sent).text
    link = f"/sign-in/link/{newest_secret('sign_in')}"
    for _ in range(3):  # a mail scanner looks first
        page = browser.get(link)
        assert page.status_code == 200
        assert page.headers["Referrer-Policy"] == "no-referrer"
    assert browser.client.head(link).status_code == 200
    answer = browser.post(link)
    assert (answer.status_code, answer.location) == (303, "/account")
    assert browser.is_in()


def test_a_link_works_once(app, browser):
    a_person("Becky Fairhurst")
    ask(browser)
    link = f"/sign-in/link/{newest_secret('sign_in')}"
    browser.get(link)
    browser.post(link)
    browser.get("/account")
    browser.post("/sign-out")
    assert browser.get(link).status_code == 410
    assert browser.post(link).status_code == 410
    assert not browser.is_in()


def test_a_link_is_over_after_ten_minutes(app, browser):
    a_person("Becky Fairhurst")
    ask(browser)
    assert rows(Token)[0].expires_at <= clock.real() + timedelta(minutes=10)
    change(Token, Token.id != "", expires_at=clock.real() - timedelta(seconds=1))
    assert browser.post(f"/sign-in/link/{newest_secret('sign_in')}").status_code == 410


def test_only_the_newest_link_counts(app, browser):
    a_person("Becky Fairhurst")
    ask(browser)
    older = newest_secret("sign_in")
    ask(browser)
    assert browser.get(f"/sign-in/link/{older}").status_code == 410
    assert browser.post(f"/sign-in/link/{newest_secret('sign_in')}").status_code == 303


def test_another_browser_has_to_know_the_address(app, browser):
    a_person("Becky Fairhurst")
    ask(browser)
    link = f"/sign-in/link/{newest_secret('sign_in')}"
    other = Browser(app)
    assert "another browser" in other.get(link).text
    assert other.post(link).status_code == 422
    assert other.post(link, {"email": "mallory@example.org"}).status_code == 422
    assert other.post(link, {"email": "becky@example.org"}).status_code == 303


def test_asking_shows_nothing_of_who_has_an_account(app):
    a_person("Becky Fairhurst")
    pages = []
    for email in ("becky@example.org", "nobody@example.org"):
        visitor = Browser(app)
        sent = ask(visitor, email)
        pages.append((sent.status_code, sent.location, visitor.follow(sent).text.replace(email, "")))
    assert pages[0][:2] == pages[1][:2]
    assert len(rows(Mail)) == 1


def test_the_owner_still_comes_in_while_somebody_guesses(app, browser):
    a_person("Becky Fairhurst")
    browser.get("/sign-in")
    for _ in range(6):
        browser.post("/sign-in", {"email": "becky@example.org", "password": "guess"})
    assert ask(browser).status_code == 303
    assert browser.post(f"/sign-in/link/{newest_secret('sign_in')}").status_code == 303


def test_links_are_not_sent_without_end(app, browser):
    a_person("Becky Fairhurst")
    assert [ask(browser).status_code for _ in range(6)] == [303] * 5 + [429]
    assert len(rows(Mail)) == 5


def test_the_database_holds_no_link_in_clear_once_it_has_left(app, browser):
    a_person("Becky Fairhurst")
    ask(browser)
    token, mail = rows(Token)[0], rows(Mail)[0]
    assert token.token_hash != mail.secret
    assert mail.secret not in token.token_hash


def test_the_coordinator_invites_nikesh_who_chooses_a_password(app, signed_in, browser):
    bryony = signed_in("Bryony Tasker", "coordinator")
    nikesh = a_person("Nikesh Rao", account=False)
    bryony.get(f"/people/{nikesh}/roles")
    key = bryony.form_key()
    answer = bryony.post(f"/people/{nikesh}/invite", {"form_key": key})
    assert answer.status_code == 303
    bryony.post(f"/people/{nikesh}/invite", {"form_key": key})
    assert len(rows(Mail, Mail.kind == "invitation")) == 1
    link = f"/invitation/{newest_secret('invitation')}"
    page = browser.get(link)
    assert "nikesh@example.org" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert browser.post(link, {"password": "nikesh"}).status_code == 422
    assert browser.post(link, {"password": "four blue teapots"}).status_code == 303
    assert browser.is_in()
    assert browser.get(link).status_code == 410
    assert Browser(app).sign_in("nikesh@example.org", "four blue teapots").status_code == 303


def test_the_coordinator_invites_somebody_the_forum_does_not_know_yet(app, signed_in, browser):
    bryony = signed_in("Bryony Tasker", "coordinator")
    bryony.get("/invitations")
    typed = {"form_key": bryony.form_key(), "name": "Siân Ōkafor", "email": "Sian@Example.org"}
    answer = bryony.post("/invitations", typed)
    assert (answer.status_code, answer.location) == (303, "/people")
    assert bryony.post("/invitations", typed).status_code == 303
    assert len(rows(Mail, Mail.kind == "invitation")) == 1
    assert "Siân Ōkafor" in bryony.get("/people").text
    link = f"/invitation/{newest_secret('invitation')}"
    browser.get(link)
    assert browser.post(link, {"password": "four blue teapots"}).status_code == 303
    assert browser.is_in()


def test_inviting_asks_again_for_what_is_not_there(signed_in):
    bryony = signed_in("Bryony Tasker", "coordinator")
    bryony.get("/invitations")
    answer = bryony.post("/invitations", {"name": "", "email": "bryony"})
    assert (
        answer.status_code == 422 and "Write their name." in answer.text and 'value="bryony"' in answer.text
    )
    taken = bryony.post("/invitations", {"name": "Bryony", "email": "bryony@example.org"})
    assert taken.status_code == 422 and "bryony@example.org" in taken.text
    assert signed_in("Becky Fairhurst").get("/invitations").status_code == 403


def test_a_rep_invites_nobody(signed_in):
    becky = signed_in("Becky Fairhurst")
    nikesh = a_person("Nikesh Rao", account=False)
    assert becky.post(f"/people/{nikesh}/invite").status_code == 403
    assert not rows(Account, Account.person == nikesh)


def test_who_signs_in_already_is_not_invited(signed_in):
    bryony = signed_in("Bryony Tasker", "coordinator")
    becky = a_person("Becky Fairhurst")
    answer = bryony.post(f"/people/{becky}/invite")
    assert answer.status_code == 422
    assert "They sign in already" in answer.text


def test_the_first_coordinator_begins_an_empty_forum(app, browser):
    code = actions.new_first_run_code()
    older, code = code, actions.new_first_run_code()
    form = {
        "forum_name": "Brackwater Parent Carers",
        "name": "Asha Devi Rao",
        "email": "asha@example.org",
        "password": "seven loud herons",
    }
    browser.get("/first-run")
    for wrong in ("AAAA-BBBB-CCCC", older):
        answer = browser.post("/first-run", {**form, "code": wrong})
        assert answer.status_code == 422
        assert "Brackwater" in answer.text
    poor = browser.post("/first-run", {**form, "code": code, "password": "brackwater1"})
    assert "Leave out the forum’s name" in poor.text
    answer = browser.post("/first-run", {**form, "code": code.lower()})
    assert answer.status_code == 303
    assert browser.get("/account").text.count("Brackwater Parent Carers") >= 1
    assert [role.role for role in rows(Role)] == ["coordinator"]
    assert "Coordinator" in browser.get("/people").text.partition("<main")[2]
    assert browser.get("/first-run").status_code == 404
    assert (
        Browser(app).post("/first-run", {**form, "code": code, "email": "b@example.org"}).status_code == 404
    )


def test_an_account_without_a_password_comes_in_by_link_only(app, browser):
    becky = a_person("Becky Fairhurst")
    set_account(becky, password_hash="")
    assert browser.sign_in("becky@example.org", "").status_code == 422
    assert browser.sign_in("becky@example.org", PASSWORD).status_code == 422
    ask(browser)
    assert browser.post(f"/sign-in/link/{newest_secret('sign_in')}").status_code == 303
    browser.get("/account")
    assert browser.post("/account/password", {"new_password": "nine slow green boats"}).status_code == 303
