"""Text in every script, cleaned of what cannot be seen, and addresses that are safe to use."""

import pytest

from forum_app.fields import Email, Link, LongText, Phone, Problem, Text
from forum_app.fields.clean import clean


@pytest.mark.parametrize(
    "kept",
    [
        "Llŷr Ŵyn-Prydderch",
        "فاطمہ بی‌بی",
        "Siân 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "<b>bold</b> & **bold** <script>alert(1)</script>",
        "two  blanks inside",
        "'; DROP TABLE people; --",
    ],
)
def test_text_is_kept_as_it_was_written(kept):
    assert Text().parse(f"  {kept}\u00a0\n") == LongText().parse(kept) == Text().check(kept) == kept


def test_text_is_stored_in_one_spelling_without_what_cannot_be_seen():
    assert clean("Cafe\u0301") == "Café"
    assert clean("a\x00b\x07c\x7f\x9f\ud800\ufeff\u202edcba\u2069") == "abcdcba"
    assert clean("one\r\ntwo\tthree\u2028four") == "one two three four"
    assert clean("one\r\ntwo\tthree\rfour", lines=True) == "one\ntwo\tthree\nfour"
    assert clean(" \u200b\u200d \u2060") == clean("\x00") == ""
    assert Text().parse(None) == LongText().parse("  ") == ""


def test_a_text_that_is_too_long_is_told_how_long_it_is():
    assert LongText().parse("x" * 10_000) == "x" * 10_000
    assert LongText().parse("x" * 10_240) == Problem("Keep it to 10,000 characters. You wrote 10,240")
    assert Text(200).parse("é" * 201) == Problem("Keep it to 200 characters. You wrote 201")
    assert Text().check(5) == Problem("Write it in words")


def test_email_addresses():
    kind = Email()
    assert kind.parse(" Becky@Aldermere.Example ") == "becky@aldermere.example"
    assert kind.check("o'neil+news@post.example.org") == "o'neil+news@post.example.org"
    assert kind.parse("") == ""
    for text in (
        "becky",
        "becky@",
        "@b.org",
        "a b@c.org",
        "a@b",
        "a..b@c.org",
        "a@b..org",
        "a@-b.org",
        "a,b@c.org",
        "Becky <b@c.org>",
        "a@b.org,c@d.org",
        "x" * 65 + "@b.org",
    ):
        assert kind.parse(text) == Problem("Write an email address as name@example.org"), text
    assert kind.parse("a@b.org\nBcc: c@d.org") == Problem("Write an email address as name@example.org")


def test_phone_numbers():
    for text in (
        "01632 960001",
        "+44 (0)1632 960001",
        "01632-960-001",
        "01632 960001 ext 12",
        "01632 960001x3",
        "01632 960001#3",
    ):
        assert Phone().parse(text) == text
    for text in ("12345", "ring me", "0" * 16, "01632 960001 and 2", "+", "=1632960001"):
        assert Phone().parse(text) == Problem("Write a phone number as 01632 960001")


def test_links_go_to_the_web_only():
    for text in ("https://example.org/a?b=c#d", "http://127.0.0.1:8000/x", "https://example.org/ŵ"):
        assert Link().parse(text) == text
    assert Link().parse("www.example.org/papers") == "https://www.example.org/papers"
    for text in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "ftp://a.org",
        "https://a b",
        "https://me:pass@a.org",
        "https://a.org\\@b.org",
        "java\nscript:alert(1)",
        "https://[",
        "papers",
        'https://a.org/"x',
        "https://a.org:port/",
        "mailto:a@b.org",
    ):
        assert Link().parse(text) == Problem("Write a link as https://example.org"), text


def test_texts_sort_without_regard_to_capitals_and_empty_last():
    assert sorted(["b", "", "A", "c"], key=Text().sort_key) == ["A", "b", "c", ""]
