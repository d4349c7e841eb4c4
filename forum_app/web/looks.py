"""Notes who opened something closed, took a table out, looked at a person, or was refused."""

from collections.abc import Iterable

from flask import Flask, Response, g, request

from ..permissions.roles import TEAM, Viewer
from ..records import access_log
from .access import signed_in_only, viewer_or_none

LONGEST = 40
PERSON = "people.show"


def init_app(app: Flask, database_errors: Iterable[type[Exception]]) -> None:
    """Look at each answer as it leaves. A forum that cannot be written can still be read."""
    troubles = tuple(database_errors)

    @app.before_request
    def begin() -> None:
        access_log.begin()

    @app.after_request
    def note(answer: Response) -> Response:
        # Before the database is open, or where anybody may go, there is nobody to note.
        if "opened" not in g or not signed_in_only(app):
            return answer
        try:
            _note(answer)
        except troubles:
            return answer
        return answer


def _note(answer: Response) -> None:
    viewer = viewer_or_none()
    came = answer.status_code == 200 and request.method == "GET"
    if viewer is None or not (came or answer.status_code in (403, 404)):
        return
    row = _row()
    what = {"table": _table(), "row": row, "place": request.endpoint or ""}
    # Hidden and missing alike: what was asked for is noted, never whether it is there.
    if answer.status_code == 403 or (answer.status_code == 404 and row):
        if not viewer.seeing:
            access_log.keep("refused", viewer, **what)
    elif came:
        _opened(viewer, answer, what)


def _opened(viewer: Viewer, answer: Response, what: dict[str, str]) -> None:
    if answer.headers.get("Content-Disposition", "").startswith("attachment"):
        access_log.keep("exported", viewer, **what)
    elif what["row"] or request.blueprint == "tables":
        access_log.keep_opened(viewer, **what)
        who = viewer.seeing[1] if viewer.seeing else viewer
        if what["place"] == PERSON and who.has(*TEAM) and what["row"] != who.person_id:
            access_log.keep("looked", viewer, about=what["row"], **what)


def _table() -> str:
    """The room that was asked for, which is the first word of its address."""
    name = (request.view_args or {}).get("name")
    return str(name)[:LONGEST] if name else request.path.strip("/").partition("/")[0][:LONGEST]


def _row() -> str:
    """The last id in the address."""
    ids = [str(value) for name, value in (request.view_args or {}).items() if name not in {"name", "token"}]
    return ids[-1][:LONGEST] if ids else ""
