"""Yes and no, choices, levels, people and records."""

from forum_app.fields import Choice, Choices, Level, Person, Problem, RecordLink, RecordLinks, YesNo

REPLY = Choice([("coming", "Yes"), ("maybe", "Maybe"), ("not_coming", "No")])
AREAS = Choices(["health", "transport", "early years", "arts, play"])
ONE, TWO, THREE = "rec0000000000000A", "rec0000000000000B", "rec0000000000000C"


def test_yes_and_no():
    assert [YesNo().parse(text) for text in ("Yes", "y", "1", "on", "true")] == [True] * 5
    assert [YesNo().parse(text) for text in ("No", "N", "0", "off", "FALSE")] == [False] * 5
    assert YesNo().parse("") is None
    assert YesNo().parse("perhaps") == YesNo().check(1) == Problem("Write yes or no")
    assert [YesNo().show(value) for value in (True, False, None)] == ["Yes", "No", ""]
    assert YesNo().parse(YesNo().export(False)) is False


def test_a_choice_is_read_by_value_or_label():
    assert [REPLY.parse(text) for text in ("coming", "YES", " maybe", "No", "")] == [
        "coming",
        "coming",
        "maybe",
        "not_coming",
        None,
    ]
    assert REPLY.parse("later") == REPLY.check("later") == Problem("Choose Yes, Maybe or No")
    assert Choice("abcdefg").parse("z") == Choice().parse("z") == Problem("Choose one from the list")
    assert REPLY.show("not_coming") == REPLY.export("not_coming") == "No"
    assert sorted(["not_coming", None, "coming"], key=REPLY.sort_key) == ["coming", "not_coming", None]


def test_two_options_with_one_label_are_told_apart_by_value():
    kind = Choice([("a", "Sam"), ("b", "Sam"), ("c", "Kim")])
    assert kind.parse("sam") == Problem("Two are called that. Choose Sam, Sam or Kim")
    assert [kind.parse(kind.export(value)) for value in "abc"] == ["a", "b", "c"]


def test_choices_keep_the_order_of_the_list():
    assert AREAS.parse("Transport, health, transport") == ["health", "transport"]
    assert AREAS.parse(["early years", "arts, play"]) == ["early years", "arts, play"]
    assert AREAS.parse("arts, play") == ["arts, play"]
    assert AREAS.parse("") == AREAS.check(None) == []
    words = "Choose health, transport, early years or arts, play"
    assert AREAS.parse("health, magic") == AREAS.check(["magic"]) == AREAS.check("health") == Problem(words)
    assert AREAS.show(["health", "transport"]) == "health, transport"
    assert AREAS.parse(AREAS.export(["health", "arts, play"])) == ["health", "arts, play"]
    assert sorted([["transport"], [], ["health"]], key=AREAS.sort_key) == [["health"], ["transport"], []]


def test_levels_have_plain_words():
    assert Level().parse("Board only") == "board"
    assert Level().parse("secret") == Problem("Choose Public, Members, Board only or Restricted")


def test_a_link_takes_any_well_formed_id_until_it_knows_the_viewer():
    for kind in (Person(), RecordLink()):
        assert kind.parse(ONE) == kind.check(ONE) == ONE
        assert isinstance(kind.parse("Priya"), Problem)
        assert isinstance(kind.check("rec'; --"), Problem)
    assert Person().parse("Priya") == Problem("Choose a person from the list")


def test_a_link_takes_only_what_the_viewer_may_choose():
    seen = []
    kind = Person(
        choices=lambda viewer: seen.append(viewer) or [(ONE, "Priya"), (TWO, "Sam"), (THREE, "Sam")]
    )
    mine = kind.for_viewer("Becky")
    assert seen == ["Becky"] and kind.options == ()
    assert mine.parse("priya") == mine.parse(ONE) == ONE
    assert mine.parse("Sam") == Problem("Two are called that. Choose a person from the list")
    hidden = "rec0000000000000Z"
    assert mine.parse(hidden) == mine.check(hidden) == Problem("Choose a person from the list")
    assert (mine.show(ONE), mine.export(ONE), mine.export(TWO)) == ("Priya", "Priya", TWO)


def test_many_links():
    kind = RecordLinks(choices=lambda viewer: [(TWO, "Transport"), (ONE, "Health")])
    assert kind.check([TWO, ONE, TWO]) == kind.parse(f"{TWO}; {ONE}") == [TWO, ONE]
    assert kind.for_viewer(None).parse("Health, Transport") == [ONE, TWO]
    assert isinstance(kind.for_viewer(None).check([THREE]), Problem)
    assert kind.empty == kind.parse("") == []
