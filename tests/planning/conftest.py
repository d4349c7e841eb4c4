"""Bryony's browser, and the form of a meeting as it stands, to change some of it."""

import re
from html import unescape

import pytest

FIELD = re.compile(r"<input[^>]*>")
NAME, VALUE = re.compile(r' name="([^"]+)"'), re.compile(r' value="([^"]*)"')
CHOSEN = re.compile(r'<select[^>]*name="([^"]+)".*?</select>', re.S)


def form_of(page: str) -> dict[str, str]:
    """What the form on a page would send as it stands."""
    form = page.partition('id="planning"')[2].partition("</form>")[0]
    found = {}
    for tag in FIELD.findall(form):
        name, value = NAME.search(tag), VALUE.search(tag)
        if name and (("radio" not in tag and "checkbox" not in tag) or " checked" in tag):
            found[name[1]] = unescape(value[1]) if value else ""
    for select in CHOSEN.finditer(form):
        chosen = re.search(r'value="([^"]*)" selected', select[0])
        found[select[1]] = chosen[1] if chosen else ""
    return found


@pytest.fixture
def bryony(visit):
    return visit("bryony")


@pytest.fixture
def send(bryony):
    """Open a form, change some fields, and press a button of it."""

    def sent(path: str, htmx: bool = False, **values: str):
        bryony.get(path)
        return bryony.post(path, {**form_of(bryony.page), **values}, htmx=htmx)

    return sent
