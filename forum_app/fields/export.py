"""Text on its way to and from a spreadsheet, where some first characters would make it a formula."""

import re

_FIRST = frozenset("'=+-@\t\r\n＝＋－＠")
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_NEGATIVE = re.compile(r"-\d+(\.\d+)?")


def disarm(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would run it; negative numbers stay."""
    if text[:1] not in _FIRST:
        return text
    armed = _FORMULA.match(text) and not _NEGATIVE.fullmatch(text)
    return f"'{text}" if armed else text


def rearm(text: str) -> str:
    """What `disarm` was given, so that an exported file plans no change when it comes back."""
    return text[1:] if text.startswith("'") and disarm(text[1:]) == text else text
