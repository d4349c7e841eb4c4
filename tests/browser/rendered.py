"""The pages that no address opens: what is said when something went wrong, with typical words."""

from pathlib import Path

from flask import g

from forum_app import create_app
from forum_app.config import Settings
from forum_app.db import db
from forum_app.features.second_step import qr
from forum_app.web.pages import render

CONFLICT = {
    "mine": [("Town", "Saltmere"), ("Phone", "01632 960001")],
    "theirs": [("Town", "Lindale"), ("Phone", "Nothing")],
    "who": "Bryony Tasker",
    "when": "Tue 24 November, 08:55",
    "action": "/account",
    "hidden": {"town": "Saltmere", "version": "4", "form_key": "a key"},
}
TYPED = [("text", "The notes were agreed."), ("minutes", "90")]
CODE = {"id": "code", "name": "code", "label": "Code", "errors": [], "value": ""}
RECOVERY = CODE | {"id": "recovery", "name": "recovery", "label": "Recovery code"}


class Codes(list):
    """A form that asks for a code of either kind."""

    errors: dict = {}
    form_errors: list = []
    code, recovery = CODE, RECOVERY


PLANNED = {"column": {"label": "Time given"}, "old": "1 h 30 min", "new": "40 min", "why": ""}
UNREAD = PLANNED | {"new": "soon", "why": "Write minutes as 90 or 1:30"}
PLAN = {
    "page_title": "What this will change",
    "table": {"name": "time-entries", "label": "Time entries"},
    "told": "Something changed while you looked, so nothing was done yet. This is how it stands now.",
    "back": "/tables/time-entries",
    "form": {"form_key": "a key", "errors": {}},
    "hidden": {"ids": "rec1 rec2", "columns": "minutes", "text": "0:40\nsoon", "mark": "a mark"},
    "plan": {
        "changes": [("Meeting, Wed 4 November", [PLANNED])],
        "left": [("Reading, Wed 4 November", [UNREAD])],
        "notes": ["1 row is no longer here."],
        "number": 1,
        "rows": 1,
        "more": 3,
        "number_left": 1,
        "more_left": 0,
        "same": 2,
    },
}


CODES = Codes([CODE, RECOVERY])
CONTEXTS: dict[str, dict] = {
    "second_step/enter.html": {"form": CODES, "page_title": "One more step"},
    "second_step/scan.html": {
        "form": CODES,
        "page_title": "Scan this with your app",
        "code": qr.drawn("otpauth://totp/Forum:becky?secret=GEZDGNBVGY3TQOJQ"),
        "address": "otpauth://totp/Forum:becky?secret=GEZDGNBVGY3TQOJQ",
        "key": "GEZD GNBV GY3T QOJQ",
    },
    "second_step/codes.html": {"page_title": "Keep these ten codes", "codes": ["ABCD-EFGH-JKMN-PQRS"] * 10},
    "cells/plan.html": PLAN,
    "errors/400.html": {},
    "errors/405.html": {},
    "errors/409.html": CONFLICT,
    "errors/413.html": {"most": 64, "before": "/tables/people/import"},
    "errors/422.html": {"words": "This meeting has started. You can log it instead."},
    "errors/429.html": {},
    "errors/500.html": {"reference": "0123456789abcdef"},
    "errors/503.html": {"words": "We cannot reach our records just now. Nothing you saved before is lost."},
    "errors/kept.html": {
        "title": "That page had been open too long",
        "said": "For safety it stopped working. Nothing was changed. What you typed is below.",
        "shown": TYPED,
        "again": TYPED,
    },
}


def rendered(database: Path) -> dict[str, str]:
    """Each of them as the forum of this database words it, by the name of its template."""
    app = create_app(
        Settings(
            f"sqlite:///{database}",
            "a key for pages that nobody sends",
            "folder:/dev/null",
            "http://127.0.0.1",
        )
    )
    db.connect()
    try:
        with app.test_request_context("/", base_url="http://127.0.0.1"):
            g.request_id = ""
            return {name: render(name, lost=True, **context) for name, context in CONTEXTS.items()}
    finally:
        db.close()
