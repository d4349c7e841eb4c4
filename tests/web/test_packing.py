"""Text comes compressed to our own pages; what another site asks for tells nothing by its length."""

import gzip
import re

import pytest

from forum_app.web import packing

OURS = {"Accept-Encoding": "gzip, br", "Sec-Fetch-Site": "same-origin"}
TYPED = {**OURS, "Sec-Fetch-Site": "none"}
ELSEWHERE = ("cross-site", "same-site", None)


def ask(browser, address, headers, method="GET"):
    told = {name: value for name, value in headers.items() if value}
    return browser.client.open(address, method=method, headers=told, buffered=True)


def parts(answer):
    return {part.strip() for part in answer.headers["Vary"].split(",")}


def plain(html: str) -> str:
    return re.sub(r'("X-CSRFToken": "|name="csrf_token" value=")[^"]+', "", html)


@pytest.mark.parametrize("headers", [OURS, TYPED])
def test_a_page_comes_packed_to_whoever_asks_for_it_here(signed_in, headers):
    becky = signed_in("Becky Fairhurst")
    whole, packed = becky.get("/account"), ask(becky, "/account", headers)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.content_length == len(packed.data) < len(whole.data) / 2
    assert plain(gzip.decompress(packed.data).decode()) == plain(whole.text)
    assert {"Accept-Encoding", "Sec-Fetch-Site", "HX-Request", "Cookie"} <= parts(packed)
    head = ask(becky, "/account", headers, "HEAD")
    assert head.headers["Content-Encoding"] == "gzip" and not head.data


@pytest.mark.parametrize("site", ELSEWHERE)
def test_what_another_site_asks_for_is_never_packed(signed_in, site):
    answer = ask(signed_in("Becky Fairhurst"), "/account", {**OURS, "Sec-Fetch-Site": site})
    assert "Content-Encoding" not in answer.headers and answer.text.startswith("<!doctype html>")
    assert {"Accept-Encoding", "Sec-Fetch-Site"} <= parts(answer)


def test_what_cannot_be_unpacked_or_is_short_comes_as_it_is(signed_in):
    becky = signed_in("Becky Fairhurst")
    for address, accepted in (
        ("/account", "gzip;q=0, br"),
        ("/account", None),
        ("/healthz", "gzip"),
    ):
        answer = ask(becky, address, {**OURS, "Accept-Encoding": accepted})
        assert answer.status_code == 200 and "Content-Encoding" not in answer.headers, address


def test_a_file_that_is_written_as_it_leaves_is_not_held_back_to_be_packed(signed_in, monkeypatch):
    monkeypatch.setattr(packing, "SMALLEST", 0)
    becky = signed_in("Becky Fairhurst")
    assert "Content-Encoding" in ask(becky, "/healthz", OURS).headers
    answer = becky.client.get("/tables/people/export.csv", headers=OURS)
    assert answer.is_streamed and "Content-Encoding" not in answer.headers
    answer.close()


def test_files_of_text_come_packed_to_everybody_and_fonts_as_they_are(browser):
    for name in ("app.css", "app.js", "icons.svg"):
        address = f"/static/{name}"
        whole, packed = browser.get(address), ask(browser, address, {"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.content_length == len(packed.data) < len(whole.data) / 2
        assert gzip.decompress(packed.data) == whole.data and "Content-Encoding" not in whole.headers
        assert packed.headers["Vary"] == whole.headers["Vary"] == "Accept-Encoding"
        head = ask(browser, address, {"Accept-Encoding": "gzip"}, "HEAD")
        assert head.content_length == packed.content_length and not head.data
        known = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
        assert ask(browser, address, known).status_code == 304
        some = ask(browser, address, {"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
        assert (some.status_code, some.data) == (206, whole.data[:10])
    font = ask(browser, "/static/vendor/atkinson/next-400.woff2", {"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in font.headers
