"""The fixed reports: exact, moved by one row at a time, and closed to those they are not for."""

from datetime import date, timedelta

import pytest

from forum_app.models.control import Aside
from forum_app.models.meetings import Attendance, Meeting, MeetingReport, OutcomeFeedback
from forum_app.models.money import Claim, TimeEntry
from forum_app.permissions import reports
from forum_app.permissions.errors import NotAllowed

from .story import NOW, SINCE, TODAY, Forum, a_seat, change, gave, put, sees, thank, was_at

pytestmark = pytest.mark.postgres


@pytest.fixture
def forum(database) -> Forum:
    return Forum()


def figures(forum: Forum) -> reports.Figures:
    return reports.figures(sees(forum.sana), SINCE, TODAY)


def test_time_given_leaves_out_drafts_other_hats_and_last_year(forum):
    found = figures(forum)
    assert found.given_minutes == 90 + 30 + 10 + 40 + 120 + 90
    assert found.groups == [
        ("Meetings", 180),
        ("Reading", 30),
        ("Panels and events", 120),
        ("Travel, briefing", 50),
    ]
    assert found.minutes_of(state="to_confirm") == 120


def test_training_stands_on_the_received_side(forum):
    gave(forum.sana, date(2026, 11, 5), "training received", 90)
    found = figures(forum)
    assert (found.given_minutes, found.training_minutes, found.nothing_back) == (380, 90, 0)


def test_a_claim_moves_from_on_its_way_to_paid_and_no_earlier(forum):
    change(Claim, forum.claim, state="submitted", paid_on=None)
    assert (figures(forum).paid_pence, figures(forum).approved_pence) == (0, 0)
    change(Claim, forum.claim, state="approved")
    assert (figures(forum).paid_pence, figures(forum).approved_pence) == (0, 3375)
    change(Claim, forum.claim, state="paid", paid_on=date(2026, 11, 13))
    assert (figures(forum).paid_pence, figures(forum).approved_pence) == (3375, 0)


def test_nothing_back_counts_who_gave_and_had_no_money_training_or_thanks(forum):
    assert (figures(forum).people_who_gave, figures(forum).nothing_back) == (2, 1)
    assert reports.nothing_back_names(sees(forum.cora), SINCE, TODAY) == [(forum.sana, "Sana Iqbal")]
    thank(forum.sana)
    thank(forum.sana, date(2026, 10, 2))
    thank(forum.wyn, date(2026, 8, 31))
    assert (figures(forum).nothing_back, figures(forum).people_thanked) == (0, 1)


def test_only_the_newest_interest_form_can_be_overdue(forum):
    assert figures(forum).forms_overdue == 1
    assert reports.figures(sees(forum.sana), SINCE, date(2027, 9, 16)).forms_overdue == 2


def test_clocks_are_counted_by_who_called_the_meeting(forum):
    kept = reports.notice_and_papers(sees(forum.wyn), SINCE)
    assert [(one.called_by, one.meetings, one.notice, one.papers) for one in kept] == [
        ("Council", 2, 1, 0),
        ("Trust", 1, 1, 1),
    ]
    change(Meeting, forum.second, invited_on=date(2026, 9, 24))
    change(Meeting, forum.first, papers_on=date(2026, 9, 9))
    kept = reports.notice_and_papers(sees(forum.wyn), SINCE)
    assert [(one.notice, one.papers) for one in kept] == [(1, 1), (0, 1)]


def test_a_meeting_one_stands_aside_from_is_counted_nowhere(forum):
    put(Aside, person=forum.wyn, table="meetings", row=forum.second)
    assert [one.called_by for one in reports.notice_and_papers(sees(forum.wyn), SINCE)] == ["Council"]
    assert reports.turnout(sees(forum.wyn), [forum.second]) == {}


def test_late_news_is_counted_by_partner_and_in_days(forum):
    late, given = reports.outcome_feedback(sees(forum.sana))
    assert (late.plain_name, late.given, late.total, late.late_meetings) == ("the council", 0, 1, 2)
    assert (late.oldest_meeting, late.days_late(TODAY)) == (date(2026, 9, 16), 41)
    assert (given.plain_name, given.given, given.total, given.late) == ("the trust", 1, 1, 0)
    tomorrow = sees(forum.sana, NOW + timedelta(days=1))
    assert reports.outcome_feedback(tomorrow)[0].days_late(tomorrow.today) == 42
    change(OutcomeFeedback, forum.owed, given_on=TODAY)
    assert sum(one.late for one in reports.outcome_feedback(sees(forum.sana))) == 0


def test_money_is_told_by_source(forum):
    [source] = reports.money_by_source(sees(forum.cora), SINCE, TODAY)
    assert (source.pence, source.offered_pence, source.taken_pence) == (100000, 5625, 3375)


def test_logged_counts_from_one_moment_up_to_not_at_another(forum):
    put(MeetingReport, meeting=forum.first, person=forum.wyn, logged_at=NOW)
    viewer = sees(forum.wyn)
    assert [one.board for one in reports.meetings_logged(viewer, NOW, NOW + timedelta(hours=1))] == [
        "Transport"
    ]
    assert reports.meetings_logged(viewer, NOW - timedelta(hours=1), NOW) == []


def test_a_held_meeting_is_to_log_until_somebody_says_who_was_there(forum):
    wyn, sana, cora = sees(forum.wyn), sees(forum.sana), sees(forum.cora)
    assert [one.id for one in reports.unlogged(cora)] == [forum.third]
    assert [one.id for one in reports.unlogged(wyn, wyn.boards)] == [forum.third]
    was_at(forum.third, forum.wyn, "apologies")
    assert reports.unlogged(wyn, wyn.boards) == [] == reports.unlogged(cora)
    assert [one.id for one in reports.unlogged(sana, sana.boards)] == [forum.third]
    was_at(forum.third, forum.cora)
    assert reports.unlogged(sana, sana.boards) == []


def test_a_seat_taken_later_asks_nothing_about_earlier_meetings(forum):
    a_seat(forum.transport, forum.chris, "second", starts_on=date(2026, 11, 12))
    assert reports.unlogged(sees(forum.chris), [forum.transport]) == []


def test_how_many_were_there_and_how_many_will_come(forum):
    was_at(forum.ahead, forum.wyn, "", reply="coming")
    was_at(forum.ahead, forum.sana, "", reply="maybe")
    found = reports.turnout(sees(forum.tess), [forum.first, forum.ahead, forum.third])
    assert found == {forum.first: (1, 0, 0), forum.ahead: (0, 1, 1)}
    change(Attendance, forum.attended, state="absent")
    assert reports.turnout(sees(forum.tess), [forum.first]) == {forum.first: (0, 0, 0)}


@pytest.mark.parametrize("who", ["tess", "wyn"])
def test_a_treasurer_or_a_rep_without_a_steering_seat_reads_no_sums(forum, who):
    viewer = sees(getattr(forum, who))
    for report in (reports.figures, reports.money_by_source, reports.nothing_back_names):
        with pytest.raises(NotAllowed):
            report(viewer, SINCE, TODAY)
    for report in (reports.outcome_feedback, reports.unlogged):
        with pytest.raises(NotAllowed):
            report(viewer)


@pytest.mark.parametrize("who", ["sana", "chris"])
def test_the_names_behind_nothing_back_are_the_coordinators_alone(forum, who):
    viewer = sees(getattr(forum, who))
    assert reports.figures(viewer, SINCE, TODAY).nothing_back == 1
    with pytest.raises(NotAllowed):
        reports.nothing_back_names(viewer, SINCE, TODAY)


def test_what_lies_in_the_bin_is_counted_nowhere(forum):
    change(TimeEntry, forum.event, binned_at=NOW)
    change(Claim, forum.claim, binned_at=NOW)
    found = figures(forum)
    assert (found.given_minutes, found.paid_pence, found.nothing_back) == (260, 0, 2)
