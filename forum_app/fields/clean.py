"""Typed text made safe to store: one spelling of each letter, nothing that cannot be seen and harms."""

import re
import unicodedata

# Controls, lone surrogates, and the marks that turn the direction of everything after them. The joiners
# and direction marks that emoji and Urdu are written with stay.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_UNSEEN = re.compile("[\\s\u200b-\u200f\u2060]*")


def clean(text: str, lines: bool = False) -> str:
    """The text in NFC without control characters and outer blanks; on one line unless `lines`."""
    if text.isascii() and text.isprintable():
        return text.strip(" ")  # nothing in it that is not seen: most of what is typed
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    text = _HARMFUL.sub("", text)
    if not lines:
        text = text.replace("\n", " ").replace("\t", " ")
    text = text.strip()
    return "" if _UNSEEN.fullmatch(text) else text
