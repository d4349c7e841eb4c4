"""Time given, offers, claims and ledgers of the demo add up."""

from collections import Counter, defaultdict

import pytest

from forum_app.db import unguarded
from forum_app.features.demo.data.ids import NAMES
from forum_app.features.ledger.queries import everyones_hours, forum_ledger, my_ledger, volunteer_rates
from forum_app.models.boards import Board
from forum_app.models.meetings import Meeting
from forum_app.models.money import Claim, ClaimLine, Offer, Posting, Rate, TimeEntry
from forum_app.models.people import Person
from forum_app.permissions import reports
from forum_app.permissions.errors import NotAllowed
from tests.demo.answers import CLAIMS, LEDGERS, NOTHING_BACK
from tests.demo.figures import SINCE

CODES = {name: code for code, name in NAMES.items()}


def rows(model) -> list:
    with unguarded("a test adds up every row"):
        return list(model.select())


def people() -> dict[str, str]:
    return {row.id: CODES[row.name] for row in rows(Person)}


def test_minutes_from_meetings(demo):
    entries = [row for row in rows(TimeEntry) if row.row.startswith("T")]
    by_kind: Counter = Counter()
    by_state: Counter = Counter()
    for row in entries:
        by_kind[row.kind] += row.minutes
        by_state[row.state] += row.minutes
    assert len({row.row for row in entries}) == 43
    assert by_kind == {"meeting": 4425, "reading": 1555, "briefing": 100, "travel": 470}
    assert by_state == {"accepted": 95 * 60 + 15, "to_confirm": 13 * 60 + 55}
    assert sum(by_kind.values()) == 109 * 60 + 10


def test_minutes_outside_meetings(demo):
    entries = [row for row in rows(TimeEntry) if row.row.startswith("X")]
    accepted = [row for row in entries if row.state == "accepted"]
    assert len(entries) == 12
    assert sum(row.minutes for row in accepted) == 1695
    assert sum(row.minutes for row in accepted if row.kind == "training received") == 210


def test_what_was_given_in_all(see):
    found = reports.figures(see("R01"), SINCE, see().today)
    assert found.given_minutes == 133 * 60 + 55
    assert found.groups == [
        ("Meetings", 73 * 60 + 45),
        ("Reading", 25 * 60 + 55),
        ("Panels and events", 24 * 60 + 45),
        ("Travel, briefing", 9 * 60 + 30),
    ]


def test_its_notional_value_comes_from_the_dated_rate(see):
    ledger = forum_ledger(see("R01"), volunteer_rates(see("R01")))
    assert (ledger.rate_pence, ledger.value_pence) == (1345, 180118)


def test_actual_length_differs_from_plan_at_four_meetings(demo):
    told = {
        row.code: (row.planned_minutes, row.actual_minutes) for row in rows(Meeting) if row.actual_minutes
    }
    differ = {code: actual for code, (planned, actual) in told.items() if planned != actual}
    assert differ == {"M08": 100, "M13": 80, "M16": 85, "M22": 110}
    lasted = {row.id: row.actual_minutes for row in rows(Meeting)}
    for row in rows(TimeEntry):
        if row.kind == "meeting":
            assert row.minutes == lasted[row.meeting_id]


def test_offers_follow_the_rate_and_add_up(demo):
    """Meeting, reading and briefing, rounded up to a quarter hour, at the dated rate under its cap."""
    from forum_app.features.money.rules import offer_pence, quarters, rate_on

    minutes: Counter = Counter()
    for row in rows(TimeEntry):
        if row.meeting_id and row.kind != "travel":
            minutes[row.person_id, row.meeting_id] += row.minutes
    days = {row.id: row.day for row in rows(Meeting)}
    offers, rates = rows(Offer), rows(Rate)
    for offer in offers:
        given, day = minutes[offer.person_id, offer.meeting_id], days[offer.meeting_id]
        hour, cap, over = (
            rate_on(rates, kind, day).pence
            for kind in ("involvement payment", "involvement cap", "involvement cap over 4 hours")
        )
        assert (offer.quarters, offer.pence) == (quarters(given), offer_pence(given, hour, cap, over))
    assert sum(offer.pence for offer in offers) == 101250
    assert sum(offer.taken_pence or 0 for offer in offers) == 64375


def test_boards_whose_host_pays_nothing_make_no_offer_and_a_shadow_gets_none(demo):
    boards = {row.id: row for row in rows(Board)}
    meetings = {row.id: boards[row.board_id] for row in rows(Meeting)}
    names = people()
    for offer in rows(Offer):
        assert meetings[offer.meeting_id].pays_id
        assert names[offer.person_id] != "R25"


def test_claims_and_their_totals(demo):
    names, lines = people(), defaultdict(int)
    for line in rows(ClaimLine):
        lines[line.claim_id] += line.pence
    claims = rows(Claim)
    assert {row.code: (names[row.person_id], row.state, lines[row.id]) for row in claims} == CLAIMS
    by_state: Counter = Counter()
    for row in claims:
        by_state[row.state] += lines[row.id]
    assert by_state == {"paid": 42480, "approved": 18235, "submitted": 3899, "returned": 870, "draft": 5250}
    assert sum(by_state.values()) == 70734


def test_payment_lines_are_what_was_taken(demo):
    """Nobody is paid for more than they took; those who took and did not claim are Tomasz and Amara."""
    names, taken, paid = people(), Counter(), Counter()
    for offer in rows(Offer):
        taken[names[offer.person_id]] += offer.taken_pence or 0
    claimants = {row.id: names[row.person_id] for row in rows(Claim)}
    for line in rows(ClaimLine):
        if line.kind == "payment":
            paid[claimants[line.claim_id]] += line.pence
    assert {code for code in taken if taken[code] != paid[code]} == {"R04", "R23"}


def test_mileage_is_at_the_rate_of_its_day(demo):
    for line in rows(ClaimLine):
        if line.kind == "mileage":
            assert line.pence == line.miles * 55


def test_the_treasurers_own_claim_goes_to_a_second_approver(demo):
    names = people()
    for row in rows(Claim):
        assert row.approver_id != row.person_id and row.approved_by_id != row.person_id
        assert names[row.approver_id] == ("R02" if row.code == "C13" else "R03")


def test_every_movement_balances_and_the_accounts_say_what_is_owed(demo):
    movements, accounts = Counter(), Counter()
    for row in rows(Posting):
        movements[row.movement] += row.pence
        accounts[row.account] += row.pence
    assert movements and not any(movements.values())
    assert accounts == {"expenses": 60715, "owed to people": -18235, "bank": -42480}


@pytest.mark.parametrize("code", sorted(LEDGERS))
def test_each_reps_own_ledger(see, code):
    mine = my_ledger(see(code), volunteer_rates(see(code)))
    assert (
        mine.given_minutes,
        mine.pence("paid"),
        mine.pence("approved"),
        mine.training_minutes,
        len(mine.thanks),
        len(mine.news_owed),
    ) == LEDGERS[code]


def test_those_who_gave_nothing_have_an_empty_ledger(see):
    assert {code for code in NAMES if code[0] == "R"} - LEDGERS.keys() == {"R03", "R16", "R18", "R19", "R24"}
    for code in ("R03", "R16", "R18", "R19", "R24"):
        assert my_ledger(see(code), volunteer_rates(see(code))).given_minutes == 0


def test_came_back_in_all(see):
    found = reports.figures(see("R02"), SINCE, see().today)
    assert (found.paid_pence, found.approved_pence) == (42480, 18235)
    assert found.training_minutes == 3 * 60 + 30
    assert found.people_thanked == 8
    assert found.nothing_back == 7
    assert found.people_who_gave == len(LEDGERS)
    feedback = reports.outcome_feedback(see("R02"))
    assert (sum(row.given for row in feedback), sum(row.total for row in feedback)) == (5, 8)


def test_the_names_behind_nothing_back_are_the_coordinators_only(see):
    names = reports.nothing_back_names(see(), SINCE, see().today)
    assert {CODES[name] for _, name in names} == NOTHING_BACK
    with pytest.raises(NotAllowed):
        reports.nothing_back_names(see("R01"), SINCE, see().today)


def test_everyones_hours_are_the_coordinators(see):
    hours = everyones_hours(see())
    given = {CODES[row.name]: row.accepted + row.to_confirm for row in hours.people}
    assert {code: minutes for code, minutes in given.items() if minutes} == {
        code: row[0] for code, row in LEDGERS.items()
    }
    assert {CODES[row.name] for row in hours.people if row.nothing_back} == NOTHING_BACK
    assert everyones_hours(see("R01")) is None
