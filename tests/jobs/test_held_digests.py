"""A digest that is held, monthly, or not for somebody who has paused."""

import pytest

from forum_app.clock import parse
from forum_app.features.digests import rules, wishes
from forum_app.features.today.actions import remind
from forum_app.models.meetings import Meeting
from forum_app.models.people import Person
from forum_app.models.post import Delivery, DigestRun, Reminder
from forum_app.permissions.roles import viewer_for
from forum_app.records.errors import RuleBroken
from tests.jobs.conftest import SLOT
from tests.web.browse import change, rows

pytestmark = pytest.mark.postgres
BEFORE = parse("2026-11-24 09:30")


def test_a_held_week_waits_and_comes_as_one_mail_when_it_is_released(few, person):
    bryony = viewer_for(person("bryony"), BEFORE)
    week = wishes.week_to_come(bryony, "steering")
    wishes.hold(bryony, "steering", week, True, form_key="hold")
    wishes.write_line(bryony, "steering", week, "Sorry that it is late.", form_key="line")
    few.now = parse("2026-11-26 12:00")
    assert few.everything().sent == 0 and not rows(DigestRun)
    wishes.hold(viewer_for(person("bryony"), few.now), "steering", week, False, form_key="release")
    assert few.everything().sent == 3 == len(rows(Delivery))
    assert "Sorry that it is late." in few.text_to("gwen")
    assert few.everything().sent == 0
    with pytest.raises(RuleBroken):
        wishes.write_line(viewer_for(person("bryony"), few.now), "steering", week, "Too late", form_key="x")


def test_a_copy_that_was_built_already_does_not_leave_while_it_is_held(few, person):
    few.build()
    bryony = viewer_for(person("bryony"), SLOT)
    wishes.hold(bryony, "steering", rules.week_of(SLOT), True, form_key="hold")
    assert few.hand_over().sent == 0
    assert {row.state for row in rows(Delivery)} == {"queued"}


def test_a_monthly_copy_comes_on_the_first_such_day(few, person):
    gwen = viewer_for(person("gwen"), BEFORE)
    wishes.set_wishes(gwen, {"every": "month"}, form_key=None)
    assert few.everything().sent == 2
    few.now = parse("2026-12-01 10:00")
    assert few.everything().sent == 3
    few.now = parse("2026-12-08 10:00")
    few.everything()
    assert len([mail for mail in few.mails if "gwen" in mail["To"]]) == 1


def test_reps_get_theirs_on_sunday_but_not_who_has_paused(few, person):
    few.now = parse("2026-11-22 18:00")
    few.everything()
    reps = {mail["To"].partition("@")[0] for mail in few.mails if "your week (" in mail["Subject"]}
    assert {"craig", "hannah"} <= reps and "bryony" not in reps
    change(Person, Person.id == person("craig"), state="paused")
    few.now = parse("2026-11-29 18:00")
    few.everything()
    assert "29 Nov" not in "".join(mail["Subject"] for mail in few.mails if "craig" in mail["To"])
    few.now = parse("2026-11-30 08:00")
    few.everything()
    assert few.to("bryony")["Subject"] == "Aldermere PCF, your week ahead (30 Nov)"


def test_no_rep_is_reminded_of_one_thing_more_than_twice_by_whatever_mail(few, person):
    """Craig has not said whether he comes to Transport; the coordinator's asking and the digest's are one."""
    later, transport = parse("2026-12-14 10:00"), rows(Meeting, Meeting.code == "M33")[0].id
    change(Meeting, Meeting.id == transport, starts_at=later, day=later.date())
    for sunday in ("2026-11-29 18:00", "2026-12-06 18:00", "2026-12-13 18:00"):
        few.now = parse(sunday)
        few.everything()
    texts = [mail.get_body(("plain",)).get_content() for mail in few.mails if "craig" in mail["To"]]
    assert (
        sum("Transport [" in text and "say whether" in text.partition("Transport [")[2] for text in texts)
        == 2
    )
    assert len(rows(Reminder, Reminder.row == transport, Reminder.person == person("craig"))) == 2
    bryony = viewer_for(person("bryony"), few.now)
    with pytest.raises(RuleBroken):
        remind(bryony, "reply", person("craig"), transport)
