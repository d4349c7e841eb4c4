"""A table by keys alone: moved through, changed, copied, pasted, undone and left; and without script."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
INSIDE = "document.querySelector('[data-grid]').contains(document.activeElement)"
ABOVE = "document.activeElement.parentNode.previousElementSibling"
ABOUT = """() => { const at = document.activeElement; return [at.tagName, at.textContent.trim()] }"""
PASTE = """([type, text]) => {
  const data = new DataTransfer(); data.setData(type, text);
  const more = {clipboardData: data, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", more));
}"""
BLOCK = "<table><tr><td>Reading</td><td>0:40</td></tr><tr><td>Travel</td><td>soon</td></tr></table>"


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page, words: str) -> None:
    page.locator("#toasts .toast", has_text=words).wait_for()


def test_bryony_needs_nothing_but_keys(fresh_forum, screen):
    looked = screen("bryony", 1280)
    looked.expected.append("422")
    page = looked.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    looked.open("/tables/time-entries?sort=-day")
    page.locator("#main a").last.focus()
    stops = 0
    while not page.evaluate(INSIDE):
        press(page, "Shift+Tab" if stops else "Tab")
        stops += 1
        assert stops < 30
    expect(page.locator("[data-grid] [tabindex='0']"), "one stop for the whole grid").to_have_count(1)

    first = page.locator("[data-id]").first
    first.locator("th").focus()
    press(
        page,
        "End",
        "Home",
        "ArrowDown",
        "Control+End",
        "Control+Home",
        "ArrowUp",
        "ArrowUp",
        "Control+ArrowDown",
    )
    press(page, "Control+ArrowUp", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    was = page.evaluate(ABOUT)[1]
    assert "min" in was

    page.keyboard.type("0:3")
    page.locator("#cell-text").wait_for()
    page.keyboard.type("5")
    page.get_by_text("= 35 min").wait_for()
    press(page, "Enter")
    saved(page, "Saved")
    page.wait_for_function(f"{ABOVE}.cells[4].innerText == '35 min'")
    first.locator("td").nth(3).get_by_text("35 min").wait_for()

    page.evaluate("htmx.config.defaultSettleDelay = 2000")
    press(page, "Control+ArrowDown")
    page.wait_for_function("document.querySelectorAll('[data-id]').length > 50")
    press(page, "Control+ArrowUp")
    assert page.evaluate(ABOUT)[0] == "TH", "a key pressed just as more rows come is heard"
    page.evaluate("htmx.config.defaultSettleDelay = 0")
    press(page, "ArrowDown", "F2")
    page.keyboard.type("half a day")
    press(page, "Enter")
    page.locator(".cell-form .error", has_text="Write minutes as 90 or 1:30").wait_for()
    expect(page.locator("#cell-text")).to_have_value("half a day")
    press(page, "Escape")
    assert page.evaluate(ABOUT) == ["TD", "35 min"]

    press(page, "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowDown")
    page.locator("[data-picked]", has_text="4 cells selected:").wait_for()
    press(page, "Control+c")
    page.locator("#told", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").splitlines()[0].endswith("\t35")

    press(page, "ArrowUp", "ArrowLeft")
    page.evaluate(PASTE, ["text/html", BLOCK])
    page.get_by_role("heading", name="What this will change").wait_for()
    said = page.locator("main").inner_text()
    assert "40 min" in said and "soon" in said and "Write minutes as 90 or 1:30" in said
    page.get_by_role("button", name="Change").click()
    saved(page, "Saved in 2 rows")
    page.wait_for_url("**/tables/time-entries?sort=-day")
    expect(first.locator("td").nth(3)).to_have_text("40 min")
    expect(first.locator("td").nth(2)).to_be_focused()
    press(page, "Control+z")
    saved(page, "Put back")
    expect(first.locator("td").nth(3)).to_have_text("35 min")

    press(page, "?")
    expect(page.get_by_text("Fill down")).to_be_visible()
    press(page, "Escape")
    expect(first.locator("td").nth(2)).to_be_focused()
    press(page, "Tab")
    assert not page.evaluate(INSIDE), "Tab leaves"
    press(page, "Shift+Tab", " ")
    page.wait_for_url("**/tables/time-entries/rec*")
    page.locator("main nav").get_by_role("link", name="Time entries").click()
    expect(first.locator("td").nth(2)).to_be_focused()
    press(page, "ArrowDown", " ")
    page.wait_for_url("**/tables/time-entries/rec*")
    page.go_back()
    expect(page.locator("[data-id]").nth(1).locator("td").nth(2)).to_be_focused()
    looked.open("/tables/time-entries")
    assert not page.evaluate(INSIDE), "a table that is opened anew begins at its top"


def test_a_row_that_went_and_a_cell_that_two_write_are_said_beside_what_was_typed(fresh_forum, screen):
    looked, other = screen("bryony", 1280), screen("bryony", 1280, js=False)
    looked.expected += ["409", "404"]
    page = looked.page
    looked.open("/tables/boards")
    cell = page.locator("[data-id]").first.locator("td").nth(1)
    cell.click()
    cell.click()
    page.locator("#cell-text").wait_for()
    address = page.locator("#cell").get_attribute("action")
    other.open(address)
    other.page.get_by_role("textbox").fill("THEIRS")
    other.page.get_by_role("button", name="Save").click()
    page.locator("#cell-text").fill("MINE")
    press(page, "Enter")
    page.locator(".conflict", has_text="THEIRS").wait_for()
    expect(page.locator(".conflict")).to_contain_text("MINE")
    page.get_by_role("button", name="Keep mine").click()
    page.wait_for_url("**/tables/boards*")
    expect(page.locator("[data-id]").first.locator("td").nth(1)).to_have_text("MINE")


def test_without_script_a_cell_is_a_link_to_its_form(fresh_forum, screen):
    looked = screen("bryony", 1280, js=False)
    looked.open("/tables/time-entries?sort=minutes")
    page = looked.page
    page.locator("[data-id] td a[href*='/cell/minutes']").first.click()
    page.get_by_label("Time given").fill("25m")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/tables/time-entries?sort=minutes")
    page.get_by_role("button", name="Undo").click()
    saved(page, "Put back")


def test_becky_finds_her_own_row_changes_it_and_leaves_by_keys_alone(fresh_forum, screen):
    looked = screen("becky", 1280)
    page = looked.page
    looked.open("/tables/people")
    page.get_by_placeholder("Find in this table").focus()
    page.keyboard.type("becky")
    press(page, "Enter")
    page.wait_for_url("**find=becky*")
    expect(page.locator("[data-id]")).to_have_count(1)
    page.locator("[data-grid] [tabindex='0']").wait_for()
    page.get_by_placeholder("Find in this table").focus()
    for _ in range(20):
        press(page, "Tab")
        if page.evaluate(INSIDE):
            break
    press(page, "Home", "ArrowRight", "ArrowRight", "ArrowRight")
    page.keyboard.type("01632 960077")
    press(page, "Enter")
    saved(page, "Saved")
    page.locator("[data-id] td", has_text="01632 960077").wait_for()
    press(page, "Tab")
    assert not page.evaluate(INSIDE), "Tab leaves"


def test_a_block_is_filled_emptied_taken_back_and_its_rows_stay_put(fresh_forum, screen):
    looked = screen("bryony", 1280)
    page = looked.page
    looked.open("/tables/time-entries?sort=minutes&show=day&show=person&show=minutes&show=words")
    notes = page.locator("[data-id] td:nth-child(4)")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    press(page, "Enter", "Tab")
    assert page.evaluate(INSIDE), "four keys lead into the table"
    press(page, "Control+a")
    page.locator("[data-picked]", has_text="200 cells selected").wait_for()
    notes.first.click()
    page.keyboard.type("Shared lift")
    press(page, "Enter")
    saved(page, "Saved")
    notes.first.get_by_text("Shared lift").wait_for()
    press(page, "ArrowUp", "Shift+ArrowDown", "Control+d")
    assert _planned(page) == "1 cell in 1 row", "the first of the block goes down"
    expect(notes.nth(1)).to_be_focused()
    press(page, "Control+d")
    assert _planned(page, apply=True) == "1 cell in 1 row", "alone it takes what stands above it"
    notes.nth(1).get_by_text("Shared lift").wait_for()
    notes.first.click()
    press(page, "Shift+ArrowDown", "Delete")
    assert _planned(page, apply=True) == "2 cells in 2 rows"
    for at in (0, 1):
        expect(notes.nth(at)).to_have_text("Empty")
    press(page, "Control+z")
    saved(page, "Put back")
    notes.nth(1).get_by_text("Shared lift").wait_for()
    expect(notes.nth(1)).to_be_focused()

    rows = page.locator("[data-id]")
    was = rows.first.get_attribute("data-id")
    rows.first.locator("td").nth(1).click()
    page.keyboard.type("9:00")
    press(page, "Enter")
    page.locator("[data-picked]", has_text="It stays here until you load the page again").wait_for()
    expect(rows.first).to_have_attribute("data-id", was)
    page.reload()
    expect(rows.first).not_to_have_attribute("data-id", was)


def _planned(page, apply: bool = False) -> str:
    """What the plan says it would change; then it is done, or left."""
    page.get_by_role("heading", name="What this will change").wait_for()
    said = page.locator(".lede").inner_text().partition(".")[0]
    if apply:
        page.get_by_role("button", name="Change").click()
    else:
        page.get_by_role("link", name="Leave everything as it is").click()
    page.locator("[data-grid] [tabindex='0']").wait_for()
    return said


def test_a_cell_is_changed_and_put_back_in_two_taps_each(fresh_forum, screen):
    looked = screen("bryony", 1280)
    page = looked.page
    looked.open("/tables/time-entries")
    cell = page.locator("[data-id]").first.locator("td").nth(3)
    was = cell.inner_text()
    cell.click()
    page.keyboard.type("25")
    press(page, "Enter")
    saved(page, "Saved")
    cell.get_by_text("25 min").wait_for()
    page.get_by_role("button", name="Undo").click()
    saved(page, "Put back")
    expect(cell).to_have_text(was)


@pytest.mark.parametrize("width", [390, 1280])
def test_whoever_opens_a_group_stays_with_it_also_far_down(fresh_forum, screen, width):
    looked = screen("bryony", width)
    page = looked.page
    looked.open("/tables/time-entries?group=row&folds=all")
    heads, at = page.locator("tr.band a"), "document.activeElement.closest('tr').querySelector('a').id"
    expect(heads).to_have_count(50)
    third = heads.nth(2).get_attribute("id")
    heads.nth(2).click()
    expect(page.locator(f"#{third}")).to_have_attribute("aria-expanded", "true")
    assert page.evaluate(at) == third
    heads.nth(49).scroll_into_view_if_needed()
    expect(heads, "as one scrolls, more groups come").to_have_count(55)
    far = heads.nth(52).get_attribute("id")
    heads.nth(52).click()
    expect(page.locator(f"#{far}")).to_have_attribute("aria-expanded", "true")
    expect(heads.first, "the page begins with it").to_have_attribute("id", far)
    expect(heads.first).to_be_in_viewport()
    assert page.evaluate(at) == far and page.url.endswith(f"#{far}")
    page.go_back()
    expect(page.locator(f"#{third}")).to_have_attribute("aria-expanded", "true")
