"""A phone in a car park: lines that drop, thumbs that tap twice, pages that were open too long."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def logs_of(forum) -> tuple[int, int]:
    """How many times Becky is marked at the meeting of 11 November, and by how many acts."""
    with closing(sqlite3.connect(forum.path)) as connection:
        there = connection.execute(
            "select count(*) from attendances where meeting_id = ? and person_id = ? and binned_at is null",
            (forum.ids["M26"], forum.ids["becky"]),
        ).fetchone()[0]
        acts = connection.execute(
            "select count(*) from change_groups where act = 'log_meeting' and person_id = ?",
            (forum.ids["becky"],),
        ).fetchone()[0]
    return there, acts


def fill(looked, forum, line: str = "We asked for the rota in May."):
    page = looked.page
    looked.open(forum.filled("/meetings/{M26}/log"))
    page.get_by_role("radio", name="I was there").check()
    page.get_by_label("One line, if you like").fill(line)
    return page


def test_the_line_drops_before_the_forum_hears_and_trying_again_works(fresh_forum, screen):
    looked = screen("becky", 390)
    looked.expected += ["net::ERR_FAILED", "Failed to load resource", "htmx:"]
    page = fill(looked, fresh_forum)
    page.route("**/log", lambda route: route.abort())
    page.get_by_role("button", name="Save").click()
    page.get_by_text("We could not reach the forum").wait_for()
    expect(page.get_by_label("One line, if you like")).to_have_value("We asked for the rota in May.")
    assert logs_of(fresh_forum) == (0, 0)
    page.unroute("**/log")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Thank you, Becky").wait_for()
    assert logs_of(fresh_forum) == (1, 1)


def test_the_line_drops_before_the_answer_and_trying_again_makes_no_second_log(fresh_forum, screen):
    looked = screen("becky", 390)
    looked.expected += ["net::ERR_FAILED", "Failed to load resource", "htmx:"]
    page = fill(looked, fresh_forum)

    def swallow_the_answer(route) -> None:
        route.fetch()
        route.abort()

    page.route("**/log", swallow_the_answer)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("We could not reach the forum").wait_for()
    assert logs_of(fresh_forum) == (1, 1)
    page.unroute("**/log")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Thank you, Becky").wait_for()
    assert logs_of(fresh_forum) == (1, 1)


@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
def test_two_quick_taps_on_save_make_one_log(fresh_forum, screen, js):
    looked = screen("becky", 390, js=js)
    looked.expected += ["net::ERR_ABORTED"]
    page = fill(looked, fresh_forum)
    page.get_by_role("button", name="Save").dblclick()
    page.get_by_role("heading", name="Thank you, Becky").wait_for()
    assert logs_of(fresh_forum) == (1, 1)


@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
def test_going_back_after_save_and_saving_again_makes_no_second_log(fresh_forum, screen, js):
    looked = screen("becky", 390, js=js)
    looked.expected.append("status of 422")
    looked.open("/")
    page = fill(looked, fresh_forum)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Thank you, Becky").wait_for()
    page.go_back()
    page.wait_for_load_state()
    if page.get_by_role("button", name="Save").is_visible():
        page.get_by_role("button", name="Save").click()
        page.wait_for_load_state()
    else:
        expect(page.locator("main h1")).to_be_visible()
    assert logs_of(fresh_forum) == (1, 1)


def test_a_page_that_was_open_too_long_keeps_what_was_typed(fresh_forum, screen):
    looked = screen("becky", 390, js=False)
    looked.expected.append("status of 400")
    page = fill(looked, fresh_forum, "Transport was late again.")
    context = page.context
    signed_in = [cookie for cookie in context.cookies() if cookie["name"] == "forum"]
    assert signed_in
    # Somebody signs out in another tab and in again: the cookie is new, the page is the old one.
    anew = fresh_forum.who["becky"].__class__(fresh_forum.port).sign_in("becky")
    context.add_cookies(
        [{"name": name, "value": value, "url": looked.address} for name, value in anew.cookies.items()]
    )
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="That page had been open too long").wait_for()
    expect(page.locator("main")).to_contain_text("Transport was late again.")
    assert logs_of(fresh_forum) == (0, 0)
    page.get_by_role("button", name="Send it again").click()
    page.get_by_role("heading", name="Thank you, Becky").wait_for()
    expect(page.locator("main")).to_contain_text("Transport was late again.")
    assert logs_of(fresh_forum) == (1, 1)


def sign_out_meanwhile(forum, page) -> None:
    """What a week does to a sign-in: the forum has forgotten it, the browser's cookie is still there."""
    with closing(sqlite3.connect(forum.path)) as connection:
        connection.execute("delete from sessions")
        connection.commit()


def lose_the_cookie(_forum, page) -> None:
    page.context.clear_cookies()


@pytest.mark.parametrize("ended", [sign_out_meanwhile, lose_the_cookie])
@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
def test_a_sign_in_that_ended_while_typing_keeps_what_was_typed(fresh_forum, screen, js, ended):
    looked = screen("becky", 390, js=js)
    looked.expected += ["status of 401", "status of 400"]
    page = fill(looked, fresh_forum, "Siân Llŷr asked. Nobody knew. 🐦")
    ended(fresh_forum, page)
    page.get_by_role("button", name="Save").click()
    again = page.get_by_role("button", name="Send it again")
    again.wait_for()
    expect(page.locator("main")).to_contain_text("Siân Llŷr asked. Nobody knew. 🐦")
    assert logs_of(fresh_forum) == (0, 0)
    if not page.get_by_role("link", name="Sign in (opens another tab)").is_visible():
        again.click()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in (opens another tab)").click()
    other = opened.value
    other.get_by_label("Email address").fill("becky@aldermere.example")
    other.get_by_label("Password").fill("aldermere-demo")
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.get_by_role("heading", name="Becky").first.wait_for()
    again.click()
    page.get_by_role("heading", name="Thank you, Becky").wait_for()
    expect(page.locator("main")).to_contain_text("Siân Llŷr asked. Nobody knew. 🐦")
    assert logs_of(fresh_forum) == (1, 1)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            {"status": 403, "body": "<p>Your coordinator logs this one.</p>"},
            "Your coordinator logs this one.",
        ),
        ({"status": 503, "body": "<p>We are resting.</p>"}, "We are resting."),
        (
            {"status": 502, "body": "<!doctype html><title>Bad gateway</title><p>nginx</p>"},
            "The forum could not",
        ),
        ({"status": 500, "body": ""}, "The forum could not"),
    ],
    ids=["refused", "resting", "a proxy's page", "nothing"],
)
def test_what_the_forum_says_is_said_and_what_was_typed_stays(fresh_forum, screen, answer, told):
    looked = screen("becky", 390)
    looked.expected += ["Failed to load resource", "Response Status Error Code"]
    page = fill(looked, fresh_forum, "Typed with care.")
    page.route("**/log", lambda route: route.fulfill(content_type="text/html", **answer))
    page.get_by_role("button", name="Save").click()
    said = page.locator("#toasts").get_by_text(told)
    said.wait_for()
    expect(page.locator("#toasts[role=status][aria-live=polite]")).to_have_count(1)
    expect(page.get_by_label("One line, if you like")).to_have_value("Typed with care.")
