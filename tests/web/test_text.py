"""Markdown that can do nothing but be read."""

from time import perf_counter

import pytest

from forum_app.web.text import markdown


def test_ordinary_writing():
    made = markdown("# Notes\n\nWe *met* **twice**.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    for part in ("<h2>Notes</h2>", "<em>met</em>", "<strong>twice</strong>", "<li>one</li>", "<td>1</td>"):
        assert part in made


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![a](https://elsewhere.example/a.png)",
        "![a][b]\n\n[b]: https://elsewhere.example/a.png",
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,xx)",
        "<a data-hx-get='/x' hx-on:click='x' onclick='x' style='x' id='csrf'>a</a>",
        "<form action='/x'><input name=a></form>",
        "<svg><script>x</script></svg>",
        "<iframe src='//x'></iframe>",
    ],
)
def test_nothing_that_acts_comes_through(text):
    made = str(markdown(text))
    for part in (
        "<script",
        "<img",
        "onerror",
        "javascript:",
        "data:",
        "hx-",
        "onclick",
        "style",
        "<form",
        "<svg",
    ):
        assert part not in made
    assert "<iframe" not in made
    assert "id=" not in made


def test_a_link_goes_out_without_saying_where_from():
    assert 'rel="noopener noreferrer nofollow"' in markdown("[a](https://example.org)")


@pytest.mark.parametrize(
    "text", ["[" * 12_000, "<a " * 6_000, "*" * 19_000, "> " * 9_000, "x" * 30_000, "`" * 9_000]
)
def test_knotted_texts_are_quick_and_shown_as_typed(text):
    start = perf_counter()
    made = markdown(text)
    assert perf_counter() - start < 5
    assert len(made) > 1000


def test_nothing_is_nothing():
    assert markdown(None) == markdown("") == ""
