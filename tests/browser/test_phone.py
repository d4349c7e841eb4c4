"""What the seeds ask of a phone, done in Chromium."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.requirement("ES-81")
@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
def test_who_is_who_is_read_on_a_phone_before_the_meeting(fresh_forum, screen, js):
    looked = screen("becky", 390, js=js)
    looked.open("/")
    looked.page.get_by_role("link", name="Who is who").click()
    part = looked.page.locator("section").filter(has=looked.page.get_by_role("heading", name="Who is who"))
    part.scroll_into_view_if_needed()
    said = " ".join(part.inner_text().split())
    assert said.startswith("Who is who Lead Becky Fairhurst") and "Deputy Nobody yet" in said
    assert looked.sideways() == 0


@pytest.mark.requirement("ES-126")
@pytest.mark.parametrize(("js", "asked"), [(True, 1), (False, 2)], ids=["with script", "without script"])
def test_a_line_is_added_in_three_taps_on_the_page_itself(fresh_forum, screen, js, asked):
    """Three taps and eight words: the twenty seconds are the typist's."""
    looked = screen("craig", 390, js=js)
    page, line = looked.page, "Three routes are looked at again by spring"
    looked.open(fresh_forum.filled("/meetings/{M21}"))
    requests = []
    page.on("request", lambda sent: requests.append(sent.url) if sent.resource_type != "image" else None)
    for part, words in (("summary", "Add an action or decision"), ("label", "In one line")):
        page.locator(part, has_text=words).click()
    page.keyboard.type(line)
    page.get_by_role("button", name="Add it").click()
    page.locator("#settled li", has_text=line).wait_for()
    assert len([url for url in requests if "/meetings/" in url]) == asked
    assert looked.sideways() == 0


@pytest.mark.parametrize(
    ("who", "path", "second"),
    [
        ("bryony", "/people", "td[data-label=Town]"),
        ("bryony", "/ledger", "#given td[data-label=All]"),
        ("hannah", "/boards/{B02}", ".cells h3 ~ .pill"),
        ("hannah", "/", ".foot-columns p > a"),
    ],
    ids=["people", "ledger", "board", "the coming days"],
)
def test_on_a_phone_a_thing_and_its_figure_share_a_line(forum, screen, who, path, second):
    looked = screen(who, 390)
    looked.open(forum.filled(path))
    value = looked.page.locator(second).first
    name = value.locator("xpath=preceding-sibling::*[self::th or self::h3 or self::b][1]")
    ours, theirs = name.bounding_box(), value.bounding_box()
    assert abs(ours["y"] - theirs["y"]) < 8 and theirs["x"] > ours["x"]


AT_THREE_PLACES = """() => [...document.querySelectorAll("[data-id]")].slice(0, 3).flatMap((row) => {
  row.scrollIntoView({block: "center"});
  const {x, y, width, height} = row.getBoundingClientRect();
  return [[0.1, 0.2], [0.5, 0.5], [0.9, 0.8]].map(([right, down]) => {
    const found = document.elementFromPoint(x + width * right, y + height * down)?.closest("a");
    return Boolean(found?.getAttribute("href").includes(row.dataset.id) && !found.href.includes("/cell/"));
  });
})"""


@pytest.mark.parametrize(
    "table",
    [
        "people",
        "meetings",  # begins with a link to its board
        "agreements",
        "papers?sort=-level",  # with a lock before its name
        # Its own words are not on the card: three links to others are.
        "time-entries?show=person&show=meeting&show=board&show=words&find=call",
    ],
)
def test_a_card_opens_wherever_one_taps_it(fresh_forum, screen, table):
    looked = screen("bryony", 390)
    looked.open(f"/tables/{table}")
    places = looked.page.evaluate(AT_THREE_PLACES)
    assert places and all(places), places


def test_a_card_of_a_decision_says_what_was_decided(forum, screen):
    looked = screen("bryony", 390)
    looked.open("/tables/decisions")
    words = "Share the draft rep request form with the NHS."
    card = looked.page.locator("[data-id]").filter(has_text=words)
    expect(card.get_by_text(words)).to_be_visible()
    assert looked.sideways() == 0


CUT_WITHOUT_A_SIGN = """() => [...document.querySelectorAll("[data-id] :is(th, td, a)")].filter((one) => {
  const {textOverflow, display} = getComputedStyle(one);
  return one.scrollWidth > one.clientWidth + 1 && (textOverflow !== "ellipsis" || display.includes("flex"));
}).map((one) => one.textContent.trim())"""


@pytest.mark.parametrize("table", ["contacts", "decisions", "papers"])
def test_words_that_find_no_room_in_a_cell_end_in_dots(forum, screen, table):
    looked = screen("bryony", 1280)
    looked.open(f"/tables/{table}")
    assert looked.page.evaluate(CUT_WITHOUT_A_SIGN) == []
