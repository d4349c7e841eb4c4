"""Every flag, clock and quorum of the demo's meetings comes from the rules."""

from collections import Counter
from datetime import timedelta

import pytest

from forum_app.clock import london
from forum_app.db import unguarded
from forum_app.features.demo.data.ids import id_of
from forum_app.features.meetings.queries import meeting_page
from forum_app.models.boards import Board
from forum_app.models.meetings import Attendance, Meeting
from forum_app.permissions import reports
from tests.demo.answers import FLAGS, HELD, KEPT, MEETINGS_A_BOARD
from tests.demo.figures import SINCE


def meetings() -> list:
    with unguarded("a test reads every meeting"):
        return list(Meeting.select().order_by(Meeting.starts_at, Meeting.id))


def boards() -> dict:
    with unguarded("a test reads every board"):
        return {board.id: board for board in Board.select()}


def test_there_are_108_meetings_of_15_boards(demo):
    codes = boards()
    assert Counter(codes[meeting.board_id].code for meeting in meetings()) == MEETINGS_A_BOARD
    assert [meeting.code for meeting in meetings()][-1] == "M108"


def test_every_meeting_is_on_a_school_day_but_the_urgent_one(see):
    from forum_app.features.meetings.queries import school_year

    calendar = school_year(see()).calendar
    assert [row.code for row in meetings() if not calendar.is_school_day(row.day)] == ["M22"]


def test_each_meeting_held_has_its_days_and_people(demo):
    codes = boards()
    with unguarded("a test counts who was there"):
        present = Counter(row.meeting_id for row in Attendance.select().where(Attendance.state == "present"))
    found = {
        row.code: (
            codes[row.board_id].code,
            london(row.starts_at).strftime("%Y-%m-%d %H:%M"),
            (row.day - row.invited_on).days,
            (row.day - row.papers_on).days,
            present[row.id],
        )
        for row in meetings()
        if row.code in HELD
    }
    assert found == HELD


@pytest.mark.parametrize("code", sorted(FLAGS))
def test_flags(see, code):
    page = meeting_page(see(), id_of(code, see()))
    assert {flag.words[:1].lower() + flag.words[1:] for flag in page.flags} == FLAGS[code]


def test_notice_and_papers_by_who_called_the_meeting(see):
    rows = reports.notice_and_papers(see(), SINCE)
    assert {row.called_by: (row.meetings, row.notice, row.papers) for row in rows} == KEPT
    assert sum(row.notice for row in rows) == 27
    assert sum(row.papers for row in rows) == 14
    assert sum(row.boards for row in rows) == 15


def test_notice_and_papers_are_27_and_14_of_31_by_plain_counting(demo):
    held = [row for row in meetings() if row.code in HELD]
    assert len(held) == 31
    assert sum(row.day - row.invited_on >= timedelta(days=14) for row in held) == 27
    assert sum(row.day - row.papers_on >= timedelta(days=7) for row in held) == 14


def test_quorum_of_the_co_production_group(before):
    assert before["quorum of M02"] == "Quorate"
    assert before["quorum of M15"] == "Not quorate: ACC 1 of 2"
    assert before["quorum of M23"] == "Not quorate: health 0 of 1 (total of 4 is met)"


def test_quorum_of_the_next_one_from_the_replies(see):
    page = meeting_page(see(), id_of("M35", see()))
    assert (str(page.meeting.day), page.board.code) == ("2026-12-02", "B02")
    assert page.quorum.title == "It will be quorate if health attends"
    assert page.quorum.so_far == "6 yes and 1 maybe so far."
    told = [(part.label, part.words) for part in page.quorum.parts]
    assert told == [
        ("Forum", "3 yes, 2 needed"),
        ("Council", "2 yes, 2 needed"),
        ("Health", "1 maybe, 1 needed"),
        ("In all", "6 or 7, 4 needed"),
    ]
    assert page.quorum.warning.startswith("They ask for 4 people in all, but the parts add up to 5.")


def test_where_no_partner_counts_are_held_the_page_says_so(see):
    page = meeting_page(see(), id_of("M08", see()))
    assert page.quorum.title == "Partner attendance not recorded"


def test_invites_and_papers_of_what_lies_ahead(see):
    codes, today = boards(), see().today
    ahead = {(codes[row.board_id].code, str(row.day)): row for row in meetings() if row.day > today}
    assert len(ahead) == 77
    assert str(ahead["B02", "2026-12-02"].invited_on) == "2026-11-09"
    assert str(ahead["B09", "2026-11-26"].papers_on) == "2026-11-18"
    assert str(ahead["B08", "2026-11-27"].papers_on) == "2026-11-20"
    assert sum(row.papers_on is not None for row in ahead.values()) == 2
    for (board, _), row in ahead.items():
        if (board, str(row.day)) == ("B02", "2026-12-02"):
            continue
        invited = row.day - timedelta(days=28)
        assert row.invited_on == (invited if invited <= today else None)


def test_the_clocks_of_the_next_meetings(see, before):
    assert before["papers of M32"] == "Kept"
    assert before["papers of M33"] == "Kept"
    assert before["papers of M34"] == "1 day late"
    assert before["papers of M35"] == "Due tomorrow"
    page = meeting_page(see(), id_of("M35", see()))
    assert page.clocks.notice.words == "23 days, two weeks agreed"
    assert str(page.clocks.items.due) == "2026-11-27"


def test_logged_this_week_and_not_logged(before):
    assert before["logged this week"] == ["Speech, Language", "Adulthood", "Neuro Pathway", "CAMHS"]
    assert before["not logged"] == {"Short Breaks"}


def test_becky_is_asked_about_the_meeting_nobody_was_marked_at(see):
    from forum_app.features.meetings.queries import to_log

    assert [row.board for row in to_log(see("R06"))] == ["Short Breaks"]
    for code in ("R01", "R02", "R14", "R15", "R17"):
        assert to_log(see(code)) == []
