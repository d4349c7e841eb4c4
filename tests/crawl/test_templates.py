"""Every block of every page the crawl meets can be drawn alone, and is one element with its name as id."""

import re

import pytest

from forum_app.records import registry
from forum_app.web import pages

from .addresses import all_addresses
from .crawl import FILES, one_of_each_kind

OUTERMOST = re.compile(r"\s*<[a-z]+\b[^>]*?\bid=\"(?P<id>[^\"]+)\"")


@pytest.mark.parametrize("name", ["bryony-coordinator", "gwen-treasurer-and-steering", "guest-of-the-board"])
def test_each_block_of_a_page_stands_alone(name, planted, browse, monkeypatch):
    render, drawn = pages.render, set()

    def and_each_block(template: str, *, lost: bool = False, **context) -> str:
        whole = render(template, lost=lost, **context)
        found = _blocks_drawn(template, context)
        drawn.update((template, block) for block in found)
        for block, text in found.items():
            outermost = OUTERMOST.match(text)
            assert outermost and outermost["id"] == block, f"{template}: block {block} begins {text[:80]!r}"
        return whole

    monkeypatch.setattr(pages, "render", and_each_block)
    browser = browse(name)
    monkeypatch.setitem(browser.app.config, "PROPAGATE_EXCEPTIONS", True)
    names = [table.name for table in registry.tables()]
    ids = one_of_each_kind(planted.oracle(), planted.people[name])
    for address in all_addresses(browser.app.url_map, names, ids):
        if address.method == "GET" and address.endpoint not in FILES:
            assert browser.get(address.path).status_code < 500, address
    assert len(drawn) > 5


def _blocks_drawn(name: str, context: dict) -> dict[str, str]:
    """The main block and each smaller one, drawn as htmx gets them; those that drew nothing left out."""
    from flask import current_app

    environment = current_app.jinja_env
    layout = set(environment.get_template("base.html").blocks) - {"main"}
    blocks = set(environment.get_template(name).blocks) - layout
    drawn = {block: pages._block(name, block, context) for block in sorted(blocks)}
    return {block: text for block, text in drawn.items() if text.strip()}
