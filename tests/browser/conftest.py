"""A forum, a browser, and a screen for whoever looks: `screen("becky", width=390, js=False)`."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.chromium import TALL, Screen
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


@pytest.fixture
def screen(forum, browser) -> Iterator[Callable[..., Screen]]:
    """Opens screens; when the test ends, none of them nor the forum may have complained."""
    opened: list[Screen] = []
    with ExitStack() as stack:

        def open_screen(name: str = "", width: int = 1280, scheme: str = "light", js: bool = True) -> Screen:
            context = browser.new_context(
                viewport={"width": width, "height": TALL[width]},
                color_scheme=scheme,
                java_script_enabled=js,
                has_touch=width < 1024,
                locale="en-GB",
                reduced_motion="reduce",
            )
            stack.callback(context.close)
            context.set_default_timeout(10_000)
            if name:
                cookies = forum.who[name].cookies.items()
                context.add_cookies([{"name": n, "value": v, "url": forum.address} for n, v in cookies])
            made = Screen(context.new_page(), forum.address, width).watch(context)
            opened.append(made)
            return made

        yield open_screen
        complaints = [words for made in opened for words in made.unexpected()]
    assert complaints == []
    assert forum.complaints() == []
