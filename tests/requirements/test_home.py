"""What the seeds ask of Home: whose an overdue action is."""

from datetime import date

import pytest

from forum_app.models.meetings import Decision
from tests.web.browse import change


@pytest.mark.requirement("ES-6")
def test_what_partner_and_forum_are_late_with_is_one_list(visit):
    bryony = visit("bryony")
    late = bryony.read("/").partition("Waiting and past due")[2].partition("Raised with partners")[0]
    in_order = (
        "Send waiting times by age phase. Siobhan, Peter Okafor Board only 40 days late Done",
        "List routes over 75 minutes. Craig, Sam Ridley 32 days late Done",
        "Renew interests forms. Tomasz 24 days late Done",
    )
    places = [late.index(words) for words in in_order]
    assert places == sorted(places) and places[0] == 1
    change(Decision, Decision.code == "A11", due_on=date(2026, 11, 23))
    assert "school-run parents. Hannah, Carys Monk 1 day late" in bryony.read("/")
    change(Decision, Decision.code == "A11", owner=None)
    assert "school-run parents. Carys Monk 1 day late" in bryony.read("/")
    change(Decision, Decision.code == "A11", partner_contact=None)
    assert "school-run parents. Nobody owns it yet 1 day late" in bryony.read("/")
    change(Decision, Decision.code == "A11", state="done", done_on=date(2026, 11, 24))
    assert "school-run parents" not in bryony.read("/")
