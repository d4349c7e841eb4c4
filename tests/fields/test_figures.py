"""Numbers, money and minutes as people type them."""

import pytest

from forum_app.fields import Minutes, Money, Number, Problem

ASK = "Write minutes as 90 or 1:30"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90),
        (" 90 ", 90),
        ("90m", 90),
        ("90 min", 90),
        ("90 minutes", 90),
        ("1:30", 90),
        ("01:30", 90),
        ("1.5", 90),
        ("1.50", 90),
        ("1.5h", 90),
        ("1.5 hours", 90),
        ("1h 30", 90),
        ("1h30m", 90),
        ("1 h 30 min", 90),
        ("1 hour and 30 minutes", 90),
        ("2 hrs", 120),
        (".5", 30),
        ("0:30", 30),
        ("0", 0),
        ("900", 900),
        ("1440", 1440),
        ("24:00", 1440),
        ("۹۰", 90),
        ("", None),
    ],
)
def test_minutes_are_read_in_every_usual_way(typed, minutes):
    assert Minutes().parse(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("about 2 hrs", ASK),
        ("1:75", ASK),
        ("1.20", ASK),
        ("1h 90", ASK),
        ("1.5h 30", ASK),
        ("h", ASK),
        ("ninety", ASK),
        ("1,5", ASK),
        ("--5", ASK),
        ("-5", f"Use 0 or more. {ASK}"),
        ("-1:30", f"Use 0 or more. {ASK}"),
        ("1441", f"That is more than 24 hours. {ASK}"),
        ("25:00", f"That is more than 24 hours. {ASK}"),
        ("9" * 4000, ASK),
        ("9" * 50 + "h", ASK),
        ("9" * 50 + ".5", ASK),
        ("9" * 50, f"That is more than 24 hours. {ASK}"),
    ],
)
def test_other_minutes_are_asked_for_again(typed, words):
    assert Minutes().parse(typed) == Problem(words)


def test_a_form_may_set_its_own_most():
    log = Minutes(most=720)
    assert log.parse("12:00") == 720
    assert log.parse("900") == Problem(f"That is more than 12 hours. {ASK}")
    assert Minutes(most=90).parse("2h") == Problem(f"That is more than 1 h 30 min. {ASK}")
    assert log.check(721) == Problem(f"That is more than 12 hours. {ASK}")
    assert log.check("90") == log.check(True) == log.check(1.5) == Problem(ASK)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("24.20", 2420),
        ("£24.20", 2420),
        ("£ 24.2", 2420),
        ("24", 2400),
        (".5", 50),
        ("1,801.18", 180118),
        ("£17,500.00", 1750000),
        ("55p", 55),
        ("0", 0),
        ("", None),
    ],
)
def test_money_is_read_as_whole_pence(typed, pence):
    assert Money().parse(typed) == pence


@pytest.mark.parametrize(
    "typed", ["24.205", "24,20", "1,80", "£", "£.", "twenty", "1e3", "9" * 5000, "$5", "£-£5", "1 000"]
)
def test_other_money_is_asked_for_again(typed):
    assert Money().parse(typed) == Problem("Write money as 24.20")


def test_money_has_two_ends():
    assert Money().parse("-5") == Problem("Use 0 or more. Write money as 24.20")
    assert Money(least=None).parse("-£5.10") == Money(least=None).parse("£-5.10") == -510
    assert Money().parse("20000001") == Problem("That is more than £20,000,000.00. Write money as 24.20")


def test_numbers():
    assert [Number().parse(text) for text in ("12", "12.50", "-3", "1,150", ".5", "1.0")] == [
        12,
        12.5,
        -3,
        1150,
        0.5,
        1,
    ]
    for text in ("1,15", "1e9", "twelve", "nan", "inf", "1.2.3", "0x10"):
        assert Number().parse(text) == Problem("Write a number as 12 or 12.5")
    assert Number(whole=True).parse("12.5") == Problem("Write a whole number, such as 12")
    assert Number(whole=True).check(12.0) == Problem("Write a whole number, such as 12")
    assert Number(least=1, most=5).parse("6") == Problem("That is more than 5. Write a number as 12 or 12.5")
    assert Number(least=1).parse("0") == Problem("The least is 1. Write a number as 12 or 12.5")
    for value in (float("nan"), float("inf"), "12", True):
        assert Number().check(value) == Problem("Write a number as 12 or 12.5")


@pytest.mark.parametrize(
    ("kind", "value", "shown", "edited", "exported"),
    [
        (Minutes(), 215, "3 h 35 min", "3:35", "215"),
        (Minutes(), 45, "45 min", "45", "45"),
        (Money(), 180118, "£1,801.18", "1801.18", "1801.18"),
        (Money(least=None), -510, "-£5.10", "-5.10", "-5.10"),
        (Number(), 1150, "1,150", "1150", "1150"),
        (Number(), 0.1, "0.1", "0.1", "0.1"),
        (Number(), 1e-7, "1e-07", "0.0000001", "0.0000001"),
    ],
)
def test_what_is_shown_edited_and_exported_reads_back(kind, value, shown, edited, exported):
    assert (kind.show(value), kind.edit(value), kind.export(value)) == (shown, edited, exported)
    assert kind.parse(edited) == kind.parse(exported) == value
    assert kind.from_json(kind.to_json(value)) == value
    assert (kind.show(None), kind.edit(None), kind.export(None)) == ("", "", "")
    assert (kind.align, kind.sums) == ("right", True)


def test_empty_sorts_last():
    assert sorted([3, None, 1], key=Minutes().sort_key) == [1, 3, None]
