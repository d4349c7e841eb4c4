"""An answer read every way a browser, a mail reader or a curious person could read it."""

import base64
import binascii
import html
import quopri
import re
import zlib
from urllib.parse import unquote_plus

BASE64 = re.compile(rb"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{16,}(?:\s*\n[A-Za-z0-9+/_-]+)*={0,2}")


def readings(body: bytes, headers: str = "") -> str:
    """The body and headers as they stand, and with each usual wrapping taken off."""
    raw = headers.encode() + b"\n" + body
    texts = [raw]
    if b"=" in raw:
        texts.append(quopri.decodestring(raw))
    if b"%" in raw or b"+" in raw:
        texts.append(unquote_plus(raw.decode("utf-8", "replace")).encode())
    texts += [found for part in BASE64.findall(raw) for found in _unpacked(part)]
    return html.unescape("\n".join(text.decode("utf-8", "replace") for text in texts))


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
