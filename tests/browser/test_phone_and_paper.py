"""What the seeds ask of a phone and of paper, done in Chromium."""

import pytest

from tests.browser.pages import PAGES

pytestmark = pytest.mark.browser
# Signed-in people's own pages: neither those of a guest, nor faults, nor the sheet of parts for developers.
MEMBERS_PAGES = [
    page
    for page in PAGES
    if page.who not in {"", "morag"} and page.template != "kit.html" and "errors/" not in page.template
]
# An A4 page between margins of two centimetres, in CSS pixels.
PAPER = {"width": 642, "height": 971}
CHROME = ".demo-strip, .top, .bar, .skip, .toasts, .side"
LOOK = """(chrome) => {
  const faults = [];
  const shown = (node) => node.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && !node.closest('.visually-hidden');
  for (const node of document.querySelectorAll(chrome))
    if (shown(node)) faults.push('shown: ' + node.className);
  const light = (words) => {
    const [r, g, b] = words.match(/[\\d.]+/g).map(Number).map((part) => part / 255)
      .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !shown(node) || node.closest('svg')) continue;
    const contrast = 1.05 / (light(getComputedStyle(node).color) + 0.05);
    const words = texts.currentNode.data.trim().slice(0, 30);
    if (contrast < 4.5) faults.push('pale: ' + words + ' ' + contrast.toFixed(1));
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const box of range.getClientRects())
      if (box.right > innerWidth + 1) { faults.push('cut: ' + words); break; }
  }
  return faults;
}"""


@pytest.mark.requirement("DOR-16")
@pytest.mark.parametrize("page", MEMBERS_PAGES, ids=lambda page: page.name)
def test_a_page_prints_in_black_on_white_with_nothing_cut(forum, screen, page):
    looked = screen(page.who, 1280, scheme="dark")
    looked.page.set_viewport_size(PAPER)
    looked.page.emulate_media(media="print", color_scheme="dark")
    looked.open(forum.filled(page.path))
    assert looked.page.evaluate(LOOK, CHROME) == []


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
