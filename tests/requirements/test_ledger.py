"""What the seeds ask of a ledger: both sides on one page, and the empty one said plainly."""

import pytest

from forum_app.db import unguarded
from forum_app.models.meetings import OutcomeFeedback
from forum_app.models.money import Claim, Thanks, TimeEntry
from tests.story import code
from tests.web.browse import change

NOTHING = "Nothing has come back to you yet since September."


@pytest.mark.requirement("ES-40")
def test_a_rep_reads_what_she_gave_and_what_came_back_on_one_page(visit):
    becky = visit("becky")
    page = becky.read("/ledger")
    assert "Since 1 September, the start of this school year." in page
    assert "You gave 3 h 35 min" in page and "Came back Paid £111.95" in page and NOTHING not in page
    change(TimeEntry, TimeEntry.row == "T05", TimeEntry.kind == "reading", minutes=60)
    assert "You gave 3 h 50 min" in becky.read("/ledger")
    change(Claim, Claim.code == "C03", state="submitted", paid_on=None, approved_by=None)
    page = becky.read("/ledger")
    nothing = "Paid £0.00 Approved, on its way £0.00 Training received 0 min Thanks 0 News of what changed 0"
    assert f"{nothing} {NOTHING}" in page


@pytest.mark.requirement("ES-40")
def test_each_way_of_giving_back_ends_the_plain_sentence(visit):
    craig = visit("craig")
    assert "News of what changed 1" in craig.read("/ledger") and NOTHING not in craig.read("/ledger")
    change(OutcomeFeedback, OutcomeFeedback.code == "F05", given_on=None)
    assert NOTHING in craig.read("/ledger")
    with unguarded("a test thanks Craig"):
        Thanks.insert(
            id="recThanks",
            person=code("R15"),
            text="For the routes",
            from_words="Sam Ridley",
            day="2026-11-20",
        ).execute()
    page = craig.read("/ledger")
    assert "Thanks 1" in page and "Thanks from Sam Ridley, 20 November" in page and NOTHING not in page
