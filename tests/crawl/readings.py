"""An answer read every way a browser, a mail reader or a curious person could read it."""

import base64
import binascii
import html
import quopri
import re
import zlib
from functools import lru_cache
from urllib.parse import unquote_plus

BASE64 = re.compile(rb"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{16,}(?:\s*\n[A-Za-z0-9+/_-]+)*={0,2}")


def readings(body: bytes, headers: str = "") -> str:
    """The body and headers as they stand, and with each usual wrapping taken off."""
    raw = headers.encode() + b"\n" + body
    texts = [raw]
    # A line that no wrapping changed is read once: no canary runs over the end of a line.
    as_it_stands = set(raw.split(b"\n"))
    if b"=" in raw:
        texts += _others(quopri.decodestring(raw), as_it_stands)
    if b"%" in raw or b"+" in raw:
        texts += _others(unquote_plus(raw.decode("utf-8", "replace")).encode(), as_it_stands)
    texts += [found for part in set(BASE64.findall(raw)) for found in _unpacked(part)]
    return html.unescape("\n".join(text.decode("utf-8", "replace") for text in texts))


def _others(text: bytes, lines: set[bytes]) -> list[bytes]:
    return [line for line in text.split(b"\n") if line not in lines]


@lru_cache(maxsize=5000)
def _unpacked(part: bytes) -> list[bytes]:
    """What a stretch of base64 holds, and what that holds when it was compressed, as a cookie is."""
    plain = re.sub(rb"\s", b"", part).translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    try:
        found = base64.b64decode(plain + b"=" * (-len(plain) % 4), validate=True)
    except binascii.Error:
        return []
    try:
        return [found, zlib.decompress(found)]
    except zlib.error:
        return [found]
