"""The codes of an authenticator (RFC 6238: six figures, half a minute each), how its key is kept. Pure."""

import base64
import hashlib
import hmac
from urllib.parse import quote, urlencode

SECONDS = 30
DRIFT = 1
SECRET_BYTES = 20


def code_at(secret: bytes, step: int) -> str:
    """The code of one half minute. `step`: half minutes since 1970."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def step_of(code: str, secret: bytes, seconds: float, after: int) -> int | None:
    """The half minute to which a code belongs: this one or a neighbour, later than the last one used."""
    now = int(seconds // SECONDS)
    near = range(now - DRIFT, now + DRIFT + 1)
    right = [step for step in near if hmac.compare_digest(code_at(secret, step), code)]
    return next((step for step in right if step > after), None)


def key_in_words(secret: bytes) -> str:
    """The key to type where no code can be scanned, in groups of four."""
    text = _base32(secret)
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address(secret: bytes, forum_name: str, email: str) -> str:
    """What the square code holds, and what opens an authenticator on the same phone."""
    asked = {"secret": _base32(secret), "issuer": forum_name, "digits": 6, "period": SECONDS}
    return f"otpauth://totp/{quote(f'{forum_name}:{email}')}?{urlencode(asked, quote_via=quote)}"


def masked(secret: bytes, key: bytes, row_id: str) -> str:
    """A key as it is kept: of no use to whoever has the database but not the forum's own key."""
    return _masked(secret, key, row_id).hex()


def unmasked(kept: str, key: bytes, row_id: str) -> bytes:
    return _masked(bytes.fromhex(kept), key, row_id)


def _masked(secret: bytes, key: bytes, row_id: str) -> bytes:
    # Each row has a mask of its own that is used for nothing else, so nothing can be learned from two.
    mask = hmac.new(key, f"second step of {row_id}".encode(), hashlib.sha256).digest()
    return bytes(one ^ other for one, other in zip(secret, mask[: len(secret)], strict=True))


def _base32(secret: bytes) -> str:
    return base64.b32encode(secret).decode().rstrip("=")
