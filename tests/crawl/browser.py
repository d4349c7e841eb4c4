"""A browser signed in as one persona."""

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

RAW_CSRF = "a" * 40
HOME = "http://127.0.0.1:8000"
HTMX = {"HX-Request": "true", "HX-Current-URL": HOME, "Sec-Fetch-Site": "same-origin"}


class Browser:
    """Asks for addresses; `token` is that of a session that is open, None for nobody signed in."""

    def __init__(self, app: Flask, token: str | None = None):
        self.app = app
        self._client = app.test_client()
        with app.test_request_context():
            session["csrf_token"] = RAW_CSRF
            self._csrf = generate_csrf()
        with self._client.session_transaction(base_url=HOME) as kept:
            kept["csrf_token"] = RAW_CSRF
            if token:
                kept.update({"_user_id": token, "_fresh": True})

    def ask(self, method: str, path: str, data: dict | None = None, *, htmx: bool = False) -> TestResponse:
        """One answer; a POST carries the browser's own CSRF token."""
        form = {"csrf_token": self._csrf, **(data or {})} if method != "GET" else None
        headers = HTMX if htmx else {}
        return self._client.open(
            path, method=method, data=form, headers=headers, base_url=HOME, buffered=True
        )

    def get(self, path: str, *, htmx: bool = False) -> TestResponse:
        return self.ask("GET", path, htmx=htmx)
