"""The ledger, as each of the demo's people finds it: both sides, and nobody else's."""

import pytest

from forum_app.db import unguarded
from forum_app.features.demo.data.ids import email_for
from forum_app.models.money import Claim, Offer, Rate, TimeEntry
from tests.story import code
from tests.web.browse import change

# Given, paid, on its way, training, thanks, news owed: one line a rep, as the demo's facts add up.
LEDGERS = {
    "R02": ("20 h 45 min", "£0.00", "£0.00", "0 min", 0, 1),
    "R01": ("19 h 20 min", "£130.05", "£0.00", "0 min", 1, 0),
    "R14": ("10 h 00 min", "£0.00", "£81.10", "0 min", 1, 1),
    "R17": ("9 h 40 min", "£77.80", "£0.00", "0 min", 0, 1),
    "R13": ("8 h 30 min", "£0.00", "£0.00", "0 min", 1, 1),
    "R08": ("8 h 15 min", "£0.00", "£41.25", "0 min", 1, 0),
    "R22": ("7 h 30 min", "£30.00", "£0.00", "0 min", 1, 0),
    "R07": ("6 h 00 min", "£0.00", "£60.00", "0 min", 0, 1),
    "R04": ("5 h 30 min", "£0.00", "£0.00", "0 min", 0, 0),
    "R05": ("5 h 25 min", "£75.00", "£0.00", "0 min", 0, 0),
    "R25": ("4 h 40 min", "£0.00", "£0.00", "2 h 00 min", 0, 0),
    "R20": ("4 h 00 min", "£0.00", "£0.00", "0 min", 0, 0),
    "R23": ("3 h 50 min", "£0.00", "£0.00", "1 h 30 min", 1, 0),
    "R21": ("3 h 50 min", "£0.00", "£0.00", "0 min", 1, 0),
    "R06": ("3 h 35 min", "£111.95", "£0.00", "0 min", 0, 0),
    "R12": ("3 h 20 min", "£0.00", "£0.00", "0 min", 1, 0),
    "R10": ("3 h 10 min", "£0.00", "£0.00", "0 min", 0, 0),
    "R09": ("2 h 40 min", "£0.00", "£0.00", "0 min", 0, 0),
    "R11": ("2 h 35 min", "£0.00", "£0.00", "0 min", 0, 0),
    "R15": ("1 h 20 min", "£0.00", "£0.00", "0 min", 0, 0),
}


def login(rep: str) -> str:
    return email_for(rep).partition("@")[0]


@pytest.mark.requirement("ES-40")
def test_each_rep_reads_her_own_line_on_her_own_ledger(visit):
    for rep, (given, paid, coming, training, thanks, owed) in LEDGERS.items():
        page = visit(login(rep)).read("/ledger").partition("The forum’s ledger")[0]
        assert f"You gave {given}" in page, rep
        sums = f"Paid {paid} Approved, on its way {coming} Training received {training} Thanks {thanks} "
        assert sums in page, rep
        assert page.count("What came of") - page.count("told on") == owed, rep


def test_becky_reads_what_it_was_for_and_what_it_is_worth(visit):
    page = visit("becky").read("/ledger")
    assert "Meetings 1 h 30 min Reading 45 min Travel, briefing 1 h 20 min" in page
    assert "Worth £48.20 at £13.45 an hour: notional value, not pay." in page
    assert "Short Breaks Wed 16 Sep 3 h 35 min" in page
    assert "Claim for Sep 2026 Paid on 23 October £111.95" in page
    assert "Still owed No money and no news is owed to you now." in page
    assert "The forum" not in page


def test_without_a_rate_no_value_is_made_up(visit):
    change(Rate, Rate.kind == "volunteer hour", starts_on="2026-12-01")
    assert "notional value" not in visit("becky").read("/ledger")


def test_an_offer_accepted_and_not_claimed_is_brought_to_mind(visit):
    page = visit(login("R23")).read("/ledger")
    assert "£30.00 for CAMHS, 2 October You accepted it and have not claimed it yet. To claim" in page
    assert page.count("To claim") == 1
    assert "To claim" in visit(login("R04")).read("/ledger")
    assert "To claim" not in visit(login("R21")).read("/ledger")


def test_an_offer_waits_for_a_free_choice(visit):
    page = visit(login("R09")).read("/ledger")
    assert page.count("Not decided") == 2
    assert "£22.50 offered for Transport, 25 September Yours to take, lower, give or decline." in page


def test_claims_say_where_they_stand(visit):
    assert "£8.70 for Oct 2026 Came back with a question: " in visit(login("R11")).read("/ledger")
    assert "£22.50 for Sep 2026 Not sent yet Draft" in visit("craig").read("/ledger")
    assert "to Stepping Stones Aldermere Approved, waiting for the bank £41.25" in visit(login("R08")).read(
        "/ledger"
    )
    change(Claim, Claim.code == "C08", state="paid", paid_on="2026-11-20", approved_by=code("R03"))
    assert "Paid £22.50" in visit(login("R12")).read("/ledger")


def test_news_that_came_is_told_with_its_reason(visit):
    page = visit(login("R08")).read("/ledger")
    assert "Some of what we asked for is done. Why: Money. Next: A bid in March." in page
    assert "What came of Health Board, 22 September: told on 2 November" in page


def test_an_empty_side_is_said_plainly(visit):
    page = visit(login("R16")).read("/ledger")
    assert "You gave No time logged yet" in page
    assert "Nothing has come back to you yet since September." in page


def test_bryony_reads_everyones_hours_and_the_sums(visit):
    page = visit("bryony").read("/ledger")
    assert "Given 133 h 55 min By 20 people. Worth £1,801.18 at £13.45 an hour: notional value" in page
    assert "For meetings 95 h 15 min 13 h 55 min 109 h 10 min" in page
    assert "Panels and events 24 h 45 min 24 h 45 min" in page
    assert "All 120 h 00 min 13 h 55 min 133 h 55 min" in page
    assert "All £38,700.00 £1,012.50 £643.75" in page
    assert "Paid £424.80 Approved, on its way £182.35" in page
    assert page.count("Nothing yet") == 7
    assert "Hannah Trescothick 20 h 45 min Nothing yet" in page
    assert "Callum Dree 4 h 40 min 2 h 20 min 2 h 00 min" in page


def test_the_coordinator_reads_no_money_of_one_person(visit):
    page = visit("bryony").read("/ledger")
    for amount in ("£130.05", "£111.95", "£77.80", "£81.10", "£41.25"):
        assert amount not in page


def test_a_co_chair_reads_the_sums_below_her_own_and_no_names(visit):
    page = visit("priya").read("/ledger")
    own, _, forum = page.partition("The forum’s ledger")
    assert "You gave 19 h 20 min" in own
    assert "Given 133 h 55 min" in forum
    assert "7 people gave time and have had no money, training or thanks yet." in forum
    assert "See who" not in page
    assert "Everyone" not in page
    assert "Trescothick" not in page


def test_the_treasurer_reads_no_time_of_others(visit):
    page = visit("gwen").read("/ledger")
    own, _, forum = page.partition("The forum’s ledger")
    assert "You gave No time logged yet" in own
    assert "£111.95" not in page
    assert "Given 133 h 55 min" in forum
    assert "Everyone" not in forum
    assert "Becky" not in page


def test_a_person_without_rights_reads_only_their_own(visit):
    for who in ("olu", "leon", "craig"):
        page = visit(who).read("/ledger")
        assert "133 h 55" not in page
        assert "Money by source" not in page


def test_one_claim_state_moves_one_sum(visit):
    change(Claim, Claim.code == "C04", state="paid", paid_on="2026-11-23")
    page = visit("bryony").read("/ledger")
    assert "Paid £484.80 Approved, on its way £122.35" in page
    assert "Paid £60.00 Approved, on its way £0.00" in visit(login("R07")).read("/ledger")


def test_one_time_entry_moves_its_own_sums(visit):
    change(TimeEntry, TimeEntry.row == "X11", state="accepted")
    assert "You gave 11 h 00 min" in visit("ellie").read("/ledger")
    assert "Given 134 h 55 min" in visit("bryony").read("/ledger")


def test_the_coordinator_has_a_ledger_of_her_own(visit):
    page = visit("bryony").read("/ledger?own=yes")
    assert "Your ledger" in page
    assert "You gave No time logged yet" in page
    assert "133 h" not in page


def test_a_choice_stays_between_the_person_and_the_treasurer(visit):
    change(Offer, Offer.code == "P12", choice="declined", taken_pence=0)
    assert visit(login("R09")).read("/ledger").count("Not decided") == 1
    assert "Farzana Miah 2 h 40 min Nothing yet" in visit("bryony").read("/ledger")


def test_a_forum_without_time_shows_no_table_of_empty_rows(visit):
    assert 'id="given"' in visit("bryony").get("/ledger").text
    with unguarded("a test of a forum where nobody has logged yet"):
        TimeEntry.delete().execute()
    page = visit("bryony").get("/ledger").text
    assert "Nobody has logged time since September yet." in page and 'id="given"' not in page
