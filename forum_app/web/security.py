"""What every request must prove and every answer must carry: host, origin, CSRF, cookies, headers."""

import hashlib
import hmac
import logging
import secrets
from datetime import timedelta
from urllib.parse import urlsplit
from wsgiref.headers import Headers as StaticHeaders

from flask import Flask, Response, current_app, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect
from itsdangerous import URLSafeTimedSerializer
from werkzeug.datastructures import Headers

from ..config import LOOPBACK, Settings
from .access import access_of, viewer_or_none

log = logging.getLogger("forum.security")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HSTS = "max-age=31536000; includeSubDomains"
OURS = frozenset({"same-origin", "none"})  # what a browser says of itself where no other site is behind it
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
LONGEST_SESSION = timedelta(days=7)
LARGEST_FORM = 2 * 1024 * 1024

_csrf = CSRFProtect()


class Sessions(SecureCookieSessionInterface):
    """Flask's own, in signed cookies. What signs them is made once, not for every request."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        self._signer = self._signer or super().get_signing_serializer(app)
        return self._signer


class WrongHost(Exception):
    """The request names another host than the forum's own."""


class FromElsewhere(Exception):
    """Another site tried to act here in somebody's name."""


def init_app(app: Flask, settings: Settings) -> None:
    """Set the cookies and the checks that come before every view."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-forum" if settings.https else "forum",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LONGEST_SESSION,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
        # A page opened by a token sends no Referer; Sec-Fetch-Site and Origin are compared instead.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.session_interface = Sessions()
    _csrf.init_app(app)
    app.before_request(_name_request)
    app.before_request(_check_host)
    app.before_request(_check_origin)
    app.after_request(_add_headers)


def check_csrf() -> None:
    """Compare the form's token with the browser's. Raises flask_wtf's CSRFError."""
    declared = access_of(current_app, request.endpoint)
    if request.method in UNSAFE and declared is not None and declared.csrf:
        with_files = request.mimetype == "multipart/form-data"
        if declared.largest and with_files and viewer_or_none() is not None:
            # What is typed stays as small as in any form; a file waits on the disk while it is read.
            request.max_content_length = declared.largest
            request.max_form_memory_size = LARGEST_FORM
        _csrf.protect()
        # What was found right serves the next form as well: another one would say the same, signed anew.
        if sent := request.form.get("csrf_token") or request.headers.get("X-CSRFToken"):
            g.csrf_token = sent


def header_fields(https: bool, headers: Headers | StaticHeaders) -> None:
    """Add what every answer carries, static files too, where it is not there yet."""
    there = {name.lower() for name in headers.keys()}
    for name, value in HEADERS.items():
        if name.lower() not in there:
            headers.add_header(name, value)
    if https:
        headers.setdefault("Strict-Transport-Security", HSTS)


def visitor() -> str:
    """The browser's address, hashed with the forum's key: enough to count tries, no use to anyone else."""
    address = (request.remote_addr or "").encode()
    return hmac.new(current_app.config["SECRET_KEY"].encode(), address, hashlib.sha256).hexdigest()


def second_step_key() -> bytes:
    """What masks the keys of authenticators in the database."""
    return hmac.new(current_app.config["SECRET_KEY"].encode(), b"second step", hashlib.sha256).digest()


def own_path(text: str | None) -> str:
    """A path of this forum to go on to, or "" for anything that could lead elsewhere."""
    if not text or not text.startswith("/") or text[:2] in {"//", "/\\"}:
        return ""
    if any(character < " " or character in "\\\x7f" for character in text):
        return ""
    parts = urlsplit(text)
    return "" if parts.scheme or parts.netloc else text


def page_before() -> str:
    """The path of this forum that the person came from, or ""."""
    where = request.headers.get("HX-Current-URL") or request.referrer or ""
    parts = urlsplit(where)
    if parts.netloc != request.host:
        return ""
    return own_path(parts.path + (f"?{parts.query}" if parts.query else ""))


def is_from_our_own_page() -> bool:
    """Whether the browser itself says that one of our pages sent this."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _name_request() -> None:
    g.request_id = secrets.token_hex(8)


def _check_host() -> None:
    settings: Settings = current_app.config["FORUM"]
    if request.endpoint == "health.show":
        return
    asked = urlsplit(f"//{request.host}").hostname or ""
    known = asked in LOOPBACK if settings.loopback else request.host == urlsplit(settings.base_url).netloc
    if not known:
        raise WrongHost


def _check_origin() -> None:
    """A post from another site is refused before anything is read, whatever token it carries."""
    declared = access_of(current_app, request.endpoint)
    if request.method not in UNSAFE or declared is None or not declared.csrf:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        ours = site in OURS
    else:
        origin = request.headers.get("Origin")
        ours = origin is None or urlsplit(origin).netloc == request.host
        # A page that keeps its address from leaking also hides its origin.
        ours = ours or (origin == "null" and declared.token)
    if not ours:
        log.warning("refused %s: a post from another site to %s", g.request_id, request.endpoint)
        raise FromElsewhere


def _add_headers(response: Response) -> Response:
    declared = access_of(current_app, request.endpoint)
    if declared is not None and declared.token:
        response.headers["Referrer-Policy"] = "no-referrer"
    header_fields(current_app.config["FORUM"].https, response.headers)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Request-Id"] = g.get("request_id", "")
    response.vary.update(("HX-Request", "Cookie"))
    return response
