"""A forum, a browser, and a screen for whoever looks: `screen("becky", width=390, js=False)`."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.chromium import AXE, TALL, Screen
from tests.browser.forum import ServedForum, ids
from tests.browser.pages import PERSONAS
from tests.browser.prepare import empty_file, prepare
from tests.browser.rendered import rendered
from tests.demo.build import demo_file


@pytest.fixture(scope="session")
def forum(tmp_path_factory) -> Iterator[ServedForum]:
    """The demo, served, with a digest sent and some people signed in."""
    folder = tmp_path_factory.mktemp("forum")
    template = Path(shutil.copy(demo_file(folder), folder / "prepared.db"))
    addresses = prepare(template)
    found = ServedForum(folder / "served", template).start()
    try:
        found.ids = ids(template) | addresses
        found.sign_in(*PERSONAS)
        yield found
    finally:
        found.stop()


@pytest.fixture(scope="session")
def empty_forum(tmp_path_factory) -> Iterator[ServedForum]:
    """A forum in which nobody has an account yet."""
    folder = tmp_path_factory.mktemp("empty")
    found = ServedForum(folder, empty_file(folder)).start()
    yield found
    found.stop()


@pytest.fixture(scope="session")
def rendered_pages(forum) -> dict[str, str]:
    return rendered(forum.template)


@pytest.fixture
def fresh_forum(forum) -> ServedForum:
    """The served demo as it was loaded, whatever an earlier test did to it."""
    forum.fresh()
    return forum


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium.program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.FLAGS)
        yield browser
        browser.close()


def _opened(browser: Browser, forum, name: str, width: int, scheme: str, js: bool) -> Screen:
    context = browser.new_context(
        viewport={"width": width, "height": TALL[width]},
        color_scheme=scheme,
        java_script_enabled=js,
        has_touch=width < 1024,
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    if name:
        cookies = forum.who[name].cookies.items()
        context.add_cookies([{"name": n, "value": v, "url": forum.address} for n, v in cookies])
    return Screen(context.new_page(), forum.address, width).watch(context)


@pytest.fixture
def screen(forum, browser) -> Iterator[Callable[..., Screen]]:
    """Opens screens; when the test ends, none of them nor the forum may have complained."""
    opened: list[Screen] = []
    with ExitStack() as stack:

        def open_screen(name: str = "", width: int = 1280, scheme: str = "light", js: bool = True) -> Screen:
            made = _opened(browser, forum, name, width, scheme, js)
            stack.callback(made.page.context.close)
            opened.append(made)
            return made

        yield open_screen
        complaints = [words for made in opened for words in made.unexpected()]
    assert complaints == []
    assert forum.complaints() == []


@pytest.fixture(scope="session")
def kept_screens() -> Iterator[dict[str, Screen]]:
    kept: dict[str, Screen] = {}
    yield kept
    for made in kept.values():
        made.page.context.close()


@pytest.fixture
def reading(forum, browser, kept_screens) -> Iterator[Callable[..., Screen]]:
    """One phone for each person, kept from test to test: for looking at pages and changing nothing."""
    opened: list[Screen] = []

    def open_screen(name: str, scheme: str) -> Screen:
        if name not in kept_screens:
            kept_screens[name] = _opened(browser, forum, name, 320, scheme, True)
            kept_screens[name].page.context.add_init_script(path=AXE)
        made = kept_screens[name]
        made.page.emulate_media(media="screen", color_scheme=scheme, reduced_motion="reduce")
        made.widen(320)
        opened.append(made)
        return made

    yield open_screen
    complaints = [words for made in opened for words in made.forget()]
    assert complaints == []
    assert forum.complaints() == []
