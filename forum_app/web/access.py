"""Every route says who may open it; the app does not start while one does not."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, request
from flask_login import current_user

from ..permissions.errors import NotAllowed
from ..permissions.roles import TEAM, Viewer

POLICIES: dict[str, Callable[[Viewer], bool]] = {
    "signed_in": lambda viewer: True,
    "member": lambda viewer: viewer.has("member"),
    "rep": lambda viewer: viewer.has("rep"),
    "coordinator": lambda viewer: viewer.has("coordinator"),
    "team": lambda viewer: viewer.has(*TEAM),
    "steering": lambda viewer: viewer.has("steering", *TEAM),
    "treasurer": lambda viewer: viewer.has("treasurer"),
    "administrator": lambda viewer: viewer.has("administrator"),
}


class Undeclared(Exception):
    """A route does not say who may open it."""


class SignedOut(Exception):
    """Somebody has to sign in first."""


@dataclass(frozen=True)
class Access:
    """Who may open a route. `csrf`: its posts come from our own forms. `token`: its address is secret."""

    policy: str
    csrf: bool = True
    token: bool = False


def access(policy: str, *, csrf: bool = True, token: bool = False):
    """Declare who may open a view: "anyone" or one of POLICIES. It is checked before the view runs."""
    if policy != "anyone" and policy not in POLICIES:
        raise KeyError(policy)

    def declare(view):
        view.access = Access(policy, csrf, token)
        return view

    return declare


def require_declared(app: Flask) -> None:
    """Raise Undeclared unless every rule of the app says who may open it."""
    missing = sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if not rule.build_only and access_of(app, rule.endpoint) is None
    )
    if missing:
        raise Undeclared(f"say with @access who may open {', '.join(missing)}")


def access_of(app: Flask, endpoint: str | None) -> Access | None:
    return getattr(app.view_functions.get(endpoint or ""), "access", None)


def check(endpoint: str | None = None) -> None:
    """Let the viewer in to a route, by default the one asked for. Raises SignedOut, NotAllowed."""
    declared = access_of(current_app, endpoint or request.endpoint)
    if declared is None:
        if request.endpoint and request.routing_exception is None:
            raise Undeclared(request.endpoint)
        return
    if declared.policy == "anyone":
        return
    if not POLICIES[declared.policy](current_viewer()):
        raise NotAllowed


def current_viewer() -> Viewer:
    """Who is looking, as of this request. Raises SignedOut."""
    viewer = viewer_or_none()
    if viewer is None:
        raise SignedOut
    return viewer


def viewer_or_none() -> Viewer | None:
    """Who is looking, on a page that anyone may open."""
    return current_user.viewer if current_user.is_authenticated else None
