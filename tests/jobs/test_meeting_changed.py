"""The mail of a meeting that moved or is off: old and new, told once, and nothing when it no longer holds."""

from datetime import timedelta

from forum_app.db import unguarded
from forum_app.features.planning import actions
from forum_app.features.undo.actions import undo
from forum_app.models.boards import Board
from forum_app.models.control import Marking
from forum_app.models.meetings import Meeting
from forum_app.models.post import Mail
from forum_app.permissions.roles import viewer_for
from tests.web.browse import change

from .conftest import SLOT


def meeting_of(board: str, day: str) -> Meeting:
    with unguarded("a test looks"):
        return Meeting.get(Meeting.board == Board.get(Board.code == board).id, Meeting.day == day)


def states() -> set[str]:
    with unguarded("a test looks"):
        return {mail.state for mail in Mail.select().where(Mail.kind == "meeting_changed")}


def move(bryony, meeting, days: int):
    local = meeting.starts_at
    values = {
        "day": meeting.day + timedelta(days=days),
        "starts": local.time(),
        "minutes": meeting.planned_minutes,
        "new_venue": "",
        **{
            name: meeting.__data__[name]
            for name in (*actions.PLAIN, "venue")
        },
    }  # fmt: skip
    return actions.change_meeting(bryony, meeting.id, values, form_key=None, version=None)


def test_old_and_new_are_told_and_a_cancel_that_was_undone_is_not(post, person):
    bryony = viewer_for(person("bryony"), SLOT)
    coming = meeting_of("B07", "2027-01-13")
    move(bryony, coming, 7)
    assert post.hand_over().sent >= 1
    said = post.text_to("becky").replace("\r\n", "\n")
    assert post.to("becky")["Subject"] == "Moved: Short Breaks, now Wed 20 January"
    assert "When: Wed 20 January, 10:30 to 12:00\nIt was: Wed 13 January, 10:30 to 12:00" in said
    assert "Please say again whether you can come." in said and "which short breaks" not in said

    before = len(post.mails)
    cancelled = actions.cancel_meeting(bryony, coming.id, form_key=None, version=None)
    undo(bryony, cancelled.group_id)
    assert post.hand_over().sent == 0 and len(post.mails) == before
    assert "nothing" in states()

    again = actions.cancel_meeting(bryony, coming.id, form_key=None, version=None)
    post.hand_over()
    assert len(post.mails) == 2 * before
    undo(bryony, again.group_id)
    post.hand_over()
    subjects = [mail["Subject"] for mail in post.mails if mail["To"].startswith("becky@")]
    assert sorted(subjects) == [
        "Cancelled: Short Breaks, Wed 20 January",
        "Moved: Short Breaks, now Wed 20 January",
        "On after all: Short Breaks, Wed 20 January",
    ]


def test_of_a_marked_meeting_the_mail_says_nothing(post, person):
    bryony = viewer_for(person("bryony"), SLOT)
    closed = meeting_of("B07", "2027-01-13")
    with unguarded("a test looks"):
        marking = Marking.get(Marking.board == closed.board_id).id
    actions.cancel_meeting(bryony, closed.id, form_key=None, version=None)
    change(Meeting, Meeting.id == closed.id, marking=marking)
    post.hand_over()
    whole = post.to("becky").as_string()
    assert post.to("becky")["Subject"] == "A meeting of yours has changed"
    assert "Short Breaks" not in whole and "January" not in whole
