"""Every page, looked at in Chromium: nothing for axe to find, nothing sideways, nothing refused."""

import os

import pytest

from tests.browser.pages import PAGES, PERSONAS, PageToSee
from tests.browser.rendered import CONTEXTS

PROVE = bool(os.environ.get("FORUM_PROVE"))
SCHEMES = ("light", "dark")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'"


def _looks(things: list, name) -> list:
    """Each thing in one scheme, light and dark in turn; in `make prove` in both."""
    return [
        pytest.param(thing, scheme, id=f"{name(thing)}, {scheme}")
        for number, thing in enumerate(things)
        for scheme in (SCHEMES if PROVE else [SCHEMES[number % 2]])
    ]


def _no_fault_on_a_phone_or_a_desktop(looked) -> None:
    assert looked.sideways() == 0, "the page is wider than the smallest phone"
    assert looked.faults() == [], "on a phone"
    looked.widen(1280)
    assert looked.sideways() == 0, "the page is wider than a desktop"
    assert looked.faults() == [], "on a desktop"


@pytest.mark.browser
@pytest.mark.parametrize(("page", "scheme"), _looks(PAGES, lambda page: page.name))
def test_a_page_is_open_to_everyone(forum, screen, page: PageToSee, scheme: str):
    looked = screen(page.who, 320, scheme)
    looked.expected.append(f"the server responded with a status of {page.status}")
    answer = looked.open(forum.filled(page.path))
    assert answer.status == page.status
    _no_fault_on_a_phone_or_a_desktop(looked)


@pytest.mark.browser
@pytest.mark.prove
@pytest.mark.parametrize("who", PERSONAS)
def test_every_page_is_open_to_everyone_whoever_looks(forum, screen, who: str):
    looked = screen(who, 320, "dark")
    looked.expected.append("the server responded with a status of 4")
    for page in PAGES:
        if page.who:
            looked.widen(320)
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
