"""The register: every decision taken on any board since a day, as far as its reader may read them."""

import pytest

from forum_app.models.meetings import Decision
from tests.story import code
from tests.web.browse import change


@pytest.mark.requirement("PLY-23")
def test_the_steering_group_lists_every_decision_since_a_day_on_one_page(visit):
    gwen = visit("gwen")
    page = gwen.read("/decisions?since=1/9/26")
    assert "Decisions On every board, since Tue 1 September" in page
    for words in ("referral form from January 2027", "charter is refreshed", "appeals wording"):
        assert words in page, words
    assert "Co-production, Wed 7 October" in page and "Partnership Board, Thu 12 November" in page
    since = gwen.read("/decisions?since=12+Nov+2026")
    assert "Wed 7 October" not in since and "Thu 12 November" in since
    change(Decision, Decision.id == code("D01"), decided_on="2026-11-20")
    assert "Co-production" in gwen.read("/decisions?since=13/11/2026")


def test_it_opens_with_what_came_since_the_steering_groups_last_meeting(visit):
    page = visit("hannah").read("/decisions")
    assert "since Tue 10 November" in page and "charter is refreshed" in page
    assert "referral form" not in page
    assert "By 26 Nov" in visit("hannah").read("/decisions?what=waiting")


def test_what_is_closed_is_not_there_for_others(visit):
    everything = "/decisions?what=actions&since=1/9/26"
    assert "waiting times by age phase" in visit("siobhan").read(everything)
    craig = visit("craig").read(everything)
    assert "waiting times by age phase" not in craig and "List routes over 75 minutes" in craig


def test_a_day_that_cannot_be_read_is_said_beside_it_and_kept(visit):
    priya = visit("priya")
    page = priya.read("/decisions?since=tomorrowish")
    assert "Write a date as 3 9 2026" in page and 'value="tomorrowish"' in priya.page


def test_each_figure_of_a_partner_opens_the_meetings_behind_it(visit):
    hannah = visit("hannah")
    hannah.get("/")
    assert 'href="/partners?by=Council"' in hannah.page
    page = hannah.read("/partners?by=Council")
    assert "12 of 16" in page and "4 of 16" in page
    assert page.count("Invited") == 16
    assert "Fri 23 Oct Transport Invited 9 days ahead 5 days short Papers 1 day ahead 6 days short" in page
    assert page.count("Papers 7 days ahead Kept") + page.count("Papers 8 days ahead Kept") == 4
