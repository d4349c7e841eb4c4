"""What people come for, done by hand in Chromium: with script and without, and with nothing but keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import PASSWORD

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])


class Thumb:
    """Taps on a page, counted."""

    def __init__(self, page):
        self.page = page
        self.taps = 0

    def tap(self, role: str, name: str, within: str = "body") -> None:
        self.taps += 1
        self.page.locator(within).get_by_role(role, name=name).first.click()


def main_of(page) -> str:
    return page.locator("main").inner_text()


@BOTH
def test_somebody_signs_in_and_out(fresh_forum, screen, js):
    looked = screen("", 390, js=js)
    page = looked.page
    looked.open("/people")
    assert "/sign-in?next=" in page.url
    page.get_by_label("Email").fill("becky@aldermere.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="People", level=1).wait_for()
    looked.open("/more")
    page.get_by_role("button", name="Sign out").first.click()
    page.get_by_role("heading", name="Sign in").wait_for()
    looked.open("/people")
    assert "/sign-in" in page.url


@BOTH
def test_becky_logs_her_meeting_in_four_taps_and_can_take_it_back(fresh_forum, screen, js):
    looked = screen("becky", 390, js=js)
    page = looked.page
    looked.open("/")
    page.get_by_role("link", name="Log it").first.click()

    thumb = Thumb(page)
    thumb.tap("radio", "I was there")
    thumb.tap("checkbox", "Reading, 45 min")
    thumb.tap("checkbox", "Travel both ways, 1 h 20 min")
    thumb.tap("button", "Save")
    assert thumb.taps == 4

    page.get_by_role("heading", name="Thank you, Becky").wait_for()
    assert "3 h 35 min" in main_of(page)
    expect(page.locator("#toasts").get_by_text("Saved")).to_be_visible()
    expect(page.locator("#bar"), "the bar is back once the task is done").to_be_visible()

    phone = screen("becky", 390, js=js)
    phone.open("/ledger")
    assert "7 h 10 min" in main_of(phone.page), "with the 3 h 35 min of September"
    phone.open("/time")
    assert "1 h 30 min" in main_of(phone.page)

    page.locator("#toasts").get_by_role("button", name="Undo").click()
    page.locator("#toasts").get_by_text("Put back").wait_for()
    phone.open("/ledger")
    assert "7 h 10 min" not in main_of(phone.page) and "3 h 35 min" in main_of(phone.page)
    phone.open(fresh_forum.filled("/meetings/{M26}/log"))
    expect(phone.page.get_by_role("button", name="Save"), "it can be logged again").to_be_visible()


def test_the_total_beside_save_adds_itself_up(fresh_forum, screen):
    looked = screen("becky", 390)
    page = looked.page
    looked.open(fresh_forum.filled("/meetings/{M26}/log"))
    total = page.locator("[data-total]")
    page.get_by_role("radio", name="I was there").check()
    page.get_by_role("checkbox", name="Reading").check()
    expect(total).to_have_text("2 h 15 min")
    page.get_by_role("radio", name="Other").check()
    page.get_by_label("Minutes, as 100 or 1:40").fill("1:45")
    expect(total).to_have_text("2 h 30 min")


@BOTH
def test_priya_answers_from_her_digest_in_two_taps_and_craig_sees_it(fresh_forum, screen, js):
    craig = screen("craig", 390, js=js)
    craig.open(fresh_forum.filled("/decisions/{D04}"))
    assert "1 of 3" in main_of(craig.page)

    looked = screen("priya", 390, js=js)
    page = looked.page
    looked.open("/digests")
    thumb = Thumb(page)
    thumb.tap("link", "Tue 24 Nov", within="main")
    thumb.tap("button", "Support", within="main")
    assert thumb.taps == 2
    page.get_by_text("You answered: support").wait_for()
    assert "/digests/" in page.url

    craig.open(fresh_forum.filled("/decisions/{D04}"))
    assert "2 of 3" in main_of(craig.page)


@BOTH
def test_a_rep_says_yes_on_home(fresh_forum, screen, js):
    looked = screen("becky", 390, js=js)
    page = looked.page
    looked.open("/")
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.resource_type)))
    page.get_by_role("button", name="Yes", exact=True).click()
    page.get_by_role("heading", name="You are coming").wait_for()
    assert page.url.rstrip("/") == looked.address
    if js:
        fetched = [one for one in asked if one[1] in {"document", "xhr", "fetch"}]
        assert fetched == [("POST", "xhr")], "one fragment, no page"
    yes = page.get_by_role("button", name="Yes", exact=True)
    expect(yes).to_have_attribute("aria-pressed", "true")
    looked.open("/")
    assert "You are coming" in main_of(page)


def test_a_log_is_made_with_keys_alone_and_the_focus_is_always_seen(fresh_forum, screen):
    looked = screen("becky", 1280)
    page = looked.page
    looked.open(fresh_forum.filled("/meetings/{M26}/log"))

    def go_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            assert page.evaluate(FOCUS_IS_SEEN), f"no focus to be seen on {page.evaluate(FOCUSED)}"
            if name in page.evaluate(FOCUSED):
                return
        raise AssertionError(f"Tab never came to {name}")

    go_to("I was there")
    page.keyboard.press("Space")
    go_to("Reading")
    page.keyboard.press("Space")
    go_to("Save")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Thank you, Becky").wait_for()
    assert "2 h 15 min" in main_of(page)


FOCUSED = """() => {
  const at = document.activeElement;
  return (at.labels && at.labels.length ? at.labels[0].innerText : at.innerText || at.tagName).trim();
}"""
# A radio's own ring may be drawn on the row that holds it.
FOCUS_IS_SEEN = """() => {
  for (let at = document.activeElement, up = 0; at && up < 4; at = at.parentElement, up++) {
    for (const one of [at, at.nextElementSibling]) {
      const style = one && getComputedStyle(one);
      if (style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
    }
  }
  return false;
}"""
