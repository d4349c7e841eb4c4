"""Who is signed in: the cookie holds a random token, the rest lies in the database."""

from collections.abc import Callable

from flask import Flask, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from ..permissions.roles import Viewer

ASKED = "asked"
NEXT = "next"
HALF_OPEN = "half_open"


class SignedIn(UserMixin):
    """A signed-in browser: its token and who looks through it, perhaps before their second step is set up."""

    def __init__(self, token: str, viewer: Viewer, must_set_up: bool = False):
        self.token = token
        self.viewer = viewer
        self.must_set_up = must_set_up

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask, viewer_of: Callable[[str], tuple[Viewer, bool] | None]) -> None:
    """Give sign-in its way from a browser's token to a viewer."""
    manager = LoginManager()
    # Binding a session to an address signs people out whenever their phone changes network.
    manager.session_protection = None

    @manager.user_loader
    def load(token: str) -> SignedIn | None:
        found = viewer_of(token)
        return SignedIn(token, *found) if found else None

    manager.init_app(app)


def begin(token: str, viewer: Viewer) -> None:
    """Let this browser in. Its CSRF token stays, so that a page open in another tab can still be sent."""
    session.pop(ASKED, None)
    session.pop(HALF_OPEN, None)
    session.permanent = True
    login_user(SignedIn(token, viewer))


def token_of_this_browser() -> str:
    return current_user.get_id() or ""


def end() -> None:
    """Forget everything that this browser held."""
    logout_user()
    session.clear()
    g.pop("csrf_token", None)
