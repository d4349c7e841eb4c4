"""Every page, looked at in Chromium: nothing for axe to find, nothing sideways, nothing refused."""

import os

import pytest

from tests.browser.pages import PAGES, PERSONAS, PageToSee
from tests.browser.rendered import CONTEXTS

PROVE = bool(os.environ.get("FORUM_PROVE"))
SCHEMES = ("light", "dark")
WIDTHS = (320, 1280)
# An A4 page between margins of two centimetres, in CSS pixels, and on its side as tables are printed.
PAPER, LYING = {"width": 642, "height": 971}, {"width": 971, "height": 642}
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
    if (node.closest('.grid')) for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\d]+/gu)) {
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => box.top));
      if (lines.size > 1) faults.push('broken: ' + word[0]);
    }
  }
  return faults;
}"""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'"


def _looks(things: list, name) -> list:
    """Each thing in one scheme, light and dark in turn; in `make prove` in both."""
    return [
        pytest.param(thing, scheme, id=f"{name(thing)}, {scheme}")
        for number, thing in enumerate(things)
        for scheme in (SCHEMES if PROVE else [SCHEMES[number % 2]])
    ]


def _no_fault_on_a_phone_or_a_desktop(looked, widths=WIDTHS) -> None:
    """Nothing sideways at either width; nothing for axe to find at these."""
    for width in WIDTHS:
        looked.widen(width)
        assert looked.sideways() == 0, f"the page is wider than {width} pixels"
        if width in widths:
            assert looked.faults() == [], f"at {width} pixels"


def _prints_in_black_on_white(looked) -> None:
    looked.page.set_viewport_size(LYING if looked.page.locator("main.sheet").count() else PAPER)
    looked.page.emulate_media(media="print", color_scheme="dark")
    assert looked.page.evaluate(LOOK, CHROME) == []


@pytest.mark.browser
@pytest.mark.requirement("DOR-16")
@pytest.mark.parametrize(("page", "scheme"), _looks(PAGES, lambda page: page.name))
def test_a_page_is_open_to_everyone_and_prints(forum, reading, page: PageToSee, scheme: str):
    """Seen by axe on a phone and a desktop in turn, in `make prove` on both; members' pages are printed."""
    looked = reading(page.who, scheme)
    looked.expected.append(f"the server responded with a status of {page.status}")
    answer = looked.open(forum.filled(page.path))
    assert answer.status == page.status
    in_turn = WIDTHS[PAGES.index(page) // 2 % 2]
    _no_fault_on_a_phone_or_a_desktop(looked, WIDTHS if PROVE else [in_turn])
    if page.is_a_members:
        _prints_in_black_on_white(looked)


@pytest.mark.browser
@pytest.mark.prove
@pytest.mark.parametrize("who", PERSONAS)
def test_every_page_is_open_to_everyone_whoever_looks(forum, screen, who: str):
    looked = screen(who, 320, "dark")
    looked.expected.append("the server responded with a status of 4")
    for page in PAGES:
        if page.who:
            looked.open(forum.filled(page.path))
            _no_fault_on_a_phone_or_a_desktop(looked)


@pytest.mark.browser
@pytest.mark.parametrize(("template", "scheme"), _looks(list(CONTEXTS), str))
def test_what_is_said_when_something_went_wrong_is_open_to_everyone(
    forum, screen, rendered_pages, template: str, scheme: str
):
    looked = screen("", 320, scheme)
    looked.page.route(
        "**/rendered",
        lambda route: route.fulfill(
            body=rendered_pages[template],
            headers={"Content-Type": "text/html", "Content-Security-Policy": POLICY},
        ),
    )
    looked.open("/rendered")
    _no_fault_on_a_phone_or_a_desktop(looked)


@pytest.mark.browser
def test_the_first_run_of_an_empty_forum_is_open_to_everyone(empty_forum, screen):
    looked = screen("", 320)
    looked.address = empty_forum.address
    assert looked.open("/first-run").status == 200
    _no_fault_on_a_phone_or_a_desktop(looked)


@pytest.mark.browser
def test_the_plan_of_a_paste_is_open_to_everyone(fresh_forum, screen):
    looked = screen("bryony", 320)
    looked.open("/start/boards")
    looked.page.get_by_label("Your rows").fill("Name;Length\nTransport Groups;90\nCo-production;x\nHub;60")
    looked.page.get_by_role("button", name="See what it will do").click()
    looked.page.get_by_role("heading", name="Before it is saved").wait_for()
    _no_fault_on_a_phone_or_a_desktop(looked)


@pytest.mark.browser
def test_the_log_with_something_to_put_right_is_open_to_everyone(fresh_forum, screen):
    looked = screen("becky", 320)
    looked.expected.append("the server responded with a status of 422")
    looked.open(fresh_forum.filled("/meetings/{M26}/log"))
    looked.page.get_by_label("I was there").check()
    looked.page.get_by_label("Other", exact=True).check()
    looked.page.get_by_role("button", name="Save").click()
    looked.page.get_by_role("heading", name="One thing to put right").wait_for()
    _no_fault_on_a_phone_or_a_desktop(looked)


@pytest.mark.browser
def test_a_log_just_saved_is_open_to_everyone(fresh_forum, screen):
    looked = screen("becky", 320)
    looked.open(fresh_forum.filled("/meetings/{M26}/log"))
    looked.page.get_by_label("I was there").check()
    looked.page.get_by_role("button", name="Save").click()
    looked.page.locator("#toasts").get_by_text("Saved").wait_for()
    _no_fault_on_a_phone_or_a_desktop(looked)


LEVEL = """() => [...document.querySelectorAll('[data-id]')].slice(0, 5).map((row) => {
  const middles = [...row.cells].map((cell) => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (texts.nextNode()) {
      if (!texts.currentNode.data.trim()) continue;
      range.selectNodeContents(texts.currentNode);
      const box = range.getBoundingClientRect();
      return (box.top + box.bottom) / 2;
    }
  }).filter(Boolean);
  return Math.max(...middles) - Math.min(...middles);
})"""


@pytest.mark.browser
@pytest.mark.parametrize("density", ["", "roomy", "close"])
def test_words_and_linked_names_of_a_row_stand_level(screen, density: str):
    looked = screen("bryony", 1280)
    looked.open(f"/tables/time-entries?density={density}")
    assert max(looked.page.evaluate(LEVEL)) <= 1
