"""Sums of money: offers, mileage, care and what time would be worth."""

from collections import namedtuple
from datetime import date

import pytest

from forum_app.features.money.rules import (
    care_pence,
    mileage_pence,
    notional_pence,
    offer_pence,
    quarters,
    rate_on,
    taken_pence,
)

Rate = namedtuple("Rate", "kind starts_on ends_on pence")
RATES = [
    Rate("mileage", date(2011, 4, 6), date(2026, 4, 5), 45),
    Rate("mileage", date(2026, 4, 6), None, 55),
    Rate("hour", date(2026, 9, 1), None, 1500),
]

# Offer, minutes of meeting, reading and briefing, quarter hours, pence.
OFFERS = """
P01 120 8 3000
P02 140 10 3750
P03 135 9 3375
P04 240 16 6000
P05 135 9 3375
P08 165 11 4125
P09 160 11 4125
P11 80 6 2250
P13 95 7 2625
P15 80 6 2250
P16 110 8 3000
P18 270 18 6750
P23 240 16 6000
P28 155 11 4125
"""


@pytest.mark.parametrize("line", OFFERS.strip().splitlines())
def test_offers_are_rounded_up_to_a_quarter_hour(line):
    _, minutes, expected_quarters, pence = line.split()
    assert quarters(int(minutes)) == int(expected_quarters)
    assert offer_pence(int(minutes), 1500, cap_to=7500, cap_over=15000) == int(pence)


def test_offers_are_capped_by_their_length():
    assert offer_pence(240, 2000, cap_to=7500, cap_over=15000) == 7500
    assert offer_pence(241, 2000, cap_to=7500, cap_over=15000) == 8500
    assert offer_pence(600, 2000, cap_to=7500, cap_over=15000) == 15000
    assert offer_pence(15, 1345, cap_to=7500, cap_over=15000) == 336
    assert offer_pence(0, 1500, cap_to=7500, cap_over=15000) == 0


def test_what_a_choice_takes():
    choices = [
        ("accepted", None),
        ("charity", None),
        ("declined", None),
        ("lower", 1000),
        ("undecided", None),
    ]
    assert [taken_pence(choice, 2625, lower) for choice, lower in choices] == [2625, 2625, 0, 1000, None]
    assert taken_pence("lower", 2625, 9999) == 2625


def test_the_rate_of_a_day_is_the_one_that_held_then():
    assert rate_on(RATES, "mileage", date(2026, 4, 5)).pence == 45
    assert rate_on(RATES, "mileage", date(2026, 4, 6)).pence == 55
    assert rate_on(RATES, "hour", date(2026, 8, 31)) is rate_on(RATES, "care", date(2026, 9, 1)) is None
    assert (
        rate_on([*RATES, Rate("mileage", date(2026, 10, 1), None, 60)], "mileage", date(2026, 11, 1)).pence
        == 60
    )


@pytest.mark.parametrize(
    ("miles", "pence"), [(6, 330), (44, 2420), (30, 1650), (24, 1320), (52, 2860), (18, 990)]
)
def test_return_mileage_from_every_town(miles, pence):
    assert mileage_pence(miles, 55) == pence


def test_mileage_past_ten_thousand_miles():
    assert mileage_pence(44, 55, above=25, driven_before=9_990) == 10 * 55 + 34 * 25
    assert mileage_pence(44, 55, above=25, driven_before=12_000) == 44 * 25
    assert mileage_pence(44, 55, above=25) == 44 * 55


def test_care_is_paid_up_to_its_rate():
    assert care_pence(180, 2000, 5400) == 5400
    assert care_pence(180, 2000, 7000) == 6000


def test_notional_value_rounds_halves_up():
    assert notional_pence(133 * 60 + 55, 1345) == 180118
    assert [notional_pence(minutes, 30) for minutes in (0, 1, 2, 3)] == [0, 1, 1, 2]
