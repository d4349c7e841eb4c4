"""Forms are taken once: a second click, or a try again when the line dropped, gets the first one's answer."""

import json

from ..db import db, unguarded
from ..models.control import FormKey
from ..permissions.abilities import Grant
from ..permissions.roles import Viewer
from .edits import Written
from .ids import new_id

# Written out here, since every change that somebody makes asks all three.
_THIS = 'account = ? AND act = ? AND "key" = ?'
_ASK = f"SELECT result FROM form_keys WHERE {_THIS}"
_TAKE = """INSERT INTO form_keys (id, account, act, "key", at, result) VALUES (?, ?, ?, ?, ?, '')
 ON CONFLICT DO NOTHING"""
_ANSWER = f"UPDATE form_keys SET result = ? WHERE {_THIS}"


def answered(grant: Grant, form_key: str) -> Written | None:
    """What this form was answered; None when nobody has taken it."""
    with unguarded("a form taken before answers as it did"):
        found = _run(_ASK, *_this_form(grant, form_key)).fetchone()
    if not found or not found[0]:
        return None
    first = json.loads(found[0])
    return Written(first["group"], tuple(first["ids"]), repeated=True)


def take(grant: Grant, form_key: str) -> Written | None:
    """Claim the form for this transaction; a second one waits here for the first, then gets its answer."""
    values = new_id(), *_this_form(grant, form_key), FormKey.at.db_value(grant.viewer.now)
    with unguarded("a form is taken once"):
        mine = db.rows_affected(_run(_TAKE, *values)) == 1
    return None if mine else answered(grant, form_key)


def remember(grant: Grant, form_key: str, written: Written) -> None:
    """Keep what this form was answered."""
    result = json.dumps({"group": written.group_id, "ids": written.ids})
    with unguarded("what this form was answered"):
        _run(_ANSWER, result, *_this_form(grant, form_key))


def _this_form(grant: Grant, form_key: str) -> tuple[str, str, str]:
    return _account(grant.viewer), grant.act, form_key


def _account(viewer: Viewer) -> str:
    return viewer.account_id or viewer.person_id or ""


def _run(sql: str, *values):
    return db.execute_sql(sql.replace("?", db.param), values)
