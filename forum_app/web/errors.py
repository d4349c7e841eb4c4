"""Turns what stood in the way into a page, or under htmx into a fragment. Nothing else may."""

import logging
import traceback
from collections.abc import Callable, Iterable
from urllib.parse import quote, urlencode

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from .. import clock
from ..fields import words as words_of
from ..permissions.errors import NotAllowed, NotFound
from ..records.errors import AGAIN, CouldNotSave, RuleBroken, Stale
from . import security
from .access import NotSetUp, SignedOut, access_of, viewer_or_none
from .pages import go, is_htmx, page, render, retargeted_id, ui, without_swap
from .security import UNSAFE, FromElsewhere, WrongHost, own_path, page_before

log = logging.getLogger("forum.errors")

NEVER_SHOWN = ("password", "code", "token", "csrf")
PLUMBING = frozenset({"csrf_token", "form_key", "version", "keep", "back", "next"})
PAGES = frozenset({400, 403, 404, 405, 413, 422, 429})
LONGEST_CHOICE = 30
UNREAD = frozenset({400, 405, 413})  # what came could not be read, or was never meant to be
NOT_DONE = "We could not do that. Nothing was changed."
SENTENCES = {
    403: "That is not yours to do here. Nothing was changed.",
    404: "There is nothing here. It may have gone since this page was opened.",
    413: "That is more than we can take at once. Send it in smaller parts.",
    429: "There were many tries in a short time. Try again in a few minutes.",
}
RESTING = "We cannot reach our records just now. Nothing you saved before is lost."


class Resting(Exception):
    """The forum cannot work as it stands; the words say why, to whoever keeps it."""

    def __init__(self, words: str = RESTING):
        super().__init__(words)
        self.words = words


def init_app(app: Flask, database_errors: Iterable[type[Exception]]) -> None:
    """Register every answer. `database_errors`: what the engines raise when they cannot be reached."""
    handlers: dict[type[Exception], Callable] = {
        NotFound: lambda _: _page(404),
        NotAllowed: lambda error: _page(403, words=error.words),
        FromElsewhere: lambda _: _page(403, words="Another site sent that in your name, so it was not done."),
        WrongHost: lambda _: Response("This forum has another address.\n", 400, content_type="text/plain"),
        RuleBroken: _rule_broken,
        Stale: _stale,
        SignedOut: _signed_out,
        NotSetUp: _not_set_up,
        CSRFError: _expired,
        CouldNotSave: _could_not_save,
        Resting: lambda error: _resting(error.words),
        HTTPException: _http,
        Exception: _unexpected,
    }
    for kind, handler in handlers.items():
        app.register_error_handler(kind, handler)
    app.extensions["database_errors"] = (Resting, *database_errors)
    for kind in database_errors:
        app.register_error_handler(kind, _no_database)


def keep_theirs() -> Response | None:
    """The answer "keep theirs" to two people's values: nothing is written."""
    if request.method not in UNSAFE or request.form.get("keep") != "theirs":
        return None
    return go(own_path(request.form.get("back")) or "/", "Kept as it was.")


def _page(status: int, **context) -> Response:
    """One body for each kind of error: it says nothing of what was asked for."""
    if is_htmx():
        return _sentence(context.get("words") or SENTENCES.get(status, NOT_DONE), status)
    return Response(render(f"errors/{status}.html", lost=True, shown=_written(status), **context), status)


def _sentence(words: str, status: int) -> Response:
    """What the script says beside a page that stays as it is."""
    return Response(Markup("<p>{}</p>").format(words), status)


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    if error.code is not None and 300 <= error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    answer = _page(error.code if error.code in PAGES else 400, **(_too_much() if error.code == 413 else {}))
    if error.code == 405:
        answer.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or [])
    return answer


def _too_much() -> dict:
    """How much could have been sent there, in whole megabytes, and the page to go back to."""
    declared = access_of(current_app, request.endpoint)
    most = declared.largest // (1024 * 1024) if declared else 0
    return {"most": most, "before": page_before()}


def _rule_broken(error: RuleBroken) -> Response:
    return without_swap(error.words, 422) if is_htmx() else _page(422, words=error.words)


def _stale(error: Stale) -> Response:
    if not error.told:
        words = "Someone changed this while you had it open. Look at it as it is now, then send yours again."
        return without_swap(words, 409) if is_htmx() else _page(409)
    told = {
        "mine": [(label, mine or "Nothing") for label, mine, _ in error.told],
        "theirs": [(label, theirs or "Nothing") for label, _, theirs in error.told],
        "who": error.by or "Someone else",
        "when": words_of.moment(error.at, clock.today()) if error.at else "",
        "action": request.path,
        "hidden": {
            **{name: value for name, value in _typed() if name not in PLUMBING},
            "form_key": request.form.get("form_key", ""),
            # Decided on what is shown here: a third person's change after it is asked about again.
            "version": error.version,
            "back": page_before() or "/",
        },
    }
    target = retargeted_id() if is_htmx() else ""
    if target:
        conflict = ui().conflict(**told)
        return Response(Markup('<div id="{}">{}</div>').format(target, conflict), 409)
    return Response(render("errors/409.html", lost=True, **told), 409)


def _signed_out(_error: SignedOut | None) -> Response:
    if request.method in UNSAFE and _shown():
        title = "You have been signed out"
        said = "Nothing was changed. Sign in, come back to this page, and then send what you typed again."
        return _kept(401, title, said, onward=(url_for("accounts.sign_in"), "Sign in"))
    asked = (
        page_before() if request.method in UNSAFE or is_htmx() else own_path(request.full_path.rstrip("?"))
    )
    address = url_for("accounts.sign_in")
    if asked and asked != "/":
        address += "?" + urlencode({"next": asked}, quote_via=quote)
    if is_htmx():
        return Response("", 401, {"HX-Redirect": address})
    return redirect(address, 303)  # type: ignore[return-value]


def _not_set_up(_error: NotSetUp) -> Response:
    title, address = "First set up your second step", url_for("second_step.show")
    if request.method not in UNSAFE or not _shown():
        return go(address, f"{title}.")
    said = "Nothing was changed. Set it up, come back to this page, and then send what you typed again."
    return _kept(403, title, said, onward=(address, "Set it up"))


def _expired(_error: CSRFError) -> Response:
    log.warning("refused %s: no valid form token for %s", g.get("request_id", ""), request.endpoint)
    declared = access_of(current_app, request.endpoint)
    if is_htmx() and declared is not None and declared.policy != "anyone" and viewer_or_none() is None:
        return _signed_out(None)
    title = "That page had been open too long"
    return _kept(400, title, "For safety it stopped working. Nothing was changed. What you typed is below.")


def _could_not_save(error: CouldNotSave) -> Response:
    log.error("could not save %s at %s", g.get("request_id", ""), request.endpoint)
    if is_htmx():
        return _sentence(f"{error.words} What you typed is still here.", 503)
    try:
        return _kept(503, "We could not save that", f"{AGAIN} What you typed is still here.")
    except current_app.extensions["database_errors"]:
        # The page round the answer reads the database that has just refused.
        return _resting(error.words)


def _kept(status: int, title: str, said: str, **context) -> Response:
    """A page that holds what was typed, to copy, and to send again if one of our own pages sent it."""
    context |= {"title": title, "said": said, **_to_send_again(trusted=status == 503)}
    if not is_htmx():
        return Response(render("errors/kept.html", lost=True, **context), status)
    answer = page("errors/kept.html", fragment="main", status=status, page_title=title, **context)
    # In the place of the page that can no longer be sent, wherever its form wanted the answer.
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#main", "outerHTML"
    return answer


def _to_send_again(trusted: bool = False) -> dict:
    """What was typed, and the fields to send it with once more if one of our own pages sent it."""
    shown, ours = _shown(), trusted or security.is_from_our_own_page()
    # Choices go along unseen with a form that can be sent again; words are there to be copied too.
    in_words = [(name, value) for name, value in shown if _is_in_words(value)] if ours else []
    return {"shown": in_words or shown, "again": _typed() if shown and ours else []}


def _typed() -> list[tuple[str, str]]:
    """Every field that was sent, but for what nobody may see again."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if not any(secret in name for secret in NEVER_SHOWN)
    ]


def _shown() -> list[tuple[str, str]]:
    return [(name, value) for name, value in _typed() if name not in PLUMBING and value.strip()]


def _written(status: int) -> list[tuple[str, str]]:
    """What was put in words, and not only chosen, with a post that led nowhere."""
    if request.method not in UNSAFE or status in UNREAD:
        return []
    return [(name, value) for name, value in _shown() if _is_in_words(value)]


def _is_in_words(value: str) -> bool:
    return len(value.split()) > 1 or len(value) > LONGEST_CHOICE


def _no_database(error: Exception) -> Response:
    log.error(
        "database trouble %s at %s: %s", g.get("request_id", ""), request.endpoint, type(error).__name__
    )
    return _could_not_save(CouldNotSave()) if request.method in UNSAFE else _resting(RESTING)


def _resting(said: str) -> Response:
    if request.endpoint == "health.show":
        return current_app.make_response(({"status": "resting"}, 503))
    if is_htmx():
        return _sentence(said, 503)
    sent = _to_send_again() if request.method in UNSAFE else {}
    return _alone("errors/503.html", 503, words=said, **sent)


def _unexpected(error: Exception) -> Response:
    reference = g.get("request_id", "")
    log.error("unexpected %s at %s: %s%s", reference, request.endpoint, type(error).__name__, _where(error))
    if current_app.testing or current_app.debug:
        raise error
    if is_htmx():
        words = "Something went wrong on our side. Nothing half-done was kept. If it happens twice, tell your"
        return _sentence(f"{words} coordinator this number: {reference}.", 500)
    return _alone("errors/500.html", 500, reference=reference, shown=_written(500))


def _where(error: Exception) -> str:
    """The places the error passed through, without its words, which could name people."""
    frames = traceback.extract_tb(error.__traceback__)
    return "".join(f"\n  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)


def _alone(template: str, status: int, **context) -> Response:
    """A page that asks nothing of the database."""
    return Response(current_app.jinja_env.get_template(template).render(**context), status)
