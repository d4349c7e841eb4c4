"""What an officer's link opens, read whole: their own name, the meeting where it is open, nothing else."""

from datetime import timedelta

from forum_app.db import db
from forum_app.features.accounts.actions import make_token

from .readings import readings

SENT = {"outcome": "part", "text": "x"}


def test_a_link_shows_its_meeting_where_that_is_open_and_nothing_of_anything_else(planted, browse):
    browser, rows = browse("anon"), planted.rows
    chases = {key: row for key, row in rows["feedback_chases"].items() if not row["binned_at"]}
    assert {"chase-owed-closed", "chase-owed-members", "chase-owed-restricted"} <= chases.keys()
    for chase, sent in chases.items():
        may = _may_see(rows, sent)
        with db.connection_context():
            token = make_token(None, "officer", timedelta(days=1), about=chase)
        for method, path in (("GET", ""), ("POST", ""), ("POST", "/thanks"), ("GET", "")):
            answer = browser.ask(method, f"/officer/{token}{path}", SENT)
            assert answer.status_code < 500, f"{answer.status_code} {method} {path} of {chase}"
            found = planted.canaries.found_in(readings(answer.data, str(answer.headers)))
            shown = {(place.table, place.column, place.id) for place in found}
            assert shown <= may, f"{method} {path} of {chase}: {shown - may}"


def _may_see(rows, sent: dict) -> set[tuple]:
    """The officer's own name; the board of a meeting that is not marked; what they told before."""
    about = rows["outcome_feedback"][sent["feedback_id"]]
    meetings = [rows["meetings"].get(about[name]) for name in ("meeting_id", "second_meeting_id")]
    may = {("contacts", "name", sent["contact_id"])}
    may |= {("boards", "name", row["board_id"]) for row in meetings if row and not row["marking_id"]}
    own = sent["answered_at"] is not None
    for key, row in rows["outcome_news"].items() if own else ():
        if row["feedback_id"] == about["id"]:
            may |= {("outcome_news", name, key) for name in ("text", "reason", "next_step")}
    return may
