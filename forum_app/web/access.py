"""Every route says who may open it; the app does not start while one does not."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, request
from flask_login import current_user

from ..permissions.errors import ONLY_LOOKING, NotAllowed
from ..permissions.roles import TEAM, Viewer

LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})
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


class NotSetUp(Exception):
    """Somebody has to set up their second step first."""


@dataclass(frozen=True)
class Access:
    """Who may open a route. `csrf`: its posts come from our own forms. `token`: its address is secret.

    `early`: open before one's second step is set up. `leaving`: a post that ends something, so that
    whoever looks as somebody else may send it. `alone`: shown to its own person only, to nobody who
    looks as them. `largest`: how many bytes of files a member may send here, where it is more than a form.
    """

    policy: str
    csrf: bool = True
    token: bool = False
    early: bool = False
    leaving: bool = False
    alone: bool = False
    largest: int = 0


def access(policy: str, *, largest: int = 0, **how: bool):
    """Declare who may open a view: "anyone" or one of POLICIES. It is checked before the view runs."""
    if policy != "anyone" and policy not in POLICIES:
        raise KeyError(policy)

    def declare(view):
        view.access = Access(policy, largest=largest, **how)
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


def signed_in_only(app: Flask) -> bool:
    """Whether what was asked for is for people who are signed in."""
    declared = access_of(app, request.endpoint)
    return declared is not None and declared.policy != "anyone"


def check(endpoint: str | None = None) -> None:
    """Let the viewer in to a route, by default the one asked for. Raises SignedOut, NotAllowed, NotSetUp."""
    declared = access_of(current_app, endpoint or request.endpoint)
    if declared is None:
        if request.endpoint and request.routing_exception is None:
            raise Undeclared(request.endpoint)
        return
    _only_look(declared)
    if declared.policy == "anyone":
        return
    viewer = current_viewer()
    if viewer.seeing and declared.alone:
        raise NotAllowed(f"This is for {viewer.first_name or viewer.name} alone, so it is not shown here.")
    if not all(POLICIES[declared.policy](one) for one in viewer.seeing or (viewer,)):
        raise NotAllowed
    if current_user.must_set_up and not (declared.early or declared.leaving):
        raise NotSetUp


def _only_look(declared: Access) -> None:
    """Whoever looks as somebody else changes nothing, in either name. Raises NotAllowed."""
    if request.method in LOOKS or declared.leaving or not declared.csrf:
        return
    viewer = viewer_or_none()
    if viewer is not None and viewer.seeing:
        raise NotAllowed(ONLY_LOOKING)


def current_viewer() -> Viewer:
    """Who is looking, as of this request. Raises SignedOut."""
    viewer = viewer_or_none()
    if viewer is None:
        raise SignedOut
    return viewer


def viewer_or_none() -> Viewer | None:
    """Who is looking, on a page that anyone may open."""
    user = current_user._get_current_object()
    return user.viewer if user.is_authenticated else None
