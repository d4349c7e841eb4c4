"""Kinds that hold text: one line, many lines, an email address, a phone number, a link."""

import re
from typing import Any, ClassVar
from urllib.parse import urlsplit

from .clean import clean
from .kind import EMPTINESS, Kind
from .problem import Problem

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
)
_PHONE = re.compile(r"\+?[\d() .-]+((ext\.?|x|#) ?\d{1,6})?", re.IGNORECASE)
_EXTENSION = re.compile("[ex#]", re.IGNORECASE)
_BARE_HOST = re.compile(r"([\w-]+\.)+[^\W\d_]{2,}([/?#].*)?")


class Text(Kind):
    """One line of at most `longest` characters."""

    name = "text"
    help = "A few words on one line."
    longest_read = None
    operators: ClassVar[tuple[str, ...]] = (
        "contains",
        "does_not_contain",
        "is",
        "is_not",
        "starts_with",
        *EMPTINESS,
    )

    def __init__(self, longest: int = 500):
        self.longest = longest

    @property
    def empty(self) -> str:
        return ""

    def read(self, text, today):
        return text

    def check(self, value: Any) -> str | Problem:
        if not isinstance(value, str):
            return Problem("Write it in words")
        value = clean(value, self.lines)
        if len(value) > self.longest:
            return Problem(f"Keep it to {self.longest:,} characters. You wrote {len(value):,}")
        return value

    def sort_key(self, value):
        return (not value, (value or "").casefold())


class LongText(Text):
    """Many lines, in Markdown."""

    name = "long_text"
    help = "As many lines as you like. A line between two makes a paragraph, a dash before each a list."
    groups = False
    operators = ("contains", "does_not_contain", *EMPTINESS)
    lines = True

    def __init__(self, longest: int = 10_000):
        super().__init__(longest)


class Email(Text):
    """An email address, in small letters, since people type theirs in both."""

    name = "email"
    keyboard = "email"
    help = "One address, such as name@example.org."
    wants = "Write an email address as name@example.org"

    def __init__(self):
        super().__init__(254)

    def check(self, value):
        value = super().check(value)
        if not value:
            return value
        if not _ADDRESS.fullmatch(value) or len(value.split("@")[0]) > 64:
            return self.problem()
        return value.lower()


class Phone(Text):
    """A phone number as it was written, of 7 to 15 digits; # before an extension is on its keys too."""

    name = "phone"
    keyboard = "tel"
    help = "As it is dialled, such as 01632 960001. A nought in front stays."
    wants = "Write a phone number as 01632 960001"

    def __init__(self):
        super().__init__(40)

    def check(self, value):
        value = super().check(value)
        if not value:
            return value
        digits = sum(sign.isdecimal() for sign in _EXTENSION.split(value)[0])
        return value if _PHONE.fullmatch(value) and 7 <= digits <= 15 else self.problem()


class Link(Text):
    """An address of the web; nothing else may become a link on a page."""

    name = "link"
    keyboard = "url"
    help = "The address of a page, such as https://example.org."
    wants = "Write a link as https://example.org"

    def __init__(self):
        super().__init__(2_000)

    def read(self, text, today):
        bare = len(text) <= self.longest and _BARE_HOST.fullmatch(text)
        return f"https://{text}" if bare else text

    def check(self, value):
        value = super().check(value)
        if not value:
            return value
        try:
            parts = urlsplit(value)
            safe = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
            parts.port  # noqa: B018  raises when it is no number
        except ValueError:
            return self.problem()
        return value if safe and not re.search(r"[\s\\<>\"]", value) else self.problem()
