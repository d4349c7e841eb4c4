"""The same app and browsers as for the web room."""

from tests.web.conftest import app, browser, make_app, signed_in

__all__ = ["app", "browser", "make_app", "signed_in"]
