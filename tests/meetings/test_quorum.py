"""Quorum in words: held, forecast from replies, and rules that contradict themselves."""

import pytest

from forum_app.features.meetings.quorum import (
    NOT_RECORDED,
    Count,
    Part,
    Rule,
    fell_short,
    forecast,
    held,
    warning,
    words_of,
)

ACC, APCF, HEALTH = (
    Part("ACC", 2, organisation="acc", label="Council"),
    Part("APCF", 2, organisation="apcf", label="Forum"),
    Part("health", 1, sector="Health", label="Health"),
)
RULE = Rule(total=4, parts=(APCF, ACC, HEALTH))


def ours(present=None, yes=0, maybe=0):
    return Count("forum", "apcf", "Forum", present, yes, maybe, ours=True)


def acc(present=None, yes=0, maybe=0, name="Education"):
    return Count(name, "acc", "Local authority", present, yes, maybe)


def health(present=None, yes=0, maybe=0):
    return Count("ICB", "icb", "health", present, yes, maybe)


def other(present=None, yes=0, maybe=0, guests=False):
    return Count("Compass", "compass", "Voluntary", present, yes, maybe, guests=guests)


SEPTEMBER = [ours(2), acc(2), acc(1, name="Social Care"), health(1), other(1)]
OCTOBER = [ours(3), acc(1), health(1), other(1), other(1, guests=True)]
NOVEMBER = [ours(2), acc(2), health(0), other(2, guests=True)]
DECEMBER = [ours(yes=3), acc(yes=2), health(maybe=1), other(yes=1)]


@pytest.mark.parametrize(
    ("counts", "total", "words"),
    [
        (SEPTEMBER, 7, "quorate"),
        (OCTOBER, 6, "not quorate: ACC 1 of 2"),
        (NOVEMBER, 4, "not quorate: health 0 of 1 (total of 4 is met)"),
        ([ours(2), acc(1)], 3, "not quorate: ACC 1 of 2, health 0 of 1, in all 3 of 4"),
        ([ours(2), acc(2), health(1), other(9, guests=True)], 5, "quorate"),
        ([ours(2), Count("Guest of the ICB", "icb", "Health", 1, guests=True), acc(2)], 4,
         "not quorate: health 0 of 1 (total of 4 is met)"),
    ],
)  # fmt: skip
def test_a_meeting_that_was_held(counts, total, words):
    answer = held(RULE, counts)
    assert (answer.total, answer.words) == (total, words)


def test_where_nobody_counted_the_partners_nothing_is_claimed():
    for counts in ([], [ours(2)], [ours(2), acc()]):
        answer = held(RULE, counts)
        assert (answer.state, answer.words) == ("not_recorded", NOT_RECORDED)


def test_two_bodies_of_one_sector_count_for_it_together():
    rule = Rule(total=3, parts=(Part("health", 2, sector="Health"),))
    counts = [ours(1), health(1), Count("Kestrel", "kestrel", "Health", 1)]
    assert held(rule, counts).words == "quorate"


def test_a_board_without_a_rule():
    for rule in (Rule(), Rule(words="None stated")):
        assert (held(rule, SEPTEMBER).state, forecast(rule, DECEMBER).heading) == ("none", "")
        assert held(rule, []).words == "no quorum stated"


def test_a_percentage_of_members():
    rule = Rule(percent=40, members=12)
    assert rule.needed == 5
    assert held(rule, [ours(1), acc(3)]).words == "not quorate: in all 4 of 5"
    assert held(rule, [ours(1), acc(4)]).words == "quorate"
    assert held(Rule(percent=40), [ours(1), acc(4)]).words == "number of members not recorded"
    assert words_of(Rule(percent=40)) == "40 percent of members"


def test_the_forums_own_board_needs_a_co_chair():
    chair = Part("co-chair", 1, sector="Co-chair")
    rule = Rule(total=5, parts=(chair,), words="5 of 8, one co-chair among them", own=True)
    chairs = Count("co-chairs", "apcf", "Co-chair", 1, ours=True)
    assert held(rule, [chairs, ours(4)]).words == "quorate"
    assert held(rule, [chairs, ours(3)]).words == "not quorate: in all 4 of 5"
    assert held(rule, [ours(6)]).words == "not quorate: co-chair 0 of 1"
    assert words_of(rule) == "5 of 8, one co-chair among them"
    assert held(rule, []).words == forecast(rule, []).heading == ""


def test_a_rule_whose_parts_ask_for_more_than_its_total_says_so():
    assert warning(RULE) == "They ask for 4 people in all, but the parts add up to 5. We count the parts."
    assert warning(Rule(total=5, parts=RULE.parts)) == warning(Rule(parts=RULE.parts)) == ""


def test_a_rule_in_words():
    assert words_of(RULE) == "4 people: APCF 2, ACC 2, health 1"
    assert words_of(Rule(total=3)) == "3 people"
    assert words_of(Rule(parts=(HEALTH,))) == "health 1"
    assert words_of(Rule()) == "none stated"


def test_the_forecast_of_2_december():
    ahead = forecast(RULE, DECEMBER)
    assert (ahead.state, ahead.words) == ("not_sure", "quorate if health attends")
    assert ahead.heading == "It will be quorate if health attends"
    assert ahead.so_far == "6 yes and 1 maybe so far."
    assert [(part.label, part.words, part.state_words) for part in ahead.parts] == [
        ("Forum", "3 yes, 2 needed", "Enough"),
        ("Council", "2 yes, 2 needed", "Enough"),
        ("Health", "1 maybe, 1 needed", "Not yet sure"),
        ("In all", "6 or 7, 4 needed", "Enough"),
    ]


@pytest.mark.parametrize(
    ("counts", "heading"),
    [
        ([ours(yes=2), acc(yes=2), health(yes=1)], "It will be quorate"),
        ([ours(yes=2), acc(yes=1, maybe=2), health(yes=1)], "It will be quorate if one more from ACC comes"),
        ([ours(yes=2), acc(maybe=2), health(maybe=1)],
         "It will be quorate if two from ACC come and health attends"),
        ([ours(yes=2), acc(yes=2)], "It is not quorate yet: health 0 of 1"),
        ([ours(yes=2), acc(yes=1), health(maybe=1)], "It is not quorate yet: ACC 1 of 2"),
        ([], "Partner replies are not recorded yet"),
    ],
)  # fmt: skip
def test_forecasts(counts, heading):
    assert forecast(RULE, counts).heading == heading


def test_a_forecast_of_a_total_alone():
    rule = Rule(total=3)
    assert (
        forecast(rule, [ours(yes=1), acc(yes=1, maybe=2)]).heading
        == "It will be quorate if one more person comes"
    )
    assert forecast(rule, [ours(yes=1), acc(maybe=3)]).heading == "It will be quorate if two more people come"
    total = forecast(rule, [ours(yes=1), acc(maybe=3)]).parts[-1]
    assert (total.words, total.state) == ("1 to 4, 3 needed", "not_sure")
    assert forecast(rule, [ours(), acc()]).so_far == "0 yes so far."
    # Someone from health makes health enough and the total too.
    with_health = Rule(total=3, parts=(HEALTH,))
    assert forecast(with_health, [ours(yes=2), health(maybe=1)]).words == "quorate if health attends"


def test_how_the_last_meetings_fell_short():
    answers = [held(RULE, counts) for counts in (SEPTEMBER, OCTOBER, NOVEMBER)]
    assert fell_short(answers) == "The last two fell short: council 1 of 2, then health 0 of 1."
    assert fell_short(answers[:2]) == "The last one fell short: council 1 of 2."
    assert fell_short(answers[:1]) == fell_short([]) == ""
