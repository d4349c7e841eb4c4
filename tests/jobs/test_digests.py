"""The weekly digests: each once, at its reader's own hour, with what was missed in one."""

import pytest

from forum_app.clock import parse
from forum_app.features.digests import actions, copies, wishes
from forum_app.models.coproduction import YouSaid
from forum_app.models.meetings import Decision, Escalation, Meeting, MeetingReport, OutcomeFeedback
from forum_app.models.post import Delivery, DigestRun, Job, Mail
from forum_app.permissions.roles import viewer_for
from tests.jobs.conftest import SLOT
from tests.web.browse import change, rows

pytestmark = pytest.mark.postgres
STEERING = {"priya", "hannah", "gwen", "tomasz", "adaeze", "daniel", "marcus", "donna"}


def readers(post) -> set[str]:
    return {mail["To"].partition("@")[0] for mail in post.mails}


def test_at_the_demos_moment_none_is_due_and_none_is_caught_up(post):
    post.now = parse("2026-11-24 09:00")
    assert post.everything().sent == 0
    assert not rows(DigestRun) and not rows(Mail) and not post.mails


def test_at_ten_each_member_of_the_steering_group_gets_one(post):
    assert post.everything().sent == 8
    assert readers(post) == STEERING
    run = rows(DigestRun)
    assert [(one.kind, one.period) for one in run] == [("steering", "2026-11-24 10:00")]
    assert (run[0].since, run[0].until) == (parse("2026-11-17 10:00"), SLOT)


def test_everything_may_run_twice(post):
    post.everything()
    before = {mail["Message-ID"] for mail in post.mails}
    for _ in range(2):
        assert post.build() == 0
        assert post.hand_over().sent == 0
    assert {mail["Message-ID"] for mail in post.mails} == before and len(before) == 8
    assert len(rows(Delivery)) == len(rows(Mail)) == 8


def test_a_copy_named_twice_is_built_once(post, person):
    post.build()
    job = rows(Job, Job.kind == actions.BUILD)[0]
    assert not actions.build_copy(job.args, SLOT)
    assert len(rows(Delivery)) == 8 and len(rows(DigestRun)) == 1


def test_each_comes_on_its_readers_own_day_and_hour(few, person):
    gwen = viewer_for(person("gwen"), SLOT)
    wishes.set_wishes(gwen, {"day": 3, "hour": 18}, form_key=None)
    assert few.everything().sent == 2
    few.now = parse("2026-11-26 17:59")
    assert few.everything().sent == 0
    few.now = parse("2026-11-26 18:00")
    assert few.everything().sent == 1
    assert few.to("gwen")["Subject"] == "Aldermere PCF, this week (26 Nov)"


def test_who_does_not_want_it_gets_none(few, person):
    wishes.stop_for(person("gwen"), SLOT)
    few.everything()
    assert readers(few) == {"priya", "hannah"}


def test_missed_weeks_come_as_one(few):
    few.everything()
    report = rows(MeetingReport)[0]
    change(MeetingReport, MeetingReport.id == report.id, logged_at=parse("2026-11-27 12:00"))
    few.now = parse("2026-12-22 11:00")
    assert few.everything().sent == 3
    newest = max(rows(DigestRun), key=lambda run: run.until)
    assert newest.period == "2026-12-22 10:00" and len(rows(DigestRun)) == 2
    latest = [mail for mail in few.mails if "22 Dec" in mail["Subject"] and "gwen" in mail["To"]]
    assert "Logged this week." in latest[0].get_body(("plain",)).get_content()


def test_a_copy_sent_by_hand_that_morning_stands_for_the_one_at_ten(few, person):
    few.now = parse("2026-11-24 09:00")
    bryony = viewer_for(person("bryony"), few.now)
    assert actions.send_now(bryony, form_key="one")
    assert not actions.send_now(bryony, form_key="one"), "two clicks"
    assert few.everything().sent == 3
    assert actions.send_now(bryony, form_key="two")
    assert few.everything().sent == 0, "everyone has had this week's"
    few.now = SLOT
    assert few.everything().sent == 0


def test_a_copy_sent_by_hand_midweek_stands_only_for_itself(few, person):
    few.everything()
    few.now = parse("2026-11-26 12:00")
    actions.send_now(viewer_for(person("bryony"), few.now), form_key="one")
    assert few.everything().sent == 3
    few.now = parse("2026-12-01 10:00")
    assert few.everything().sent == 3
    assert len(rows(DigestRun)) == 3


def test_nothing_new_and_nothing_is_sent(few):
    for model in (Decision, Escalation, OutcomeFeedback, MeetingReport, YouSaid):
        change(model, model.id != "", binned_at=SLOT)
    change(Meeting, Meeting.day > SLOT.date(), state="cancelled")
    assert few.everything().sent == 0
    assert {copy.state for copy in rows(Delivery)} == {"nothing"} and not rows(Mail)
    assert few.everything().sent == 0 and len(rows(Delivery)) == 3


def test_what_happens_after_an_early_copy_is_told_by_the_next(few, person):
    few.now = parse("2026-11-24 09:00")
    actions.send_now(viewer_for(person("bryony"), few.now), form_key="one")
    few.everything()
    gwen = viewer_for(person("gwen"), parse("2026-12-01 10:00"))
    run = max(rows(DigestRun), key=lambda one: one.until)
    assert run.until == SLOT
    assert copies.this_week(gwen, "steering", copies.wishes(gwen, "steering")).since == parse(
        "2026-11-24 09:00"
    )


def test_one_copy_that_cannot_be_built_holds_up_no_other(few, person, monkeypatch, caplog):
    real, bad = actions.build_copy, person("hannah")

    def build(args, now):
        if args["person"] == bad:
            raise ZeroDivisionError
        return real(args, now)

    monkeypatch.setattr(actions, "build_copy", build)
    assert few.build() == 2
    left = rows(Job, Job.kind == actions.BUILD, Job.done_at.is_null())
    assert [job.args["person"] for job in left] == [bad] and left[0].error
    assert "Hannah" not in caplog.text and "hannah" not in caplog.text
