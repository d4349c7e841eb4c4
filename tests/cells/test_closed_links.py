"""A link to what one may not read: to them nothing stands there, and what they write leaves it."""

from datetime import UTC, datetime

from forum_app.db import unguarded
from forum_app.models.meetings import Meeting
from forum_app.models.money import TimeEntry
from tests.web.browse import change

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def held(entry: str) -> str | None:
    with unguarded("a test"):
        return TimeEntry.get_by_id(entry).__data__["meeting"]


def test_a_form_a_cell_a_paste_and_a_copy_leave_a_link_to_what_is_closed(visit):
    """The meeting went to the bin; the time that Becky gave to it is put right all the same."""
    bryony = visit("bryony")
    with unguarded("a test"):
        row = TimeEntry.get(TimeEntry.row == "T05")
    entry, meeting, page = row.id, row.__data__["meeting"], f"/tables/time-entries/{row.id}"
    change(Meeting, Meeting.id == meeting, binned_at=NOW)
    for part in ("", "/edit", "/cell/meeting", "/duplicate", "/history"):
        assert meeting not in bryony.get(page + part).text, part

    bryony.get(page + "/edit")
    said = {"form_key": bryony.form_key(), "version": 1, "day": "16 9 2026", "person": row.__data__["person"]}
    said |= {
        "meeting": "",
        "kind": row.kind,
        "minutes": "1:35",
        "state": row.state,
        "words": "",
        "row": "T05",
    }
    assert bryony.post(page + "/edit", said).status_code == 303
    assert held(entry) == meeting

    bryony.get(page + "/cell/meeting")
    typed = {"form_key": bryony.form_key(), "version": 2, "text": ""}
    assert bryony.post(page + "/cell/meeting", typed).status_code == 303
    assert held(entry) == meeting

    asked = {"ids": entry, "versions": 2, "columns": "meeting", "text": "", "one": "yes"}
    plan = bryony.post("/tables/time-entries/paste", asked)
    assert "1 cell is like that already" in plan.text and "would be" not in plan.text
    assert held(entry) == meeting
    with unguarded("a test"):
        row = TimeEntry.get_by_id(entry)
        other = TimeEntry.get(TimeEntry.meeting.is_null(), TimeEntry.binned_at.is_null())
    assert (row.minutes, row.version) == (95, 2), "only the minutes were put right"

    filled = {"ids": other.id, "versions": other.version, "columns": "meeting", "source": entry, "text": ""}
    plan = bryony.post("/tables/time-entries/paste", filled)
    assert "1 cell is like that already" in plan.text
