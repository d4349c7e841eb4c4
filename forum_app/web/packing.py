"""Text leaves compressed, but for what another site asked for: its length would tell of what it holds."""

import gzip

from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from .security import OURS

TEXT = frozenset({"application/json", "image/svg+xml"})
SMALLEST = 1_000  # anything shorter fits into the first packet as it is
LEVEL = 6


def init_app(app: Flask) -> None:
    """Pack each answer as it leaves; what is streamed leaves as it comes, held by nobody."""
    app.after_request(_pack)


def packed(text: bytes) -> bytes:
    return gzip.compress(text, LEVEL, mtime=0)


def is_text(mimetype: str) -> bool:
    return mimetype.startswith("text/") or mimetype in TEXT


def takes_packed(accepted: str) -> bool:
    """Whether a browser that sends this Accept-Encoding can unpack it."""
    return parse_accept_header(accepted, Accept).quality("gzip") > 0


def _pack(answer: Response) -> Response:
    if answer.is_streamed or not is_text(answer.mimetype or "") or "Content-Encoding" in answer.headers:
        return answer
    answer.vary.update(("Accept-Encoding", "Sec-Fetch-Site"))
    text = answer.get_data()
    # Whoever can make a browser ask again and again, and weigh what comes, could guess its tokens (BREACH).
    by_ours = request.headers.get("Sec-Fetch-Site") in OURS
    if len(text) >= SMALLEST and by_ours and takes_packed(request.headers.get("Accept-Encoding", "")):
        answer.set_data(packed(text))
        answer.headers["Content-Encoding"] = "gzip"
    return answer
